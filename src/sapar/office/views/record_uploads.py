"""The registrar's upload: columns and an example, the preview with every problem, confirmation."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents.serving import file_response
from sapar.records.example_file import example_file
from sapar.records.queries import UPLOADED_KINDS, uploads
from sapar.sheets.actions import confirm_sheet, preview_sheet
from sapar.sheets.kinds import SheetKind, sheet_kind
from sapar.sheets.problems import Problem
from sapar.ui.forms import UploadField

PROBLEMS_A_PAGE = 100


class SheetForm(forms.Form):
    file = UploadField(
        label=gettext_lazy("File"),
        types={"text/csv": "CSV"},
        allow_empty_file=True,  # the deed says better what is wrong with it
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )


@require_http_methods(["GET", "POST"])
@requires("records.upload")
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    sheet = _kind(kind)
    form = SheetForm()
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            by = signed_in(request).as_actor()
            try:
                run = preview_sheet(sheet.name, form.cleaned_data["file"], by=by)
            except Refusal as refusal:
                form.add_error("file", words(refusal.code, refusal.values))
            else:
                return redirect("office-records-run", run.public_id)
    context = {"kind": sheet, "form": form}
    status = 422 if form.errors else 200
    return render(request, "office/records/upload.html", context, status=status)


@require_GET
@requires("records.upload")
def example(request: HttpRequest, kind: str) -> HttpResponse:
    sheet = _kind(kind)
    response = HttpResponse(example_file(sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.csv"'
    return response


@require_GET
@requires("records.upload")
def run(request: HttpRequest, run_id: str) -> HttpResponse:
    """Before the confirmation what the file would do, after it what it did."""
    found = get_object_or_404(uploads(), public_id=run_id)
    problems = [Problem(**problem) for problem in found.problems]
    context = {
        "run": found,
        "kind": sheet_kind(found.kind),
        "page": Paginator(problems, PROBLEMS_A_PAGE).get_page(request.GET.get("page")),
        "changes": found.summary["new"] + found.summary["changed"],
    }
    return render(request, "office/records/run.html", context)


@require_POST
@requires("records.upload")
def confirm(request: HttpRequest, run_id: str) -> HttpResponse:
    found = get_object_or_404(uploads(), public_id=run_id)
    try:
        confirm_sheet(found, by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The file was taken as a whole."))
    return redirect("office-records-run", run_id)


@require_GET
@requires("records.upload")
def uploaded_file(request: HttpRequest, run_id: str) -> HttpResponseBase:
    return file_response(get_object_or_404(uploads(), public_id=run_id).file)


def _kind(name: str) -> SheetKind:
    if name not in UPLOADED_KINDS:
        raise Http404
    return sheet_kind(name)
