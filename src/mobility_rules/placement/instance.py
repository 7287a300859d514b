"""What goes into a placement: places with quotas, applicants with wishes, one strict order a place.

Everything is named by text (application numbers, public ids of places), so that a run can be
written to a file and checked by an outsider. The order of rows never matters; the order of an
applicant's wishes is the only order that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from mobility_rules.canonical import JsonObject, sha256_of
from mobility_rules.placement.policy import Policy


class DropReason(StrEnum):
    """Why a wish takes no part. The applicant is told."""

    NO_WISHES = "no-wishes"
    DOUBLED_WISH = "doubled-wish"
    UNKNOWN_PLACE = "unknown-place"
    ZERO_QUOTA = "zero-quota"
    NOT_ELIGIBLE = "not-eligible"
    WRONG_LEVEL = "wrong-level"
    WRONG_TERM = "wrong-term"


class OrderNotStrict(ValueError):
    """Two applicants are equal in score and in every link of the tie-break chain."""

    def __init__(self, place: str, first: str, second: str) -> None:
        super().__init__(f"{place}: {first} and {second} are equal in everything")
        self.place = place
        self.first = first
        self.second = second


@dataclass(frozen=True, slots=True)
class Place:
    """quota: how many may be placed there. levels, terms: for whom and when it is; empty: all."""

    id: str
    quota: int
    levels: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Applicant:
    """wishes: ids of places, the dearest first. score: thousandths of a point. tie: a whole number
    for each link of the tie-break chain, the greater the better. eligible: the wishes that may be
    granted (None: all). scores: where a place counts another score than ``score``. type: what
    reserves, caps and the precedence of the policy go by. level: of the programme; terms: when the
    applicant can go; empty: not said, so nothing speaks against a place."""

    id: str
    wishes: tuple[str, ...]
    score: int
    tie: tuple[int, ...] = ()
    eligible: frozenset[str] | None = None
    scores: Mapping[str, int] = field(default_factory=dict, hash=False)
    type: str = ""
    level: str = ""
    terms: frozenset[str] = frozenset()
    precedence: int = 0

    def score_at(self, place: str) -> int:
        return self.scores.get(place, self.score)

    def key_at(self, place: str) -> tuple[int, ...]:
        """The standing in the order of a place within one precedence: the greater, the better."""
        return (self.score_at(place), *self.tie)

    def may_have(self, place: str) -> bool:
        return self.eligible is None or place in self.eligible


@dataclass(frozen=True, slots=True)
class Dropped:
    """A wish that takes no part. rank: its number on the list, from 1; 0 for an empty list."""

    applicant: str
    place: str
    rank: int
    reason: DropReason

    def to_json(self) -> JsonObject:
        return {
            "applicant": self.applicant,
            "place": self.place,
            "rank": self.rank,
            "reason": self.reason.value,
        }


@dataclass(frozen=True, slots=True)
class Instance:
    """Made by `build`. tie_break: names of the links of the chain. wishes: those that take part.
    policy: what is decided about seats beside their number."""

    places: Mapping[str, Place]
    applicants: Mapping[str, Applicant]
    tie_break: tuple[str, ...]
    wishes: Mapping[str, tuple[str, ...]]
    dropped: tuple[Dropped, ...]
    policy: Policy = field(default_factory=Policy)

    def quota(self, place: str) -> int:
        return self.places[place].quota

    def key(self, applicant: str, place: str) -> tuple[int, ...]:
        return self.applicants[applicant].key_at(place)

    def tier(self, applicant: str) -> int:
        """Who has a higher one comes before others at every place, whatever the scores."""
        row = self.applicants[applicant]
        return row.precedence or self.policy.tier(row.type)

    def standing(self, applicant: str, place: str) -> tuple[int, ...]:
        """In the order of a place: the greater, the better."""
        return (self.tier(applicant), *self.key(applicant, place))

    def candidates(self, place: str) -> list[str]:
        """Who wishes the place and may have it, the best first."""
        wishing = [one for one, wishes in self.wishes.items() if place in wishes]
        return sorted(wishing, key=lambda one: self.standing(one, place), reverse=True)

    def to_json(self) -> JsonObject:
        """What came in, dropped wishes included, sorted by id: equal input gives equal JSON."""
        data: JsonObject = {
            "places": [_place_to_json(place) for place in self.places.values()],
            "applicants": [_applicant_to_json(one) for one in self.applicants.values()],
            "tie_break": list(self.tie_break),
        }
        if not self.policy.is_empty:
            data["policy"] = self.policy.to_json()
        return data

    def hash(self) -> str:
        return sha256_of(self.to_json())


Row = TypeVar("Row", "Place", "Applicant")


def build(
    places: Iterable[Place],
    applicants: Iterable[Applicant],
    tie_break: Iterable[str] = (),
    policy: Policy | None = None,
) -> Instance:
    """The market these rows make, whatever their order.

    Wishes that cannot be granted are dropped with a reason. Raises ValueError for a doubled id, a
    negative quota or a tie-break of the wrong length, `OrderNotStrict` when a place cannot tell
    two applicants apart.
    """
    places_by_id = _by_id(places)
    applicants_by_id = _by_id(applicants)
    chain = tuple(tie_break)
    for place in places_by_id.values():
        if place.quota < 0:
            raise ValueError(f"{place.id}: a quota is not negative: {place.quota}")
    wishes, dropped = {}, []
    for applicant in applicants_by_id.values():
        if chain and len(applicant.tie) != len(chain):
            raise ValueError(f"{applicant.id}: the tie-break has {len(chain)} links")
        kept, refused = _sift(applicant, places_by_id)
        wishes[applicant.id] = kept
        dropped += refused
    instance = Instance(
        places_by_id,
        applicants_by_id,
        chain,
        wishes,
        tuple(dropped),
        (policy or Policy()).ordered(),
    )
    _check_strict(instance)
    return instance


def from_priorities(
    quotas: Mapping[str, int],
    wishes: Mapping[str, Sequence[str]],
    orders: Mapping[str, Sequence[str]],
    policy: Policy | None = None,
) -> Instance:
    """A market in which each place has an order of applicants, the best first, in place of scores.

    Who is not in the order of a place may not have it. Raises ValueError when somebody stands
    twice in an order, or nobody of that name takes part.
    """
    scores: dict[str, dict[str, int]] = {name: {} for name in wishes}
    for place, order in orders.items():
        for score, name in enumerate(reversed(order), start=1):
            if name not in scores:
                raise ValueError(f"{place}: {name} is no applicant")
            if place in scores[name]:
                raise ValueError(f"{place}: {name} stands in the order twice")
            scores[name][place] = score
    applicants = (
        Applicant(
            name,
            tuple(wished),
            score=0,
            eligible=frozenset(scores[name]),
            scores=scores[name],
        )
        for name, wished in wishes.items()
    )
    places = (Place(name, quota) for name, quota in quotas.items())
    return build(places, applicants, policy=policy)


def instance_from_json(data: JsonObject) -> Instance:
    """The inverse of `Instance.to_json`."""
    places = [_place_from_json(item) for item in data["places"]]
    applicants = [_applicant_from_json(item) for item in data["applicants"]]
    return build(places, applicants, data["tie_break"], Policy.from_json(data.get("policy", {})))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    ordered = sorted(rows, key=lambda row: row.id)
    by_id = {row.id: row for row in ordered}
    if len(by_id) != len(ordered):
        raise ValueError("an id is doubled")
    return by_id


def _sift(
    applicant: Applicant, places: Mapping[str, Place]
) -> tuple[tuple[str, ...], list[Dropped]]:
    kept: list[str] = []
    dropped: list[Dropped] = []
    for rank, wish in enumerate(applicant.wishes, start=1):
        reason = _reason_against(applicant, wish, kept, places)
        if reason is None:
            kept.append(wish)
        else:
            dropped.append(Dropped(applicant.id, wish, rank, reason))
    if not applicant.wishes:
        dropped.append(Dropped(applicant.id, "", 0, DropReason.NO_WISHES))
    return tuple(kept), dropped


def _reason_against(
    applicant: Applicant, wish: str, kept: list[str], places: Mapping[str, Place]
) -> DropReason | None:
    if wish not in places:
        return DropReason.UNKNOWN_PLACE
    if wish in kept:
        return DropReason.DOUBLED_WISH
    place = places[wish]
    if place.quota == 0:
        return DropReason.ZERO_QUOTA
    if applicant.level and place.levels and applicant.level not in place.levels:
        return DropReason.WRONG_LEVEL
    if applicant.terms and place.terms and not applicant.terms & place.terms:
        return DropReason.WRONG_TERM
    return None if applicant.may_have(wish) else DropReason.NOT_ELIGIBLE


def _check_strict(instance: Instance) -> None:
    """One pass over all wishes: no place meets the same standing twice."""
    holders: dict[tuple[str, tuple[int, ...]], str] = {}
    for applicant, wishes in instance.wishes.items():
        for place in wishes:
            key = (place, instance.key(applicant, place))
            if key in holders:
                raise OrderNotStrict(place, holders[key], applicant)
            holders[key] = applicant


def _place_to_json(place: Place) -> JsonObject:
    data: JsonObject = {"id": place.id, "quota": place.quota}
    return data | _said(levels=sorted(place.levels), terms=sorted(place.terms))


def _place_from_json(data: JsonObject) -> Place:
    levels, terms = frozenset(data.get("levels", ())), frozenset(data.get("terms", ()))
    return Place(data["id"], data["quota"], levels, terms)


def _applicant_to_json(applicant: Applicant) -> JsonObject:
    data: JsonObject = {
        "id": applicant.id,
        "wishes": list(applicant.wishes),
        "score": applicant.score,
        "tie": list(applicant.tie),
        "eligible": None if applicant.eligible is None else sorted(applicant.eligible),
        "scores": dict(sorted(applicant.scores.items())),
    }
    return data | _said(
        type=applicant.type,
        level=applicant.level,
        terms=sorted(applicant.terms),
        precedence=applicant.precedence,
    )


def _applicant_from_json(data: JsonObject) -> Applicant:
    eligible = data["eligible"]
    return Applicant(
        id=data["id"],
        wishes=tuple(data["wishes"]),
        score=data["score"],
        tie=tuple(data["tie"]),
        eligible=None if eligible is None else frozenset(eligible),
        scores=dict(data["scores"]),
        type=data.get("type", ""),
        level=data.get("level", ""),
        terms=frozenset(data.get("terms", ())),
        precedence=data.get("precedence", 0),
    )


def _said(**values: object) -> JsonObject:
    """What is not said is left out, so that what was stored earlier keeps its hash."""
    return {name: value for name, value in values.items() if value}
