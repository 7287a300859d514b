"""Records of an engagement -> the kernel's frozen facts: the only file that knows both sides."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from mobility_rules.facts import ApplicantFacts, CountFact, GpaFact, JudgementFact, LanguageFact
from sapar.accounts.models import Engagement
from sapar.calls.models import Call
from sapar.core import clock
from sapar.records.enums import FactKind
from sapar.records.models import Fact
from sapar.records.queries import CurrentFacts, current_facts


def applicant_facts(
    engagement: Engagement,
    call: Call,
    *,
    known: CurrentFacts | None = None,
    teamwork: JudgementFact | None = None,
    at: dt.datetime | None = None,
    correct_until: dt.datetime | None = None,
) -> ApplicantFacts:
    """What is known of ``engagement`` now, seen from ``call``.

    ``known`` are its current facts when they are at hand already; ``teamwork`` is the commission's
    judgement once there is one; ``correct_until`` a later time to put things right, given with a
    return for correction.
    """
    facts = current_facts(engagement) if known is None else known
    return ApplicantFacts(
        audience=engagement.audience,
        kind=engagement.kind,
        level=engagement.level,
        year=engagement.year,
        unit=engagement.unit.public_id,
        judged_on=university_day(at or clock.now()),
        deadline=_last_day(max(filter(None, [call.closes_at, correct_until]))),
        gpa=_gpa(_single(facts, FactKind.GPA)),
        debts=_count(_single(facts, FactKind.ACADEMIC_DEBTS)),
        sanctions=_count(_single(facts, FactKind.SANCTIONS)),
        ethics=_count(_single(facts, FactKind.ETHICS_VIOLATIONS)),
        languages=tuple(_language(fact) for fact in facts.get(FactKind.LANGUAGE, {}).values()),
        teamwork=teamwork,
        engaged_from=engagement.starts_on,
        engaged_until=engagement.ends_on,
    )


def university_day(instant: dt.datetime) -> dt.date:
    return instant.astimezone(clock.university_zone()).date()


def _last_day(end: dt.datetime) -> dt.date:
    """The last day that lies, at least in part, before ``end``."""
    return university_day(end - dt.timedelta(microseconds=1))


def _single(facts: CurrentFacts, kind: str) -> Fact | None:
    return facts.get(kind, {}).get("")


def _gpa(fact: Fact | None) -> GpaFact | None:
    if fact is None:
        return None
    value, credits_earned = Decimal(fact.value["value"]), Decimal(fact.value["credits"])
    return GpaFact(value, credits_earned, fact.source, fact.as_of)


def _count(fact: Fact | None) -> CountFact | None:
    if fact is None:
        return None
    return CountFact(
        int(fact.value["count"]), fact.source, fact.as_of, _day(fact.value.get("until"))
    )


def _language(fact: Fact) -> LanguageFact:
    return LanguageFact(
        language=fact.value["language"],
        level=fact.value["level"],
        test=fact.value["test"],
        issued=dt.date.fromisoformat(fact.value["issued"]),
        expires=_day(fact.value.get("expires")),
        source=fact.source,
        as_of=fact.as_of,
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
