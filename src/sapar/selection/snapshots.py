"""Applications, sheets, judgements -> the kernel's placement: the file that knows both sides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from mobility_rules.facts import JudgementFact
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.lottery import Lottery
from mobility_rules.ranking import Entry, ScoreBreakdown, rank, score, tie_values
from mobility_rules.scorecards import Scorecard
from sapar.applications.judging import Judgement as EligibilityJudgement
from sapar.applications.judging import judge_submitted
from sapar.applications.models import Application
from sapar.applications.snapshots import university_day
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.selection.models import Judgement
from sapar.selection.queries import handed_in, verified_applications, with_sheets

SCORED_LANGUAGE = "en"
"""The item "language" of a scorecard is about English, the language of the criteria."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application with its verdicts for the call and each wish, and its score."""

    application: Application
    judgement: EligibilityJudgement
    breakdown: ScoreBreakdown
    tie: tuple[int, ...]

    @property
    def number(self) -> str:
        return self.application.public_id

    @property
    def eligible(self) -> frozenset[str]:
        """Wishes against which nothing speaks and about which nobody still has to judge."""
        verdicts = self.judgement.wishes.items()
        return frozenset(
            wish for wish, found in verdicts if not found.blocking and not found.undecided
        )


@dataclass(frozen=True, slots=True)
class PlacementInput:
    """Everything a placement of a call is made from, as it stands now.

    The draw mixes the seed with all application numbers ever submitted to the call: a later refusal
    or withdrawal cannot change it.
    """

    candidates: tuple[Candidate, ...]
    instance: Instance
    lottery: Lottery

    def ranking(self) -> dict[str, tuple[int, str]]:
        """By number: position from 1 and what decided a tie; only those with a wish left."""
        entries = [
            Entry(one.number, one.breakdown.total, one.tie)
            for one in self.candidates
            if self.instance.wishes[one.number]
        ]
        ranked = rank(entries, self.instance.tie_break)
        return {one.entry.id: (one.position, one.decided_by) for one in ranked}


def placement_input(call: Call) -> PlacementInput:
    terms = current_terms(call).content
    scorecard, chain = Scorecard.from_json(terms["scorecard"]), tuple(terms["tie_break"])
    lottery = Lottery(call.lottery_seed, terms["lottery_commitment"], submitted_numbers(call))
    drawn = lottery.positions()
    candidates = tuple(
        _candidate(application, scorecard, chain, drawn[application.public_id])
        for application in with_sheets(verified_applications(call))
    )
    places = [Place(place["id"], place["seats"]) for place in terms["places"]]
    instance = build(places, [_applicant(one) for one in candidates], chain)
    return PlacementInput(candidates, instance, lottery)


def submitted_numbers(call: Call) -> tuple[str, ...]:
    submitted = call.applications.filter(submitted_at__isnull=False)
    return tuple(sorted(submitted.values_list("public_id", flat=True)))


def teamwork_of(application: Application) -> JudgementFact | None:
    """The commission's word on teamwork and communication, once it is given."""
    given: Judgement | None = getattr(application, "judgement", None)
    if given is None:
        return None
    return JudgementFact(given.is_met, given.reason, university_day(given.judged_at))


def _candidate(
    application: Application, scorecard: Scorecard, chain: tuple[str, ...], drawn: int
) -> Candidate:
    judgement = judge_submitted(application, teamwork=teamwork_of(application))
    breakdown = _breakdown(application, judgement, scorecard)
    tie = tie_values(chain, breakdown, gpa=_gpa(judgement), lottery=drawn)
    return Candidate(application, judgement, breakdown, tie)


def _breakdown(
    application: Application, judgement: EligibilityJudgement, scorecard: Scorecard
) -> ScoreBreakdown:
    best = judgement.facts.best_certificate(SCORED_LANGUAGE)
    return score(
        scorecard,
        gpa=_gpa(judgement),
        language_level=best.level if best else None,
        commission=points_given(application),
    )


def points_given(application: Application) -> dict[str, list[Decimal]]:
    """By item, the points of every member who has handed in (`queries.with_sheets`)."""
    points: dict[str, list[Decimal]] = defaultdict(list)
    for sheet in handed_in(application):
        for code, given in sheet.points.items():
            points[code].append(Decimal(given))
    return points


def _gpa(judgement: EligibilityJudgement) -> Decimal | None:
    return judgement.facts.gpa.value if judgement.facts.gpa else None


def _applicant(candidate: Candidate) -> Applicant:
    return Applicant(
        id=candidate.number,
        wishes=tuple(candidate.judgement.wishes),
        score=candidate.breakdown.total,
        tie=candidate.tie,
        eligible=candidate.eligible,
    )
