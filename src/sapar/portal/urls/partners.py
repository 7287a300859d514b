"""Where one can go: list, map and a page for each partner."""

from django.urls import path

from sapar.portal.views.partner_page import partner_page
from sapar.portal.views.partners import partner_list

urlpatterns = [
    path("partners/", partner_list, name="partners"),
    path("partners/<publicid:partner_id>/", partner_page, name="partner"),
]
