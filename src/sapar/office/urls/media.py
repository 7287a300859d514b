"""Pictures and files for the portal."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
