"""Questions that came, contacts and frequent questions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
