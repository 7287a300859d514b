"""Seats that became free: what each of three policies would do, and the one of the terms done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.calls.enums import Withdrawals
from sapar.calls.queries import kept_by
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.institutions.models import Institution
from sapar.office.views.selection.movers import Mover, Names
from sapar.office.views.selection.who import call_among
from sapar.selection import actions
from sapar.selection.freed import policy_after, what_if
from sapar.selection.queries import published_run
from sapar.selection.situation import Situation, situation_of


class FillForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


@dataclass(frozen=True, slots=True)
class PolicyColumn:
    """One policy as the page shows it. passed: number, name, place, who got it (or nothing).
    given_back: seats that are nobody's now. problem: why the rules of the call do not allow it."""

    policy: Withdrawals
    is_of_terms: bool
    movers: Sequence[Mover] = ()
    passed: Sequence[tuple[str, str, Institution, str]] = ()
    given_back: int = 0
    problem: str = ""

    @property
    def confirmed(self) -> int:
        return sum(mover.is_confirmed for mover in self.movers)

    @property
    def freed(self) -> int:
        """Given back, or left by somebody who moves."""
        return self.given_back + sum(mover.before is not None for mover in self.movers)

    @property
    def filled(self) -> int:
        return sum(mover.after is not None for mover in self.movers)

    @property
    def still_free(self) -> int:
        return self.freed - self.filled


@require_GET
@requires("selection.place")
def freed_seats(request: HttpRequest, call_id: str) -> HttpResponse:
    call = call_among(kept_by(signed_in(request)), call_id)
    run = published_run(call)
    if run is None:
        return render(request, "office/selection/freed_seats.html", {"call": call})
    situation = situation_of(run)
    names = Names(call)
    chosen = policy_after(call)
    context = {
        "call": call,
        "run": run,
        "policy": chosen,
        "by_itself": chosen == Withdrawals.RESERVE_LIST,
        "freed": [(names.hosts[place], seats) for place, seats in situation.freed.items()],
        "columns": _columns(situation, chosen, names),
        "form": FillForm(initial={"seen": situation.hash}),
    }
    return render(request, "office/selection/freed_seats.html", context)


def _columns(situation: Situation, chosen: Withdrawals, names: Names) -> list[PolicyColumn]:
    """The policy of the terms first."""
    if not situation.freed:
        return []
    ordered = sorted(Withdrawals, key=lambda policy: policy != chosen)
    return [_column(one, one == chosen, situation, names) for one in ordered]


def _column(
    policy: Withdrawals, is_of_terms: bool, situation: Situation, names: Names
) -> PolicyColumn:
    try:
        told = what_if(situation, policy)
    except Refusal as refusal:
        return PolicyColumn(policy, is_of_terms, problem=words(refusal.code, refusal.values))
    return PolicyColumn(
        policy=policy,
        is_of_terms=is_of_terms,
        movers=[
            names.mover(
                one.applicant,
                one.before,
                one.after,
                is_confirmed=one.applicant in situation.confirmed,
            )
            for one in told.moved
        ],
        passed=[
            (
                one.applicant,
                names.people[one.applicant],
                names.hosts[one.place],
                one.taken_by or "",
            )
            for one in told.passed_over
        ],
        given_back=sum(situation.freed.values()),
    )


@require_POST
@requires("selection.place")
def fill_seats(request: HttpRequest, call_id: str) -> HttpResponse:
    user = signed_in(request)
    call = call_among(kept_by(user), call_id)
    form = FillForm(request.POST)
    if form.is_valid():
        try:
            actions.fill_seats(call, seen=form.cleaned_data["seen"], by=user.as_actor())
        except Conflict as conflict:
            messages.warning(request, words(conflict.code, conflict.values))
        except Refusal as refusal:
            messages.error(request, words(refusal.code, refusal.values))
        else:
            messages.success(
                request, _("The seats are filled, and everybody whom it concerns is written to.")
            )
            return redirect("office-offers", call.public_id)
    else:
        messages.warning(request, words("situation-changed"))
    return redirect("office-freed-seats", call.public_id)
