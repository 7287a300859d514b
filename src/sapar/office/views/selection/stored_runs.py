"""A stored run done again and checked with today's code, and handed out as a folder that anybody
can verify."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.calls.queries import places_of
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents.serving import file_response
from sapar.selection import actions
from sapar.selection.folders import checking_commands
from sapar.selection.models import PlacementRun
from sapar.selection.queries import runs_kept_by
from sapar.selection.replaying import replay
from sapar.selection.verification import verify_run


class FolderForm(forms.Form):
    recipient = forms.CharField(
        label=gettext_lazy("To whom is the folder given?"),
        help_text=gettext_lazy("A name, and why. The audit keeps it."),
        max_length=200,
    )


@require_GET
@requires("selection.place")
def replayed(request: HttpRequest, run_id: str) -> HttpResponse:
    run = _run(request, run_id)
    again, checks = replay(run), verify_run(run)
    hosts = {place.public_id: place.host.name for place in places_of(run.call)}
    context: dict[str, Any] = {
        "call": run.call,
        "run": run,
        "again": again,
        "checks": checks,
        "is_proved": all(check.holds for check in checks),
        "differences": [
            (one.number, hosts.get(one.stored or ""), hosts.get(one.again or ""))
            for one in again.differences
        ],
    }
    return render(request, "office/selection/replay.html", context)


@require_http_methods(["GET", "POST"])
@requires("selection.place")
def folder(request: HttpRequest, run_id: str) -> HttpResponseBase:
    run = _run(request, run_id)
    form = FolderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _download(request, run, form.cleaned_data["recipient"])
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
    verify, compare = checking_commands(run)
    context = {
        "call": run.call,
        "run": run,
        "form": form,
        "verify": verify,
        "compare": compare,
        "is_given_out": run.published_at is not None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/selection/folder.html", context, status=status)


def _download(request: HttpRequest, run: PlacementRun, recipient: str) -> FileResponse:
    stored = actions.download_run_folder(run, recipient, by=signed_in(request).as_actor())
    return file_response(stored, as_attachment=True)


def _run(request: HttpRequest, run_id: str) -> PlacementRun:
    run: PlacementRun = get_object_or_404(runs_kept_by(signed_in(request)), public_id=run_id)
    return run
