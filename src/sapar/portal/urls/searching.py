"""Search over everything public."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
