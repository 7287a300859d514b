"""Letters to hosts and their answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
