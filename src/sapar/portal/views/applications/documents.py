"""Documents: one file a requirement, seen only by whom the application concerns."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.applications.actions import attach_document, remove_document
from sapar.applications.models import Application
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents.serving import file_response
from sapar.portal.views.applications.own import (
    back_to_tasks,
    is_editable,
    own_application,
    page,
)
from sapar.ui.forms import UploadField

FILE_HINT = UploadField().help_text


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def documents(request: HttpRequest, application_id: str) -> HttpResponse:
    """Each requirement is a form of its own, so one refused file costs no other."""
    application = own_application(request, application_id)
    if not is_editable(application):
        return back_to_tasks(application)
    error = ("", "")
    if request.method == "POST":
        if "done" in request.POST:
            return back_to_tasks(application)
        error = _change(request, application)
    given = {
        document.requirement_id: document
        for document in application.documents.select_related("file")
    }
    return page(
        request,
        "documents",
        application,
        status=422 if error[1] else 200,
        requirements=[
            (one, given.get(one.pk), error[1] if one.code == error[0] else "")
            for one in application.call.documents.all()
        ],
        file_hint=FILE_HINT,
    )


@require_safe
@requires("accounts.sign-in")
def document_file(request: HttpRequest, application_id: str, code: str) -> HttpResponseBase:
    """The file in the draft; documents have no address of their own."""
    application = own_application(request, application_id)
    document = get_object_or_404(
        application.documents.select_related("file"), requirement__code=code
    )
    return file_response(document.file)


def _change(request: HttpRequest, application: Application) -> tuple[str, str]:
    """Attach or remove; returns which requirement could not be served, and why."""
    code = request.POST.get("attach") or request.POST.get("remove", "")
    requirement = get_object_or_404(application.call.documents, code=code)
    by, upload = signed_in(request).as_actor(), request.FILES.get("file")
    is_removal = "remove" in request.POST
    if upload is None and not is_removal:
        return code, words("file-not-chosen")
    try:
        if is_removal:
            remove_document(application, requirement, by=by)
        elif upload is not None:
            attach_document(application, requirement, upload, by=by)
    except Refusal as refusal:
        return code, words(refusal.code, refusal.values)
    return "", ""
