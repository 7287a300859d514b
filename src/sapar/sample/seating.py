"""How the sample's calls give their seats beside their number, decided by the office's deeds."""

from __future__ import annotations

from sapar.calls import actions
from sapar.calls.models import Call
from sapar.core.actor import Actor
from sapar.institutions.models import Unit
from sapar.partnerships.models import AgreementCondition
from sapar.sample.reading import Entry, text


def load_seating(
    call: Call, entry: Entry, conditions: dict[str, AgreementCondition], *, by: Actor
) -> None:
    """``entry`` names a place by the key of its condition and a school by its code."""
    places = dict(call.places.values_list("condition", "public_id"))

    def place(key: str) -> str:
        return places[conditions[key].pk]

    actions.set_seating(
        call,
        first_timers_first=entry["first_timers_first"],
        types_by=call.types_by,
        withdrawals=call.withdrawals,
        appeal_days=call.appeal_days,
        by=by,
    )
    for shared in entry["shared"]:
        actions.add_shared_quota(
            call,
            name=text(shared["name"]),
            quota=shared["quota"],
            places=[place(key) for key in shared["conditions"]],
            by=by,
        )
    for reserve in entry["reserves"]:
        actions.add_reserve(
            call,
            at=place(reserve["condition"]),
            for_type=Unit.objects.get(code=reserve["school"]).public_id,
            seats=reserve["seats"],
            order=reserve["order"],
            by=by,
        )
