"""What the commission decides itself: every decision in force, and one form for the next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sapar.accounts.access import check, requires, signed_in
from sapar.calls.enums import CallPhase
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import kept_by, places_of
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.office.views.selection.who import call_among
from sapar.selection import actions
from sapar.selection.models import Override
from sapar.selection.queries import overrides_in_force, verified_applications

NOWHERE = "nowhere"


class OverrideForm(forms.Form):
    application = forms.ChoiceField(label=gettext_lazy("Application"))
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "It stands in the certificate, and the applicant reads it. Write it without names and "
            "application numbers."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applications = {one.public_id: one for one in verified_applications(call)}
        self.places: dict[str, CallPlace] = {one.public_id: one for one in places_of(call)}
        people = sorted(
            (one.engagement.person.full_name, number) for number, one in self.applications.items()
        )
        self._offer(
            "application",
            ("", _("Choose an application")),
            [(number, f"{name}, {number}") for name, number in people],
        )
        self._offer(
            "place",
            ("", _("Choose a place")),
            [
                *((number, str(place.host)) for number, place in self.places.items()),
                (NOWHERE, _("No place, whatever the score")),
            ],
        )

    def _offer(self, name: str, empty: tuple[str, str], choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [empty, *choices]


@require_http_methods(["GET", "POST"])
@requires("selection.place")
def override_list(request: HttpRequest, call_id: str) -> HttpResponse:
    call = call_among(kept_by(signed_in(request)), call_id)
    if request.method != "POST":
        return _show(request, call, OverrideForm(call))
    form = OverrideForm(call, request.POST)
    if not form.is_valid():
        return _show(request, call, form, status=422)
    application = form.applications[form.cleaned_data["application"]]
    check(request.user, "selection.override", application)
    try:
        actions.set_override(
            call,
            application,
            form.places.get(form.cleaned_data["place"]),
            form.cleaned_data["reason"],
            by=signed_in(request).as_actor(),
        )
    except Refusal as refusal:
        form.add_error(None, words(refusal.code, refusal.values))
        return _show(request, call, form, status=409 if isinstance(refusal, Conflict) else 422)
    messages.success(request, _("The decision counts from the next preview on."))
    return redirect("office-overrides", call_id)


@require_POST
@requires("selection.place")
def lift(request: HttpRequest, override_id: str) -> HttpResponse:
    user = signed_in(request)
    overrides = Override.objects.filter(call__in=kept_by(user)).select_related(
        "call", "application__engagement__person"
    )
    override = get_object_or_404(overrides, public_id=override_id)
    check(user, "selection.override", override.application)
    try:
        actions.lift_override(override, by=user.as_actor())
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The decision is lifted. Run a new preview."))
    return redirect("office-overrides", override.call.public_id)


def _show(request: HttpRequest, call: Call, form: OverrideForm, status: int = 200) -> HttpResponse:
    context = {
        "call": call,
        "form": form,
        "overrides": overrides_in_force(call),
        "may_decide": call.phase_at(clock.now()) == CallPhase.CLOSED,
    }
    return render(request, "office/selection/overrides.html", context, status=status)
