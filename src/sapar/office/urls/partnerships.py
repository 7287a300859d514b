"""Partners and agreements."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
