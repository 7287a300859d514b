"""Where one can go: list, map and a page for each partner."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
