"""Menus, announcements, redirects, broken links."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
