"""Asking the kernel: may this person apply to this call, to this place; and keeping what it said.

A call's own criteria stand in its terms. Beside them, every call is for people who belong to the
university until the stay ends, and an internal call for the people of its own school. A place may
ask for its own level of English and be for some levels of study only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mobility_rules import eligibility, findings
from mobility_rules.eligibility import Criterion
from mobility_rules.facts import ApplicantFacts, JudgementFact, facts_to_json
from sapar.accounts.enums import Direction
from sapar.accounts.models import Engagement
from sapar.applications.models import Application, Submission, Verdict
from sapar.applications.queries import latest_submission, latest_submissions
from sapar.applications.snapshots import applicant_facts
from sapar.calls.models import Call, CallTerms
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.records.queries import CurrentFacts, current_facts, facts_of_many

WHOLE_CALL = ""
AT_ONCE = 100
"""So many applications are read, and so many verdicts stored, by one query."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One set of facts, judged by the criteria of the call and of each wish (public id).
    submission: the version whose wishes were judged, unless they were those of a draft."""

    facts: ApplicantFacts
    criteria: Mapping[str, tuple[Criterion, ...]]
    verdicts: Mapping[str, findings.Verdict]
    submission: Submission | None = None

    @property
    def wishes(self) -> dict[str, findings.Verdict]:
        return {wish: verdict for wish, verdict in self.verdicts.items() if wish != WHOLE_CALL}

    @property
    def may_be_released(self) -> bool:
        """At least one wish is open; the criteria of a wish contain those of the call."""
        return any(verdict.may_be_released for verdict in self.wishes.values())

    @property
    def reasons_against(self) -> tuple[findings.Finding, ...]:
        """Every unmet blocking criterion, of the call first, each once."""
        found = (finding for verdict in self.verdicts.values() for finding in verdict.blocking)
        return tuple({(one.code, one.needed): one for one in found}.values())


def call_criteria(call: Call, terms: CallTerms) -> tuple[Criterion, ...]:
    """Whom the call is for: its terms, its own people, a stay that lies within the engagement."""
    written = eligibility.criteria_from_json(terms.content["criteria"])
    implied = [Criterion("engagement-active/1", {"until": terms.content["period"]["ends_on"]})]
    if call.direction == Direction.INTERNAL:
        implied.append(Criterion("unit-is/1", {"unit": terms.content["owner"]}))
    named = {criterion.clause for criterion in written}
    return (*written, *(one for one in implied if one.clause not in named))


def place_criteria(call: Call, terms: CallTerms, wish: str) -> tuple[Criterion, ...]:
    """What one place (public id) asks: all of the call, with its own English and its own levels."""
    place = next(place for place in terms.content["places"] if place["id"] == wish)
    asked = call_criteria(call, terms)
    criteria = eligibility.with_language_level(asked, "en", place["minimum_english"])
    if not place["levels"]:
        return criteria
    return (*criteria, Criterion("level-among/1", {"levels": place["levels"]}))


def call_standing(
    call: Call, engagement: Engagement, at: dt.datetime | None = None
) -> findings.Verdict:
    """What the call is to the engagement at ``at`` (now), from current facts; nothing is stored."""
    facts = applicant_facts(engagement, call, at=at)
    return eligibility.judge(facts, call_criteria(call, current_terms(call)))


def standings(calls: Iterable[Call], engagement: Engagement) -> dict[int, findings.Verdict]:
    """What each call (key) is to the engagement, in as many queries for one call as for many."""
    known, now = current_facts(engagement), clock.now()
    by_key = {call.pk: call for call in calls}
    rows = CallTerms.objects.filter(call__in=by_key).order_by("number")
    newest = {terms.call_id: terms for terms in rows}
    return {
        key: eligibility.judge(
            applicant_facts(engagement, by_key[key], known=known, at=now),
            call_criteria(by_key[key], terms),
        )
        for key, terms in newest.items()
    }


def judge(
    application: Application,
    wishes: Iterable[str],
    *,
    teamwork: JudgementFact | None = None,
    at: dt.datetime | None = None,
    known: CurrentFacts | None = None,
    terms: CallTerms | None = None,
) -> Judgement:
    """The application as a whole and for each of ``wishes`` (public ids of places), from current
    facts; nothing is stored. known, terms: the facts of the engagement and the terms of the call,
    when they are at hand already."""
    call = application.call
    facts = applicant_facts(
        application.engagement,
        call,
        known=known,
        teamwork=teamwork,
        at=at,
        correct_until=application.correct_until,
    )
    terms = terms or current_terms(call)
    criteria = {WHOLE_CALL: call_criteria(call, terms)}
    criteria |= {wish: place_criteria(call, terms, wish) for wish in wishes}
    verdicts = {wish: eligibility.judge(facts, asked) for wish, asked in criteria.items()}
    return Judgement(facts, criteria, verdicts)


def judge_draft(application: Application) -> Judgement:
    """The draft as it stands, with the wishes in it."""
    return judge(application, application.wishes.values_list("place__public_id", flat=True))


def judge_submitted(
    application: Application, *, teamwork: JudgementFact | None = None
) -> Judgement:
    """The last submitted version, which is what counts."""
    submission = latest_submission(application)
    judged = judge(application, submission.content["wishes"], teamwork=teamwork)
    return replace(judged, submission=submission)


def judge_all_submitted(
    applications: Sequence[Application],
    teamwork_of: Callable[[Application], JudgementFact | None],
) -> Iterator[tuple[Application, Judgement]]:
    """The same for many applications to one call, in a few queries for each hundred."""
    terms = current_terms(applications[0].call) if applications else None
    for start in range(0, len(applications), AT_ONCE):
        some = applications[start : start + AT_ONCE]
        submissions = latest_submissions(some)
        facts = facts_of_many([one.engagement for one in some])
        for one in some:
            submission = submissions[one.pk]
            judged = judge(
                one,
                submission.content["wishes"],
                teamwork=teamwork_of(one),
                known=facts[one.engagement_id],
                terms=terms,
            )
            yield one, replace(judged, submission=submission)


def store_verdict(
    application: Application,
    occasion: str,
    *,
    by: Actor,
    judgement: Judgement | None = None,
) -> list[Verdict]:
    """Keep a judgement (a fresh one when none is given) of the last submission: a row for the call
    and one for each wish, each with the facts it saw and the criteria it applied."""
    judged = judgement or judge_submitted(application)
    return store_verdicts(verdict_rows(application, occasion, judged, by=by))


def verdict_rows(
    application: Application, occasion: str, judgement: Judgement, *, by: Actor
) -> list[Verdict]:
    """The rows of a judgement, not stored yet."""
    submission = judgement.submission or latest_submission(application)
    facts = facts_to_json(judgement.facts)
    return [
        Verdict(
            application=application,
            submission=submission,
            occasion=occasion,
            wish=wish,
            facts=facts,
            criteria=eligibility.criteria_to_json(judgement.criteria[wish]),
            findings=verdict.to_json()["findings"],
            standing=verdict.standing,
            judged_at=clock.now(),
            judged_for=by.public_id,
        )
        for wish, verdict in judgement.verdicts.items()
    ]


def store_verdicts(rows: Iterable[Verdict]) -> list[Verdict]:
    return Verdict.objects.bulk_create(rows, batch_size=AT_ONCE)


def stored_verdict(row: Verdict) -> findings.Verdict:
    """What a row says, as the kernel's own value."""
    return findings.Verdict.of(findings.Finding.from_json(item) for item in row.findings)


@dataclass(frozen=True, slots=True)
class Replay:
    """A stored verdict computed again. ``difference`` is empty when it came out the same."""

    row: Verdict
    difference: str


def replay_all() -> Iterator[Replay]:
    """Recompute every stored verdict from its stored facts and criteria, oldest first."""
    for row in Verdict.objects.select_related("application").iterator():
        yield Replay(row, _difference(row))


def _difference(row: Verdict) -> str:
    try:
        again = eligibility.replay(row.facts, row.criteria).to_json()
    except (LookupError, TypeError, ValueError) as error:
        return f"cannot be recomputed: {error}"
    if again["standing"] != row.standing:
        return f"standing: stored {row.standing}, recomputed {again['standing']}"
    return _first_other_finding(row.findings, again["findings"])


def _first_other_finding(stored: list[Any], again: list[Any]) -> str:
    for before, after in zip(stored, again, strict=False):
        if before != after:
            return f"finding: stored {before}, recomputed {after}"
    return "" if len(stored) == len(again) else f"findings: {len(stored)}, recomputed {len(again)}"
