"""A call as the rules see it; the only file that knows both sides."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_rules.call_terms import CallTermsFacts, PlaceTerms
from mobility_rules.criteria import criteria_from_json
from mobility_rules.scorecards import Scorecard
from sapar.calls.applicant_types import types_for
from sapar.calls.models import Call, CallPlace
from sapar.calls.seating import Seating
from sapar.core import clock


def call_facts(call: Call, places: Iterable[CallPlace]) -> CallTermsFacts:
    """The draft as it would be frozen, instants in the university's zone."""
    zone = clock.university_zone()
    return CallTermsFacts(
        opens_at=call.opens_at.astimezone(zone),
        closes_at=call.closes_at.astimezone(zone),
        period_start=call.period.starts_on,
        period_end=call.period.ends_on,
        response_days=call.response_days,
        places=tuple(_place(place) for place in places),
        criteria=criteria_from_json(call.criteria),
        scorecard=Scorecard.from_json(call.scorecard),
        tie_break=tuple(call.tie_break),
        texts=_texts(call),
        policy=Seating.from_json(call.placement).policy,
        types=frozenset(types_for(call)),
    )


def _place(place: CallPlace) -> PlaceTerms:
    agreement = place.condition.agreement
    return PlaceTerms(
        id=place.public_id,
        quota=place.seats,
        valid_from=agreement.valid_from,
        valid_until=agreement.valid_until,
    )


def _texts(call: Call) -> dict[str, dict[str, str]]:
    """Every text that applicants read. A description is optional, but not in one language only."""
    texts = {"title": call.title.as_dict(), "summary": call.summary.as_dict()}
    if call.description:
        texts["description"] = call.description.as_dict()
    for document in call.documents.all():
        texts[f"document {document.code}"] = document.name.as_dict()
    for item in call.scorecard:
        texts[f"scorecard {item['code']}"] = item["name"]
    for key, text in Seating.from_json(call.placement).texts.items():
        texts[f"seating {key}"] = text.as_dict()
    return texts
