"""Results and offers, as the applicant sees them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
