"""Feeds and calendars to subscribe to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
