"""Addresses of the public and of applicants, below the language; one module a subject."""

from django.urls import path

from sapar.portal.urls import applications, calls, hosts, offers, samples
from sapar.portal.views.home import home

urlpatterns = [
    path("", home, name="home"),
    *calls.urlpatterns,
    *applications.urlpatterns,
    *offers.urlpatterns,
    *hosts.urlpatterns,
    *samples.urlpatterns,
]
