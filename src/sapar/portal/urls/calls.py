"""Calls as everybody sees them."""

from django.urls import path

from sapar.portal.views.calls import call_list, call_page

urlpatterns = [
    path("calls/", call_list, name="calls"),
    path("calls/<publicid:call_id>/", call_page, name="call"),
]
