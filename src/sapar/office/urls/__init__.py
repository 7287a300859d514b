"""Addresses of the staff, below the language and ``office/``; one module a subject."""

from django.urls import path

from sapar.office.urls import (
    applications,
    articles,
    calls,
    events,
    furniture,
    host_profiles,
    media,
    moderation,
    nominations,
    partnerships,
    questions,
    records,
    regulations,
    roles,
    selection,
)
from sapar.office.views.desk import desk

urlpatterns = [
    path("", desk, name="office-desk"),
    *records.urlpatterns,
    *partnerships.urlpatterns,
    *calls.urlpatterns,
    *applications.urlpatterns,
    *selection.urlpatterns,
    *nominations.urlpatterns,
    *roles.urlpatterns,
    *articles.urlpatterns,
    *media.urlpatterns,
    *furniture.urlpatterns,
    *regulations.urlpatterns,
    *events.urlpatterns,
    *questions.urlpatterns,
    *moderation.urlpatterns,
    *host_profiles.urlpatterns,
]
