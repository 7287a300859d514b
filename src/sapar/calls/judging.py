"""What stands against opening a call: the rules' findings, and what only agreements can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mobility_rules.call_terms import check_call_terms
from mobility_rules.findings import Finding
from mobility_rules.seat_terms import check_seats
from sapar.calls.applicant_types import types_for
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import places_of, seats_allotted
from sapar.calls.seating import Seating
from sapar.calls.snapshots import call_facts
from sapar.core import clock
from sapar.partnerships.enums import Flow
from sapar.partnerships.models import AgreementCondition
from sapar.partnerships.queries import direction_of

CLAUSE = "call-places/1"


def findings_against(call: Call) -> tuple[Finding, ...]:
    """Every reason why the call cannot open now; empty when it can."""
    places = list(places_of(call))
    found = list(check_call_terms(call_facts(call, places), today=clock.today()))
    if call.closes_at <= clock.now() and not _names(found, "call-closes-in-the-past"):
        found.append(_problem("call-closes-in-the-past", given=call.closes_at.isoformat()))
    found += [finding for place in places for finding in _misfits(call, place.condition)]
    found += beyond_quota(call, places)
    names = names_in(call, places)
    return tuple(_named(finding, names) for finding in found)


def seat_findings(call: Call, seats: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
    """What contradicts in how the call gives its seats; ``seats``: of places, if they were so."""
    places = list(places_of(call))
    numbers = {place.public_id: place.seats for place in places} | dict(seats or {})
    found = check_seats(Seating.from_json(call.placement).policy, numbers, types_for(call))
    names = names_in(call, places)
    return tuple(_named(finding, names) for finding in found)


def named(call: Call, finding: Finding, seating: Seating) -> Finding:
    """The finding as people read it: the rules know places, quotas and types by id."""
    return _named(finding, names_in(call, list(places_of(call)), seating))


def names_in(
    call: Call, places: Sequence[CallPlace], seating: Seating | None = None
) -> dict[str, str]:
    """What people call the places, shared quotas and types of the call, by id."""
    texts = (seating or Seating.from_json(call.placement)).texts
    names = {place.public_id: str(place.host) for place in places}
    names |= {key: str(text) for key, text in texts.items()}
    return names | {key: str(name) for key, name in types_for(call).items()}


def fits(call: Call, condition: AgreementCondition) -> bool:
    """Whether the condition is about such a call: its audience, kind of period and direction."""
    return not list(_misfits(call, condition))


def _misfits(call: Call, condition: AgreementCondition) -> Iterator[Finding]:
    host = {"host": str(condition.agreement.partner)}
    if condition.flow != Flow.OUTGOING:
        yield _problem("place-not-outgoing", **host)
    if condition.audience != call.audience:
        yield _problem("place-for-other-audience", **host)
    if condition.period_kind != call.period.kind:
        yield _problem("place-for-other-period", **host)
    if direction_of(condition.agreement.partner) != call.direction:
        yield _problem("place-in-other-direction", **host)


def beyond_quota(call: Call, places: Sequence[CallPlace]) -> Iterator[Finding]:
    """All calls of an academic year together allot no more than the agreement's yearly quota."""
    year = call.period.academic_year
    for place in places:
        taken = seats_allotted(place.condition, year, besides=call)
        quota = place.condition.quota_per_year
        if taken + place.seats > quota:
            yield _problem(
                "place-beyond-quota",
                place=place.public_id,
                host=str(place.host),
                seats=str(place.seats),
                taken=str(taken),
                quota=str(quota),
                year=str(year),
            )


def _named(finding: Finding, names: Mapping[str, str]) -> Finding:
    values = {
        key: ", ".join(names.get(one, one) for one in value.split(", "))
        for key, value in finding.values.items()
    }
    place = finding.values.get("place", "")
    return replace(finding, values=values | {"place": place, "host": names.get(place, place)})


def _names(findings: Sequence[Finding], code: str) -> bool:
    return any(finding.code == code for finding in findings)


def _problem(code: str, **values: str) -> Finding:
    stated = {"field": "places", "given": "", "expected": "", **values}
    return Finding(code, CLAUSE, curable=True, values=stated)
