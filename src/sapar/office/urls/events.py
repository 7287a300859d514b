"""Information events and who attends."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
