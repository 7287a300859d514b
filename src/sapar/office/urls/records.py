"""Records of students and staff, and their upload."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
