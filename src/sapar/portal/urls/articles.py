"""Helpful information, news and pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
