"""Stories of those who returned."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
