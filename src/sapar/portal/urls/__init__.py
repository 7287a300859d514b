"""Addresses of the public and of applicants, below the language; one module a subject."""

from django.urls import path

from sapar.portal.urls import (
    about,
    applications,
    articles,
    calls,
    comments,
    contacts,
    events,
    feeds,
    hosts,
    incoming,
    legibility,
    offers,
    partners,
    regulations,
    samples,
    schools,
    searching,
    stories,
    subscriptions,
)
from sapar.portal.views.home import home

urlpatterns = [
    path("", home, name="home"),
    *applications.urlpatterns,
    *calls.urlpatterns,
    *hosts.urlpatterns,
    *offers.urlpatterns,
    *samples.urlpatterns,
    *about.urlpatterns,
    *articles.urlpatterns,
    *regulations.urlpatterns,
    *partners.urlpatterns,
    *schools.urlpatterns,
    *incoming.urlpatterns,
    *events.urlpatterns,
    *contacts.urlpatterns,
    *stories.urlpatterns,
    *comments.urlpatterns,
    *searching.urlpatterns,
    *feeds.urlpatterns,
    *subscriptions.urlpatterns,
    *legibility.urlpatterns,
]
