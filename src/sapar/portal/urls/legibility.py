"""Size, contrast and pictures for readers with low vision."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
