"""Applications to release, verify, return or refuse."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
