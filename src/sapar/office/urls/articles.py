"""Writing and publishing articles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
