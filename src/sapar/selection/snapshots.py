"""Applications, sheets, judgements -> the kernel's placement: the file that knows both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mobility_rules.facts import JudgementFact
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.lottery import Lottery
from mobility_rules.placement.policy import Policy
from mobility_rules.ranking import ScoreBreakdown, score, tie_values
from mobility_rules.scorecards import Scorecard
from sapar.applications.judging import Judgement as EligibilityJudgement
from sapar.applications.judging import judge_all_submitted
from sapar.applications.models import Application
from sapar.applications.snapshots import university_day
from sapar.calls.enums import Experience
from sapar.calls.models import Call, CallTerms
from sapar.calls.terms import current_terms, policy_of, types_by_of
from sapar.selection.enums import OrderPhase
from sapar.selection.membership import experience_of, types_of
from sapar.selection.models import Judgement
from sapar.selection.progress import Progress, silent
from sapar.selection.queries import (
    handed_in,
    overrides_in_force,
    verified_applications,
    with_sheets,
)

SCORED_LANGUAGE = "en"
"""The item "language" of a scorecard is about English, the language of the criteria."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application with its verdicts for the call and each wish, its score, and where it stands
    by the policy of the call: `type` and `precedence` say nothing where the policy does not."""

    application: Application
    judgement: EligibilityJudgement
    breakdown: ScoreBreakdown
    tie: tuple[int, ...]
    type: str = ""
    precedence: int = 0

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
    or withdrawal cannot change it. fixed: what the commission decided itself.
    """

    candidates: tuple[Candidate, ...]
    instance: Instance
    lottery: Lottery
    fixed: tuple[Fixed, ...] = ()


def placement_input(call: Call, progress: Progress = silent) -> PlacementInput:
    terms = current_terms(call)
    lottery = Lottery(
        call.lottery_seed, terms.content["lottery_commitment"], submitted_numbers(call)
    )
    candidates = tuple(_candidates(call, terms, lottery, progress))
    policy = policy_of(terms)
    places = [
        Place(place["id"], place["seats"], frozenset(place["levels"] or ()))
        for place in terms.content["places"]
    ]
    says_level = any(place.levels for place in places)
    applicants = [_applicant(one, says_level=says_level) for one in candidates]
    instance = build(places, applicants, terms.content["tie_break"], policy)
    return PlacementInput(
        candidates, instance, lottery, fixed_by_commission(call, instance.applicants)
    )


def _candidates(
    call: Call, terms: CallTerms, lottery: Lottery, progress: Progress
) -> Iterator[Candidate]:
    scorecard = Scorecard.from_json(terms.content["scorecard"])
    chain, drawn = tuple(terms.content["tie_break"]), lottery.positions()
    applications = list(with_sheets(verified_applications(call)))
    sides = _sides(call, terms, applications)
    for done, (one, judgement) in enumerate(judge_all_submitted(applications, teamwork_of)):
        progress(OrderPhase.JUDGING, done, len(applications))
        breakdown = _breakdown(one, judgement, scorecard)
        tie = tie_values(chain, breakdown, gpa=_gpa(judgement), lottery=drawn[one.public_id])
        yield Candidate(one, judgement, breakdown, tie, *sides[one.public_id])


def _sides(
    call: Call, terms: CallTerms, applications: list[Application]
) -> dict[str, tuple[str, int]]:
    """By number the type and the precedence, as far as the policy speaks of them: what is written
    into a run says no more of somebody than the placement needs."""
    policy = policy_of(terms)
    spoken_of = set(policy.types())
    types = types_of(call, applications, types_by_of(terms)) if spoken_of else {}
    tiers = _tiers_of_first_timers(call, policy, applications)
    return {
        one.public_id: (
            types[one.public_id] if types.get(one.public_id) in spoken_of else "",
            tiers.get(one.public_id, 0),
        )
        for one in applications
    }


def _tiers_of_first_timers(
    call: Call, policy: Policy, applications: list[Application]
) -> dict[str, int]:
    """Who goes for the first time may come first even where the types are schools."""
    first_time = Experience.FIRST_TIME.value
    if first_time not in policy.precedence:
        return {}
    tier = len(policy.precedence) - policy.precedence.index(first_time)
    experience = experience_of(call, applications)
    return {number: tier for number, one in experience.items() if one == first_time}


def fixed_by_commission(call: Call, numbers: Container[str]) -> tuple[Fixed, ...]:
    """The decisions about applications that take part."""
    return tuple(
        Fixed(one.application.public_id, one.place.public_id if one.place else None, one.reason)
        for one in overrides_in_force(call)
        if one.application.public_id in numbers
    )


def submitted_numbers(call: Call) -> tuple[str, ...]:
    submitted = call.applications.filter(submitted_at__isnull=False)
    return tuple(sorted(submitted.values_list("public_id", flat=True)))


def teamwork_of(application: Application) -> JudgementFact | None:
    """The commission's word on teamwork and communication, once it is given."""
    given: Judgement | None = getattr(application, "judgement", None)
    if given is None:
        return None
    return JudgementFact(given.is_met, given.reason, university_day(given.judged_at))


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


def _applicant(candidate: Candidate, *, says_level: bool) -> Applicant:
    return Applicant(
        id=candidate.number,
        wishes=tuple(candidate.judgement.wishes),
        score=candidate.breakdown.total,
        tie=candidate.tie,
        eligible=candidate.eligible,
        type=candidate.type,
        level=candidate.judgement.facts.level if says_level else "",
        precedence=candidate.precedence,
    )
