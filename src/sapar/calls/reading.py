"""The terms of a call as people read them; a draft's preview reads the same as the frozen terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.calls.models import Call
from sapar.calls.requirements import requirements_of
from sapar.calls.seat_reading import ReadableSeating, names_from, read_seating
from sapar.calls.terms import content_of
from sapar.core.translated import Translated
from sapar.institutions.enums import Level

SOURCES = {
    "gpa": gettext_lazy("computed from the average score, as a share of 4.00"),
    "language": gettext_lazy("computed from the certificate: A1 is one sixth, C2 all"),
    "commission": gettext_lazy("the mean of what the commission's members give independently"),
}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """english: the level the place asks for, empty when it asks what the call asks."""

    id: str
    host: Translated
    city: Translated
    country: str
    seats: int
    english: str
    levels: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    name: Translated
    weight: str
    maximum: str
    source: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    name: Translated
    is_required: bool


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """A change of seats after the call was opened."""

    at: dt.datetime
    host: str
    before: int
    seats: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadableTerms:
    title: Translated
    summary: Translated
    description: Translated
    opens_at: dt.datetime
    closes_at: dt.datetime
    response_days: int
    stay_name: Translated
    stay_from: dt.date
    stay_until: dt.date
    requirements: list[str]
    places: list[PlaceLine]
    documents: list[DocumentLine]
    scorecard: list[ScoreLine]
    tie_break: list[str]
    lottery_commitment: str
    seating: ReadableSeating
    amendments: list[AmendmentLine]

    @property
    def seats(self) -> int:
        return sum(place.seats for place in self.places)


def readable_terms(call: Call) -> ReadableTerms:
    """From the newest frozen terms; for a draft, from what would be frozen."""
    frozen = call.terms.last()
    return read_terms(frozen.content if frozen else content_of(call))


def read_terms(content: Mapping[str, Any]) -> ReadableTerms:
    scorecard = content["scorecard"]
    return ReadableTerms(
        title=Translated.from_dict(content["title"]),
        summary=Translated.from_dict(content["summary"]),
        description=Translated.from_dict(content["description"]),
        opens_at=dt.datetime.fromisoformat(content["opens_at"]),
        closes_at=dt.datetime.fromisoformat(content["closes_at"]),
        response_days=content["response_days"],
        stay_name=Translated.from_dict(content["period"]["name"]),
        stay_from=dt.date.fromisoformat(content["period"]["starts_on"]),
        stay_until=dt.date.fromisoformat(content["period"]["ends_on"]),
        requirements=requirements_of(content["criteria"]),
        places=[_place(place) for place in content["places"]],
        documents=[
            DocumentLine(Translated.from_dict(row["name"]), row["is_required"])
            for row in content["documents"]
        ],
        scorecard=[_score(row) for row in scorecard],
        tie_break=_tie_break(content["tie_break"], scorecard),
        lottery_commitment=content["lottery_commitment"],
        seating=read_seating(content),
        amendments=_amendments(content),
    )


def _place(place: Mapping[str, Any]) -> PlaceLine:
    host = place["host"]
    return PlaceLine(
        id=place["id"],
        host=Translated.from_dict(host["name"]),
        city=Translated.from_dict(host["city"]),
        country=host["country"],
        seats=place["seats"],
        english=place["minimum_english"],
        levels=", ".join(str(Level(level).label) for level in place["levels"]),
    )


def _amendments(content: Mapping[str, Any]) -> list[AmendmentLine]:
    names = names_from(content)
    return [
        AmendmentLine(
            at=dt.datetime.fromisoformat(change["at"]),
            host=names[change["place"]],
            before=change["before"],
            seats=change["seats"],
            reason=change["reason"],
        )
        for change in content.get("amendments", ())
    ]


def _score(row: Mapping[str, Any]) -> ScoreLine:
    name = Translated.from_dict(row["name"])
    source = str(SOURCES.get(row["source"], row["source"]))
    return ScoreLine(name, row["weight"], row["maximum"], source)


def _tie_break(chain: list[str], scorecard: list[dict[str, Any]]) -> list[str]:
    names = {row["code"]: str(Translated.from_dict(row["name"])) for row in scorecard}
    names |= {"gpa": _("the exact average score (GPA)"), "lottery": _("the lottery")}
    return [names.get(link, link) for link in chain]
