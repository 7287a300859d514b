"""Comments and what their authors and readers may do with them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
