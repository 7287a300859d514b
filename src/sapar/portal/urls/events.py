"""Information events and their registration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
