"""An applicant's own applications."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
