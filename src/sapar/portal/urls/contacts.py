"""Whom to ask, the question form, frequent questions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
