"""Calls as everybody sees them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
