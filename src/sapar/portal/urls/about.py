"""What the programme is: the home page, the explanation, the two-minute guide."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
