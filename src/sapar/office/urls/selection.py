"""Scores, ranking, placement, offers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
