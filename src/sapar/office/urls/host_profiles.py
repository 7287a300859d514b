"""What participants want to know about a host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
