"""An applicant's own applications."""

from django.urls import URLPattern, path

from sapar.portal.views.applications import (
    about,
    autosave,
    check,
    consents,
    documents,
    motivation,
    overview,
    start,
    today,
    wishes,
    withdrawal,
)

OWN = "applications/<publicid:application_id>/"

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("calls/<publicid:call_id>/apply/", start.start, name="application-start"),
    path(OWN, overview.overview, name="application"),
    path(f"{OWN}about/", about.about, name="application-about"),
    path(f"{OWN}wishes/", wishes.wishes, name="application-wishes"),
    path(f"{OWN}motivation/", motivation.motivation, name="application-motivation"),
    path(f"{OWN}documents/", documents.documents, name="application-documents"),
    path(f"{OWN}documents/<slug:code>/", documents.document_file, name="application-document"),
    path(f"{OWN}consents/", consents.consents, name="application-consents"),
    path(f"{OWN}save/", autosave.save, name="application-save"),
    path(f"{OWN}set-aside/", autosave.settle, name="application-set-aside"),
    path(f"{OWN}check/", check.check, name="application-check"),
    path(f"{OWN}submitted/", check.submitted, name="application-submitted"),
    path(f"{OWN}withdraw/", withdrawal.withdraw, name="application-withdraw"),
]
