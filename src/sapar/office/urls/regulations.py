"""Keeping the acts that mobility stands on."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
