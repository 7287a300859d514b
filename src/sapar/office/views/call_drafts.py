"""Drafting a call: its texts and dates, requirements, scorecard, documents and places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sapar.accounts.access import requires, signed_in
from sapar.accounts.models import User
from sapar.calls import actions
from sapar.calls.criteria import asked_in, criteria_for
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import direction_for, kept_by, owners_for, places_of, seats_left
from sapar.calls.reading import readable_terms
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.translated import Translated
from sapar.core.wording import words
from sapar.institutions.models import Period
from sapar.office.views.call_forms import (
    AskedForm,
    CallForm,
    DocumentRows,
    NewCallForm,
    PlaceForm,
    Rows,
    ScoreRows,
)
from sapar.office.views.form_page import form_page
from sapar.partnerships.models import AgreementCondition
from sapar.partnerships.queries import conditions_for
from sapar.ui.parts import Crumb


@requires("calls.create")
def call_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    owners = owners_for(user)
    form = NewCallForm(request.POST or None, owners=owners, periods=_periods())
    if len(owners) == 1:
        form.fields["owner"].initial = owners[0].public_id

    def deed(**fields: Any) -> Call:
        direction = direction_for(fields["owner"])
        return actions.create_call(direction=direction, by=user.as_actor(), **fields)

    return form_page(
        request,
        form,
        deed,
        title=_("New call"),
        button=_("Start the draft"),
        done=_("The draft is started. Below stands what it still needs."),
        trail=[calls_crumb()],
        leads_to=call_address,
    )


@requires("calls.create")
def call_edit(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    initial = {name: getattr(call, name) for name in _COLUMNS}
    initial |= {"period": call.period.public_id, "expected_version": call.version}
    return form_page(
        request,
        CallForm(request.POST or None, initial=initial, periods=_periods()),
        lambda **fields: actions.update_call(call, by=user.as_actor(), **fields),
        title=_("Texts and dates"),
        button=_("Save the draft"),
        done=_("The draft is saved."),
        trail=call_trail(call),
        leads_to=call_address,
    )


_COLUMNS = ("title", "summary", "description", "opens_at", "closes_at", "response_days")


@requires("calls.create")
def call_asked(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = kept_call(user, call_id)
    asked = asked_in(call.criteria)
    initial = {name: getattr(asked, name) for name in asked.__slots__}
    form = AskedForm(
        request.POST or None,
        audience=call.audience,
        initial={**initial, "expected_version": call.version},
    )

    def deed(*, expected_version: int, **_chosen: Any) -> Call:
        criteria = criteria_for(call.audience, call.direction, call.owner, form.asked())
        return actions.update_call(
            call, criteria=criteria, expected_version=expected_version, by=user.as_actor()
        )

    return form_page(
        request,
        form,
        deed,
        title=_("Requirements"),
        button=_("Save the requirements"),
        done=_("The requirements are saved."),
        trail=call_trail(call),
        leads_to=call_address,
    )


@requires("calls.create")
def call_scorecard(request: HttpRequest, call_id: str) -> HttpResponse:
    call = kept_call(signed_in(request), call_id)
    chain = {code: place for place, code in enumerate(call.tie_break, start=1)}
    initial = [{**row, "tie_break": chain.get(row["code"])} for row in call.scorecard]
    rows = ScoreRows(request.POST or None, initial=initial, prefix="items")

    def deed(version: int, by: User) -> Call:
        items = rows.rows()
        return actions.update_call(
            call,
            scorecard=[_score_item(item) for item in items],
            tie_break=_tie_break(items),
            expected_version=version,
            by=by.as_actor(),
        )

    return _rows_page(request, call, rows, deed, _("Scorecard and tie-break"))


@requires("calls.create")
def call_documents(request: HttpRequest, call_id: str) -> HttpResponse:
    call = kept_call(signed_in(request), call_id)
    names = ("code", "name", "hint", "is_required", "is_identity_paper")
    initial = list(call.documents.values(*names))
    rows = DocumentRows(request.POST or None, initial=initial, prefix="items")

    def deed(version: int, by: User) -> Call:
        documents = [{name: row[name] for name in names} for row in rows.rows()]
        return actions.set_documents(call, documents, expected_version=version, by=by.as_actor())

    return _rows_page(request, call, rows, deed, _("Documents"))


@requires("calls.create")
def call_places(request: HttpRequest, call_id: str) -> HttpResponse:
    """The places of the draft, and a form that adds one from an agreement that fits."""
    user = signed_in(request)
    call = kept_call(user, call_id)
    conditions = conditions_for(call.period, call.direction, call.audience).exclude(
        places__call=call
    )
    left = seats_left(conditions, call.period.academic_year)

    def label(condition: AgreementCondition) -> str:
        parts = {
            "host": condition.agreement.partner,
            "left": left[condition.pk],
            "quota": condition.quota_per_year,
        }
        return _("%(host)s: %(left)s of %(quota)s seats are free") % parts

    form = PlaceForm(
        request.POST or None,
        conditions=conditions,
        label=label,
        initial={"expected_version": call.version},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.add_place(call, by=user.as_actor(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, _("The place is added."))
            return redirect("office-call-places", call_id)
    context = {
        "call": call,
        "form": form,
        "places": places_of(call),
        "steps": [*call_trail(call), Crumb(_("Places"))],
        "has_choice": bool(left),
    }
    status = 422 if form.errors else 200
    return render(request, "office/calls/places.html", context, status=status)


@require_POST
@requires("calls.create")
def place_remove(request: HttpRequest, place_id: str) -> HttpResponse:
    user = signed_in(request)
    place: CallPlace = get_object_or_404(
        CallPlace.objects.filter(call__in=kept_by(user)).select_related("call"),
        public_id=place_id,
    )
    lines = readable_terms(place.call).seating.lines()
    try:
        gone = actions.remove_place(place, by=user.as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The place is removed."))
        for line in (lines[key] for key in gone):
            rule = f"{line.at}: {line.text}"
            messages.info(request, _("Removed with it: %(rule)s") % {"rule": rule})
    return redirect("office-call-places", place.call.public_id)


def kept_call(user: User, call_id: str) -> Call:
    """A call of the user's own; any other answers 404."""
    call: Call = get_object_or_404(kept_by(user), public_id=call_id)
    return call


def call_address(call: Call) -> str:
    return reverse("office-call", args=[call.public_id])


def calls_crumb() -> Crumb:
    return Crumb(_("Calls"), reverse("office-calls"))


def call_trail(call: Call) -> list[Crumb]:
    return [calls_crumb(), Crumb(str(call) or _("Call without a title"), call_address(call))]


def _periods() -> Any:
    """Periods of the home university that still lie ahead."""
    return Period.objects.filter(
        academic_year__institution__is_home=True, starts_on__gt=clock.today()
    ).select_related("academic_year")


def _rows_page(request: HttpRequest, call: Call, rows: Rows, deed: Any, title: str) -> HttpResponse:
    """A page of rows that belong to the draft; saved together or not at all."""
    refused = ""
    if rows.is_bound and rows.is_valid():
        version = request.POST.get("expected_version", "")
        try:
            deed(int(version) if version.isdecimal() else 0, signed_in(request))
        except Refusal as refusal:
            refused = words(refusal.code, refusal.values)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(call_address(call))
    version = request.POST.get("expected_version", str(call.version))
    context = {
        "call": call,
        "rows": rows,
        "title": title,
        "refused": refused,
        "version": version,
        "steps": [*call_trail(call), Crumb(title)],
        "back": call_address(call),
    }
    status = 422 if rows.is_bound else 200  # what was done led away
    return render(request, "office/calls/rows.html", context, status=status)


def _score_item(row: dict[str, Any]) -> dict[str, Any]:
    name: Translated = row["name"]
    return {
        "code": row["code"],
        "name": name.as_dict(),
        "weight": _plain(row["weight"]),
        "maximum": _plain(row["maximum"]),
        "source": row["source"],
    }


def _tie_break(rows: list[dict[str, Any]]) -> list[str]:
    used = [row for row in rows if row["tie_break"]]
    used.sort(key=lambda row: row["tie_break"])
    return [*(row["code"] for row in used), "lottery"]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
