"""What past calls teach a reader: how long steps took, how many wished for a seat, who went.

Nothing personal is counted: times, published runs and numbers of people. Medians are taken here and
not in the database, over a few columns of at most some thousands of rows, since SQLite has none.
Fewer than `FEWEST_TIMES` times or `FEWEST_APPLICANTS` applicants are no statistic and say nothing.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from sapar.accounts.enums import Direction
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application, Verdict
from sapar.calls.models import Call, CallPlace
from sapar.core import clock
from sapar.institutions.models import Institution
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from sapar.nominations.stays import verified_stays
from sapar.selection.enums import OfferState, RunState
from sapar.selection.figures import stored_figures
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.queries import without_documents

FEWEST_TIMES = 3
FEWEST_APPLICANTS = 5

ANSWERED = (
    NominationState.ACCEPTED,
    NominationState.DECLINED,
    NominationState.CORRECTION_REQUESTED,
)
Span = tuple[dt.datetime | None, dt.datetime | None]


class Step(StrEnum):
    """In the order in which an applicant waits for them."""

    CHECKED = "submitted-verified"
    DECIDED = "closed-published"
    ACCEPTED = "offered-accepted"
    ANSWERED = "nominated-answered"


class Demand(StrEnum):
    """How many wished for a place, beside its seats, over all decided calls."""

    NEVER_OFFERED = "never-offered"
    TOO_FEW = "too-few"
    NOT_MORE_THAN_SEATS = "not-more-than-seats"
    MORE_THAN_SEATS = "more-than-seats"
    MUCH_MORE_THAN_SEATS = "much-more-than-seats"


@dataclass(frozen=True, slots=True)
class StepDuration:
    """median_days: whole days, half a day counts as one; None when too few times are known."""

    step: Step
    median_days: int | None
    count: int


@dataclass(frozen=True, slots=True)
class PastPlace:
    """A place in a decided call. applicants: who wished for it, at any rank, and might have it;
    cutoff: thousandths of the last admitted score, None while a seat was free, when the commission
    gave the seats itself, or when so few applied that it would say nothing.
    """

    call: Call
    seats: int
    applicants: int
    cutoff: int | None
    is_given_away: bool = False

    @property
    def is_telling(self) -> bool:
        return self.applicants >= FEWEST_APPLICANTS


@dataclass(frozen=True, slots=True)
class PartnerExperience:
    """went: academic year and how many stays there are over, the latest year first.
    past: places in decided calls, the newest first.
    """

    went: list[tuple[str, int]]
    past: list[PastPlace]
    host_answer: StepDuration

    @property
    def seats(self) -> int:
        return sum(place.seats for place in self.past)

    @property
    def applicants(self) -> int:
        return sum(place.applicants for place in self.past)

    @property
    def demand(self) -> Demand:
        if not self.past:
            return Demand.NEVER_OFFERED
        if self.applicants < FEWEST_APPLICANTS:
            return Demand.TOO_FEW
        if self.applicants <= self.seats:
            return Demand.NOT_MORE_THAN_SEATS
        much = self.applicants >= 3 * self.seats
        return Demand.MUCH_MORE_THAN_SEATS if much else Demand.MORE_THAN_SEATS


def step_durations() -> list[StepDuration]:
    """How long each step took, over everything that was decided so far. Five queries."""
    return [
        duration(Step.CHECKED, _checks()),
        duration(Step.DECIDED, _decisions()),
        duration(Step.ACCEPTED, _acceptances()),
        duration(Step.ANSWERED, _answers(Nomination.objects.all())),
    ]


def partner_experience(institution: Institution) -> PartnerExperience:
    """What is known of the partner as a host. Four queries."""
    answers = _answers(Nomination.objects.filter(letter__host=institution))
    return PartnerExperience(
        went=_went(institution),
        past=_past_places(institution),
        host_answer=duration(Step.ANSWERED, answers),
    )


def duration(step: Step, spans: Iterable[Span]) -> StepDuration:
    """The median of the days between two instants, counted as the university's calendar does."""
    days = [_days(start, end) for start, end in spans if start and end]
    if len(days) < FEWEST_TIMES:
        return StepDuration(step, None, len(days))
    return StepDuration(step, math.ceil(median(days)), len(days))


def _days(start: dt.datetime, end: dt.datetime) -> int:
    zone = clock.university_zone()
    return max(0, (end.astimezone(zone).date() - start.astimezone(zone).date()).days)


def _checks() -> Iterable[Span]:
    """From the version that counts to the verdict that let it before the commission: the
    department's for a call abroad, the school's own for one within the country.
    """
    verdicts = Verdict.objects.filter(application=OuterRef("pk"), wish="").order_by("-judged_at")
    verified = Application.objects.filter(state=ApplicationState.VERIFIED)
    for direction, occasion in ((Direction.EXTERNAL, "verify"), (Direction.INTERNAL, "release")):
        passed = Subquery(verdicts.filter(occasion=occasion).values("judged_at")[:1])
        yield from (
            verified.filter(call__direction=direction)
            .annotate(passed_at=passed)
            .values_list("submitted_at", "passed_at")
        )


def _decisions() -> Iterable[Span]:
    runs = PlacementRun.objects.filter(state=RunState.PUBLISHED)
    return runs.values_list("call__closes_at", "published_at")


def _acceptances() -> Iterable[Span]:
    offers = Offer.objects.filter(state=OfferState.ACCEPTED)
    return offers.values_list("made_at", "answered_at")


def _answers(nominations: QuerySet[Nomination]) -> Iterable[Span]:
    """The host's answers; a nomination that was taken back was not answered."""
    return nominations.filter(state__in=ANSWERED).values_list("sent_at", "answered_at")


def _went(institution: Institution) -> list[tuple[str, int]]:
    year = "letter__call__period__academic_year__name"
    stays = verified_stays().filter(letter__host=institution).order_by(f"-{year}")
    return list(stays.values_list(year).annotate(Count("pk")))


def _past_places(institution: Institution) -> list[PastPlace]:
    places: dict[int, list[CallPlace]] = {}
    for place in CallPlace.objects.filter(condition__agreement__partner=institution):
        places.setdefault(place.call_id, []).append(place)
    runs = (
        without_documents(PlacementRun.objects.filter(call__in=places, state=RunState.PUBLISHED))
        .select_related("call__period", "call__owner")
        .order_by(F("call__closes_at").desc(), "-pk")
    )
    return [past for run in runs for past in _in_run(run, places[run.call_id])]


def _in_run(run: PlacementRun, places: Iterable[CallPlace]) -> Iterable[PastPlace]:
    """Read from what is published of the run: numbers, never who they are."""
    figures = stored_figures(run)
    for place in places:
        name = place.public_id
        if name not in figures.seats:
            continue
        wished = figures.wished[name]
        yield PastPlace(
            run.call,
            seats=figures.seats[name],
            applicants=wished,
            cutoff=None if wished < FEWEST_APPLICANTS else figures.admitted.get(name),
            is_given_away=name in figures.given_away,
        )
