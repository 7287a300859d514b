"""For those who come to us."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
