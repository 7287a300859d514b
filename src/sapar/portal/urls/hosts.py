"""Pages behind a signed link, for coordinators of hosts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
