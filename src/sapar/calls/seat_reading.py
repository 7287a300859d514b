"""How a call gives its seats, as people read it: in the draft and in the terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Group,
    Minimum,
    MinimumMode,
    Reserve,
    Rule,
    SeatOrder,
)
from sapar.calls.enums import Experience, Withdrawals
from sapar.calls.seating import key_of
from sapar.calls.terms import APPEAL_DAYS, seating_in
from sapar.core.translated import Translated
from sapar.institutions.enums import Level

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One rule. key: by which it is taken away. at: a place, or the name of a shared quota."""

    key: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadableSeating:
    first_timers_first: bool
    reserves: list[SeatLine]
    has_first: bool
    has_last: bool
    shared: list[SeatLine]
    caps: list[SeatLine]
    minimums: list[SeatLine]
    is_exact: bool
    conditional: list[SeatLine]
    withdrawals: str
    appeal_days: int

    def lines(self) -> dict[str, SeatLine]:
        every = (*self.reserves, *self.shared, *self.caps, *self.minimums, *self.conditional)
        return {line.key: line for line in every}


def read_seating(content: Mapping[str, Any]) -> ReadableSeating:
    """From the content of terms, frozen or to be frozen."""
    seating = seating_in(content)
    policy, names = seating.policy, names_from(content)
    members = {
        name: sorted(names.get(place, place) for place in places)
        for name, places in seating.members().items()
    }
    orders = {rule.order for rule in policy.reserves}

    def line(rule: Rule) -> SeatLine:
        at = rule.id if isinstance(rule, Group) else rule.at
        return SeatLine(key_of(rule), names.get(at, at), _text(rule, names, members))

    return ReadableSeating(
        first_timers_first=seating.first_timers_first,
        reserves=[line(rule) for rule in policy.reserves],
        has_first=SeatOrder.FIRST in orders,
        has_last=SeatOrder.LAST in orders,
        shared=[line(group) for group in policy.groups],
        caps=[line(rule) for rule in policy.caps],
        minimums=[line(rule) for rule in policy.minimums],
        is_exact=policy.minimum_mode == MinimumMode.EXACT,
        conditional=[line(rule) for rule in policy.conditional],
        withdrawals=withdrawals_in_words(content.get("withdrawals", Withdrawals.RESERVE_LIST)),
        appeal_days=content.get("appeal_days", APPEAL_DAYS),
    )


def names_from(content: Mapping[str, Any]) -> Names:
    """What the places, shared quotas, conditions and types of the content are called, by id."""
    names = _place_names(content["places"])
    texts = content.get("placement", {}).get("texts", {}) | content.get("type_names", {})
    names |= {key: str(Translated.from_dict(text)) for key, text in texts.items()}
    return names | {one.value: str(one.label) for one in Experience}


def _place_names(places: list[dict[str, Any]]) -> Names:
    """A host that is there twice is told apart by the levels of study."""
    hosts = [place["host"]["id"] for place in places]
    names = {}
    for place in places:
        name = str(Translated.from_dict(place["host"]["name"]))
        levels = ", ".join(str(Level(level).label) for level in place["levels"])
        is_doubled = hosts.count(place["host"]["id"]) > 1 and levels
        names[place["id"]] = f"{name} ({levels})" if is_doubled else name
    return names


def _text(rule: Rule, names: Names, members: Mapping[str, list[str]]) -> str:
    match rule:
        case Reserve(_at, of_type, seats, order):
            values = {"type": names.get(of_type, of_type), "seats": seats}
            return _reserved(order, seats) % values
        case Cap(_at, of_type, seats):
            text = ngettext(
                "%(type)s: at most %(seats)s person", "%(type)s: at most %(seats)s people", seats
            )
            return text % {"type": names.get(of_type, of_type), "seats": seats}
        case Minimum(_at, seats):
            text = ngettext(
                "at least %(seats)s person, or nobody",
                "at least %(seats)s people, or nobody",
                seats,
            )
            return text % {"seats": seats}
        case Conditional(_at, seats, condition):
            text = ngettext(
                "%(seats)s seat exists only on a condition: %(condition)s",
                "%(seats)s of the seats exist only on a condition: %(condition)s",
                seats,
            )
            return text % {"seats": seats, "condition": names.get(condition, condition)}
        case Group(name, quota, _parent):
            text = ngettext(
                "at most %(seats)s person at all of these together: %(places)s",
                "at most %(seats)s people at all of these together: %(places)s",
                quota,
            )
            return text % {"seats": quota, "places": ", ".join(members[name])}


def _reserved(order: SeatOrder, seats: int) -> str:
    if order == SeatOrder.FIRST:
        return ngettext(
            "%(type)s: %(seats)s reserved seat, filled first",
            "%(type)s: %(seats)s reserved seats, filled first",
            seats,
        )
    return ngettext(
        "%(type)s: %(seats)s reserved seat, filled last",
        "%(type)s: %(seats)s reserved seats, filled last",
        seats,
    )


def withdrawals_in_words(policy: str) -> str:
    """Who may move when somebody gives up a seat after the result."""
    return {
        Withdrawals.RESERVE_LIST: _(
            "A seat that somebody gives up after the result is offered to the next one who got "
            "nothing. Nobody else is moved."
        ),
        Withdrawals.FROZEN: _(
            "When somebody gives up a seat after the result, whoever has accepted keeps the own "
            "seat, and everybody else is placed anew."
        ),
        Withdrawals.RERUN: _(
            "When somebody gives up a seat after the result, everybody who remains is placed anew. "
            "Nobody gets a worse place by that; some get a wish higher on their list."
        ),
    }[Withdrawals(policy)]
