"""Reading comments and stories before or after readers do."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
