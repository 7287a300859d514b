"""Calls from draft to publication."""

from django.urls import path

from sapar.office.views import call_drafts, call_publication, calls

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
    path(f"{CALL}publish/", call_publication.call_publish, name="office-call-publish"),
    path(f"{CALL}cancel/", call_publication.call_cancel, name="office-call-cancel"),
]
