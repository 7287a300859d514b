"""Wishes in order: buttons add, remove and move; with JavaScript they can be dragged as well."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mobility_rules.findings import Standing
from sapar.accounts.access import requires, signed_in
from sapar.applications.actions import set_wishes
from sapar.applications.drafts import mark_of_wishes
from sapar.applications.judging import judge
from sapar.applications.models import Application
from sapar.applications.ordering import wishes_after
from sapar.applications.readiness import ended_agreement, is_covered
from sapar.applications.tables import CriterionRow, criteria_rows
from sapar.calls.models import CallPlace
from sapar.calls.queries import places_of
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.portal.views.applications.own import (
    back_to_tasks,
    is_editable,
    own_application,
    page,
    say_no,
)

SHORT = 5
"""Fewer wishes than this are short: a hint says so, and nothing is refused."""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place of the call with what it is to the applicant; ``ended`` says why it cannot be had."""

    place: CallPlace
    standing: str
    rows: list[CriterionRow]
    ended: str = ""

    @property
    def is_possible(self) -> bool:
        return not self.ended and self.standing != Standing.NOT_FOR_YOU


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def wishes(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    if not is_editable(application):
        return back_to_tasks(application)
    status = 200
    if request.method == "POST":
        if "done" in request.POST:
            return back_to_tasks(application)
        try:
            _apply(request, application)
        except Refusal as refusal:
            say_no(request, refusal)
            status = 422
    cards = _cards(application)
    wished = list(application.wishes.values_list("place__public_id", flat=True))
    others = [card for place_id, card in cards.items() if place_id not in wished]
    return page(
        request,
        "wishes",
        application,
        status=status,
        version=mark_of_wishes(wished),
        wished=[cards[place_id] for place_id in wished],
        others=others,
        is_short=0 < len(wished) < SHORT and any(card.is_possible for card in others),
    )


def _apply(request: HttpRequest, application: Application) -> None:
    """One button, applied to the wishes as they stand now, whatever the window showed."""
    current = list(application.wishes.values_list("place__public_id", flat=True))
    for step in ("add", "remove", "up", "down"):
        if place_id := request.POST.get(step):
            wanted = wishes_after(current, step, place_id)
            set_wishes(application, wanted, by=signed_in(request).as_actor())


def _cards(application: Application) -> dict[str, PlaceCard]:
    places = {place.public_id: place for place in places_of(application.call)}
    judgement = judge(application, places)
    return {
        place_id: PlaceCard(
            place=place,
            standing=judgement.verdicts[place_id].standing,
            rows=criteria_rows(judgement.verdicts[place_id]),
            ended=""
            if is_covered(place, application.call)
            else words("place-agreement-ended", ended_agreement(place)),
        )
        for place_id, place in places.items()
    }
