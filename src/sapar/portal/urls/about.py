"""What the programme is, and which calls fit whom."""

from django.urls import path

from sapar.portal.views.about import about, how_places
from sapar.portal.views.guide import guide

urlpatterns = [
    path("about/", about, name="about"),
    path("about/places/", how_places, name="how-places"),
    path("guide/", guide, name="guide"),
]
