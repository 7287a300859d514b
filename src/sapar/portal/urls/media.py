"""Pictures and files of published pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
