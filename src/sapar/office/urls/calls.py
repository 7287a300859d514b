"""Calls from draft to publication."""

from django.urls import path

from sapar.office.views import call_drafts, call_publication, call_seats, calls

CALL = "calls/<publicid:call_id>/"

urlpatterns = [
    path("calls/", calls.call_list, name="office-calls"),
    path("calls/new/", call_drafts.call_new, name="office-call-new"),
    path(CALL, calls.call_page, name="office-call"),
    path(f"{CALL}texts/", call_drafts.call_edit, name="office-call-edit"),
    path(f"{CALL}requirements/", call_drafts.call_asked, name="office-call-requirements"),
    path(f"{CALL}scorecard/", call_drafts.call_scorecard, name="office-call-scorecard"),
    path(f"{CALL}documents/", call_drafts.call_documents, name="office-call-documents"),
    path(f"{CALL}places/", call_drafts.call_places, name="office-call-places"),
    path(
        "places/<publicid:place_id>/remove/", call_drafts.place_remove, name="office-place-remove"
    ),
    path("places/<publicid:place_id>/seats/", call_seats.place_amend, name="office-place-amend"),
    path(f"{CALL}seats/", call_seats.call_seats, name="office-call-seats"),
    path(f"{CALL}seats/basics/", call_seats.call_seat_basics, name="office-call-seat-basics"),
    path(f"{CALL}seats/add/<slug:kind>/", call_seats.call_seat_add, name="office-call-seat-add"),
    path(f"{CALL}seats/remove/", call_seats.call_seat_remove, name="office-call-seat-remove"),
    path(f"{CALL}publish/", call_publication.call_publish, name="office-call-publish"),
    path(f"{CALL}cancel/", call_publication.call_cancel, name="office-call-cancel"),
]
