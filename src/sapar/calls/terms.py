"""Freezing a call: what its terms contain, how they are read, and the secret of its lottery.

Terms written before a key existed are never rewritten: `policy_of` and its neighbours say what
they meant.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from mobility_rules.canonical import sha256_of
from mobility_rules.placement.lottery import commitment
from mobility_rules.placement.policy import Policy
from sapar.calls.applicant_types import school_names
from sapar.calls.enums import TypesBy, Withdrawals
from sapar.calls.models import Call, CallPlace, CallTerms
from sapar.calls.queries import places_of
from sapar.calls.seating import Seating
from sapar.core import clock
from sapar.core.actor import Actor

SEATS_POLICY = "per-place"
"""Every place has seats of its own; what is shared or reserved besides stands in "placement"."""
APPEAL_DAYS = 5
"""How long a result could be appealed before terms spoke of it."""


def current_terms(call: Call) -> CallTerms:
    """What applications to the call are judged by. Raises `CallTerms.DoesNotExist` for a draft."""
    terms: CallTerms = call.terms.latest("number")
    return terms


def policy_of(terms: CallTerms) -> Policy:
    """What the terms decide about seats beside their number; nothing in earlier ones."""
    return seating_of(terms).policy


def seating_of(terms: CallTerms) -> Seating:
    """The policy with the texts of its shared quotas and conditions."""
    return seating_in(terms.content)


def seating_in(content: Mapping[str, Any]) -> Seating:
    return Seating.from_json(content.get("placement", {}))


def types_by_of(terms: CallTerms) -> TypesBy:
    """What the types of the policy are."""
    return TypesBy(terms.content.get("types_by", TypesBy.SCHOOL))


def withdrawals_of(terms: CallTerms) -> Withdrawals:
    """Who may move when a seat becomes free after the result."""
    return Withdrawals(terms.content.get("withdrawals", Withdrawals.RESERVE_LIST))


def appeal_days_of(terms: CallTerms) -> int:
    """For how many days after the result an appeal is taken."""
    return int(terms.content.get("appeal_days", APPEAL_DAYS))


def new_lottery_seed() -> str:
    """256 random bits, secret until the result is published."""
    return secrets.token_hex(32)


def write_terms(call: Call, *, by: Actor) -> CallTerms:
    """Freeze the call as it stands under the next number; the caller holds the call's lock."""
    return freeze(call, content_of(call), by=by)


def freeze(call: Call, content: dict[str, Any], *, by: Actor) -> CallTerms:
    return CallTerms.objects.create(
        call=call,
        number=call.terms.count() + 1,
        content=content,
        hash=sha256_of(content),
        written_at=clock.now(),
        written_by=by.public_id,
    )


def content_of(call: Call) -> dict[str, Any]:
    """Everything an applicant is judged by, as JSON: also the preview of what will be frozen."""
    return {
        "title": call.title.as_dict(),
        "summary": call.summary.as_dict(),
        "description": call.description.as_dict(),
        "direction": call.direction,
        "audience": call.audience,
        "owner": call.owner.public_id,
        "period": {
            "name": call.period.name.as_dict(),
            "kind": call.period.kind,
            "starts_on": call.period.starts_on.isoformat(),
            "ends_on": call.period.ends_on.isoformat(),
        },
        "opens_at": call.opens_at.isoformat(),
        "closes_at": call.closes_at.isoformat(),
        "response_days": call.response_days,
        "criteria": call.criteria,
        "scorecard": call.scorecard,
        "tie_break": call.tie_break,
        "documents": [
            {
                "code": document.code,
                "name": document.name.as_dict(),
                "is_required": document.is_required,
            }
            for document in call.documents.all()
        ],
        "places": [_place(place) for place in places_of(call)],
        "lottery_commitment": commitment(call.lottery_seed) if call.lottery_seed else "",
        "seats_policy": SEATS_POLICY,
        "placement": call.placement,
        "types_by": call.types_by,
        "type_names": school_names(call),
        "withdrawals": call.withdrawals,
        "appeal_days": call.appeal_days,
    }


def _place(place: CallPlace) -> dict[str, Any]:
    return {
        "id": place.public_id,
        "host": {
            "id": place.host.public_id,
            "name": place.host.name.as_dict(),
            "city": place.host.city.as_dict(),
            "country": place.host.country,
        },
        "seats": place.seats,
        "minimum_english": place.english,
        "levels": place.condition.levels,
        "condition": place.condition.public_id,
    }
