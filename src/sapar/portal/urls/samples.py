"""What only a sample university shows: its mails and its clock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
