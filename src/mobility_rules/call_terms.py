"""What must be right before a call opens, since its terms are frozen from then on.

Every problem is found at once, each naming its field, what was given and what is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mobility_rules.clauses import clause_named
from mobility_rules.criteria import BadParameter, Criterion, UnknownClause
from mobility_rules.findings import Finding
from mobility_rules.placement.policy import Policy
from mobility_rules.scorecards import CODES as SCORING_CODES
from mobility_rules.scorecards import Scorecard, check_scorecard, check_tie_break
from mobility_rules.seat_terms import CODES as SEAT_CODES
from mobility_rules.seat_terms import check_seats

CLAUSE = "call-terms/1"
LANGUAGES = ("kk", "ru", "en")
CODES = (
    "call-closes-before-it-opens",
    "call-closes-in-the-past",
    "call-opens-after-period-starts",
    "call-closes-after-period-starts",
    "period-ends-before-it-starts",
    "response-days-not-positive",
    "call-without-places",
    "place-doubled",
    "quota-not-positive",
    "agreement-begins-too-late",
    "agreement-ends-too-early",
    "clause-unknown",
    "clause-parameter-wrong",
    *SCORING_CODES,
    *SEAT_CODES,
    "text-missing",
)
"""Every code that `check_call_terms` can find."""


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """A place of the call: so many seats under one condition of an agreement.

    id: what must not stand twice in a call. valid_from, valid_until: first and last day of the
    agreement, where it has one.
    """

    id: str
    quota: int
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CallTermsFacts:
    """A call as it would be frozen.

    opens_at, closes_at: instants in the university's zone, so that their dates are its dates.
    period_start, period_end: first and last day of the stay. texts: for each text that people read,
    the text in each language, as ``{"title": {"kk": ..., "ru": ..., "en": ...}}``. policy: what is
    decided about seats beside their number; types: what an applicant can be of in its reserves.
    """

    opens_at: datetime
    closes_at: datetime
    period_start: date
    period_end: date
    response_days: int
    places: tuple[PlaceTerms, ...]
    criteria: tuple[Criterion, ...]
    scorecard: Scorecard
    tie_break: tuple[str, ...]
    texts: Mapping[str, Mapping[str, str]]
    policy: Policy = field(default_factory=Policy)
    types: frozenset[str] = frozenset()


def check_call_terms(facts: CallTermsFacts, *, today: date) -> tuple[Finding, ...]:
    """Everything that blocks opening the call; nothing when it may open.

    All findings are blocking, unmet and curable: the call is still a draft. today: the
    university's date; a call that would close before it can open is refused.
    """
    found = [finding for check in _CHECKS for finding in check(facts)]
    if facts.closes_at.date() < today:
        closes = facts.closes_at.isoformat()
        found.append(_problem("call-closes-in-the-past", "closes_at", closes, today.isoformat()))
    return tuple(found)


def _dates(facts: CallTermsFacts) -> Iterator[Finding]:
    opens, closes = facts.opens_at.isoformat(), facts.closes_at.isoformat()
    start, end = facts.period_start.isoformat(), facts.period_end.isoformat()
    if facts.closes_at <= facts.opens_at:
        yield _problem("call-closes-before-it-opens", "closes_at", closes, opens)
    if facts.opens_at.date() >= facts.period_start:
        yield _problem("call-opens-after-period-starts", "opens_at", opens, start)
    if facts.closes_at.date() >= facts.period_start:
        yield _problem("call-closes-after-period-starts", "closes_at", closes, start)
    if facts.period_end < facts.period_start:
        yield _problem("period-ends-before-it-starts", "period", end, start)
    if facts.response_days < 1:
        yield _problem("response-days-not-positive", "response_days", str(facts.response_days), "1")


def _places(facts: CallTermsFacts) -> Iterator[Finding]:
    if not facts.places:
        yield _problem("call-without-places", "places", "0", "1")
    seen: set[str] = set()
    for place in facts.places:
        if place.id in seen:
            yield _problem("place-doubled", "places", place.id, place=place.id)
        seen.add(place.id)
        if place.quota < 1:
            yield _problem("quota-not-positive", "quota", str(place.quota), "1", place=place.id)
        yield from _agreement(place, facts)


def _agreement(place: PlaceTerms, facts: CallTermsFacts) -> Iterator[Finding]:
    first, last = place.valid_from, place.valid_until
    if first is not None and first > facts.period_start:
        given, start = first.isoformat(), facts.period_start.isoformat()
        yield _problem("agreement-begins-too-late", "places", given, start, place=place.id)
    if last is not None and last < facts.period_end:
        given, end = last.isoformat(), facts.period_end.isoformat()
        yield _problem("agreement-ends-too-early", "places", given, end, place=place.id)


def _criteria(facts: CallTermsFacts) -> Iterator[Finding]:
    for criterion in facts.criteria:
        name = criterion.clause
        try:
            clause_named(name).read(criterion.parameters)
        except UnknownClause:
            yield _problem("clause-unknown", "criteria", name, criterion=name)
        except BadParameter as error:
            yield _problem(
                "clause-parameter-wrong",
                "criteria",
                error.given,
                error.expected,
                criterion=name,
                parameter=error.parameter,
            )


def _scoring(facts: CallTermsFacts) -> Iterator[Finding]:
    yield from check_scorecard(facts.scorecard)
    yield from check_tie_break(facts.scorecard, facts.tie_break)


def _seats(facts: CallTermsFacts) -> Iterator[Finding]:
    seats = {place.id: place.quota for place in facts.places}
    yield from check_seats(facts.policy, seats, facts.types)


def _texts(facts: CallTermsFacts) -> Iterator[Finding]:
    for name, translations in facts.texts.items():
        for language in LANGUAGES:
            if not translations.get(language, "").strip():
                yield _problem("text-missing", name, "", language, language=language)


_CHECKS: tuple[Callable[[CallTermsFacts], Iterator[Finding]], ...] = (
    _dates,
    _places,
    _criteria,
    _scoring,
    _seats,
    _texts,
)


def _problem(code: str, field: str, given: str, expected: str = "", **values: str) -> Finding:
    stated = {"field": field, "given": given, "expected": expected, **values}
    return Finding(code, CLAUSE, curable=True, seen=given, needed=expected, values=stated)
