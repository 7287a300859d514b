"""Roles over units; the administrator's only page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
