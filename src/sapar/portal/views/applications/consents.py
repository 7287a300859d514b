"""Consents, in plain words: what is processed, and which hosts it is passed to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.applications.actions import give_consent
from sapar.applications.enums import Consent
from sapar.core.errors import Refusal
from sapar.portal.views.applications.own import (
    back_to_tasks,
    is_editable,
    own_application,
    page,
    say_no,
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def consents(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    if not is_editable(application):
        return back_to_tasks(application)
    if request.method == "POST":
        by = signed_in(request).as_actor()
        try:
            for consent in Consent:
                give_consent(application, consent, consent in request.POST, by=by)
        except Refusal as refusal:
            say_no(request, refusal)
        return back_to_tasks(application)
    wished = application.wishes.select_related("place__condition__agreement__partner")
    return page(
        request,
        "consents",
        application,
        hosts=[wish.place.host for wish in wished],
        given=set(application.consents),
    )
