"""Tell me when it opens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
