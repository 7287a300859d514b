"""What is known about one applicant on one day: the only thing eligibility is judged from.

Facts come from the registrar and the commission, each with its source and the day it describes.
They are stored as JSON beside the verdict; reading them back gives the same facts, so the verdict
can be recomputed. A fact that is not recorded is `None`, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from mobility_rules.canonical import JsonObject, exact_decimal

AUDIENCES = ("learners", "staff")
ENGAGEMENT_KINDS = ("student", "intern", "resident", "teacher", "employee", "guest")
LEVELS = ("bachelor", "integrated", "master", "doctoral", "internship", "residency")
LANGUAGE_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Levels of the Common European Framework of Reference, lowest first."""
GPA_SCALE = Decimal("4.00")
"""The highest average score of the four-point scale that Kazakhstan's universities use."""


@dataclass(frozen=True, slots=True)
class GpaFact:
    """The average score as the registrar gave it, unrounded, 0 to 4.00, over so many credits."""

    value: Decimal
    credits: Decimal
    source: str
    as_of: date

    def __post_init__(self) -> None:
        if not self.value.is_finite() or not 0 <= self.value <= GPA_SCALE:
            raise ValueError(f"a GPA lies between 0 and {GPA_SCALE}, not at {self.value}")
        if not self.credits.is_finite() or self.credits < 0:
            raise ValueError(f"credits are not negative: {self.credits}")


@dataclass(frozen=True, slots=True)
class CountFact:
    """How many debts, sanctions or violations stand recorded; zero says there are none.

    until: the last day on which the last of them is in force, where that is known.
    """

    count: int
    source: str
    as_of: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"a count is not negative: {self.count}")


@dataclass(frozen=True, slots=True)
class LanguageFact:
    """A certificate: language as ISO 639-1 code, level of the framework, both days inclusive."""

    language: str
    level: str
    test: str
    issued: date
    expires: date | None
    source: str
    as_of: date

    def __post_init__(self) -> None:
        _known("level of a language", self.level, LANGUAGE_LEVELS)

    @property
    def rank(self) -> int:
        """1 for A1 to 6 for C2."""
        return level_rank(self.level)

    def is_expired(self, day: date) -> bool:
        return self.expires is not None and self.expires < day

    def is_valid(self, day: date) -> bool:
        return self.issued <= day and not self.is_expired(day)


@dataclass(frozen=True, slots=True)
class JudgementFact:
    """What the commission decided where no rule can, and why."""

    met: bool
    reason: str
    judged_on: date


@dataclass(frozen=True, slots=True)
class ApplicantFacts:
    """One engagement of one person, as it stood on the day of judging.

    audience, kind, level: one of the words above; level is empty for staff. unit: public id of the
    unit the engagement is in; units_above: the units that contain it, nearest first. engaged_from
    and engaged_until: first and last day of the engagement. deadline: the last day on which the
    applicant may still put something right, in the university's zone: the call's, or a later one
    given with a return for correction. None means: not recorded.
    """

    audience: str
    kind: str
    level: str
    year: int | None
    unit: str
    judged_on: date
    deadline: date
    gpa: GpaFact | None = None
    debts: CountFact | None = None
    sanctions: CountFact | None = None
    ethics: CountFact | None = None
    languages: tuple[LanguageFact, ...] = ()
    teamwork: JudgementFact | None = None
    units_above: tuple[str, ...] = ()
    engaged_from: date | None = None
    engaged_until: date | None = None

    def __post_init__(self) -> None:
        _known("audience", self.audience, AUDIENCES)
        _known("kind of engagement", self.kind, ENGAGEMENT_KINDS)
        _known("level", self.level, ("", *LEVELS))

    @property
    def is_before_deadline(self) -> bool:
        """Whether the applicant can still put something right; the deadline's day counts."""
        return self.judged_on <= self.deadline

    @property
    def certificate_day(self) -> date:
        """The day on which a certificate has to be valid: the day of judging, at the latest the
        deadline. How long the office takes after the deadline costs nobody a certificate."""
        return min(self.judged_on, self.deadline)

    def certificates(self, language: str) -> tuple[LanguageFact, ...]:
        """The certificates of one language, the best first: level, then the later expiry."""
        mine = [fact for fact in self.languages if fact.language == language]
        return tuple(sorted(mine, key=_certificate_order, reverse=True))

    def best_certificate(self, language: str) -> LanguageFact | None:
        """The best certificate of ``language`` that is valid on `certificate_day`."""
        valid = (
            fact for fact in self.certificates(language) if fact.is_valid(self.certificate_day)
        )
        return next(valid, None)


def level_rank(level: str) -> int:
    """1 for A1 to 6 for C2; raises ValueError for any other word."""
    _known("level of a language", level, LANGUAGE_LEVELS)
    return LANGUAGE_LEVELS.index(level) + 1


def facts_to_json(facts: ApplicantFacts) -> JsonObject:
    """Facts as JSON: days as ISO text, decimals as text exactly as given, certificates in order."""
    data = _fields_to_json(facts)
    certificates = sorted(
        facts.languages, key=lambda fact: (fact.language, *_certificate_order(fact))
    )
    data["languages"] = [_fields_to_json(fact) for fact in certificates]
    data["units_above"] = list(facts.units_above)
    for name in ("gpa", "debts", "sanctions", "ethics", "teamwork"):
        fact = getattr(facts, name)
        data[name] = None if fact is None else _fields_to_json(fact)
    return data


def facts_from_json(data: JsonObject) -> ApplicantFacts:
    """The inverse of `facts_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    return ApplicantFacts(
        audience=data["audience"],
        kind=data["kind"],
        level=data["level"],
        year=data["year"],
        unit=data["unit"],
        judged_on=date.fromisoformat(data["judged_on"]),
        deadline=date.fromisoformat(data["deadline"]),
        gpa=_gpa(data["gpa"]),
        debts=_count(data["debts"]),
        sanctions=_count(data["sanctions"]),
        ethics=_count(data["ethics"]),
        languages=tuple(_certificate(item) for item in data["languages"]),
        teamwork=_judgement(data["teamwork"]),
        units_above=tuple(data["units_above"]),
        engaged_from=_day(data["engaged_from"]),
        engaged_until=_day(data["engaged_until"]),
    )


def _known(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{what}: {given!r} is none of {', '.join(repr(word) for word in known)}")


def _certificate_order(fact: LanguageFact) -> tuple[int, date, bool, date, date, str, str]:
    """The better is the greater. Only equal certificates are equal here, so any sort is strict."""
    expires, never = fact.expires or date.max, fact.expires is None
    return (fact.rank, expires, never, fact.issued, fact.as_of, fact.test, fact.source)


def _fields_to_json(fact: object) -> JsonObject:
    values = ((item.name, getattr(fact, item.name)) for item in fields(fact))  # type: ignore[arg-type]
    return {name: _plain(value) for name, value in values}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | str) else value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _gpa(data: JsonObject | None) -> GpaFact | None:
    if data is None:
        return None
    value, credits_earned = exact_decimal(data["value"]), exact_decimal(data["credits"])
    return GpaFact(value, credits_earned, data["source"], date.fromisoformat(data["as_of"]))


def _count(data: JsonObject | None) -> CountFact | None:
    if data is None:
        return None
    as_of, until = date.fromisoformat(data["as_of"]), _day(data["until"])
    return CountFact(data["count"], data["source"], as_of, until)


def _certificate(data: JsonObject) -> LanguageFact:
    return LanguageFact(
        language=data["language"],
        level=data["level"],
        test=data["test"],
        issued=date.fromisoformat(data["issued"]),
        expires=_day(data["expires"]),
        source=data["source"],
        as_of=date.fromisoformat(data["as_of"]),
    )


def _judgement(data: JsonObject | None) -> JudgementFact | None:
    if data is None:
        return None
    return JudgementFact(data["met"], data["reason"], date.fromisoformat(data["judged_on"]))
