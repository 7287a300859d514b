"""Size, contrast and pictures for readers with low vision."""

from django.urls import path

from sapar.portal.views.legibility import legibility_page

urlpatterns = [path("legibility/", legibility_page, name="legibility")]
