"""What past calls say about a partner, in words: chances, cutoffs, how long things took."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.calls.models import Call
from sapar.core.formatting import format_decimal
from sapar.nominations.statistics import (
    Demand,
    PartnerExperience,
    PastPlace,
    Step,
    StepDuration,
    step_durations,
)
from sapar.selection.points import as_points

CHANCES = {
    Demand.NEVER_OFFERED: _(
        "No call with places here has been decided yet, so nothing can be said about chances."
    ),
    Demand.TOO_FEW: _(
        "So few people have applied for a place here that nothing can be said about chances."
    ),
    Demand.NOT_MORE_THAN_SEATS: _(
        "So far no more people have applied for places here than there were places. That may be "
        "different in the next call."
    ),
    Demand.MORE_THAN_SEATS: _(
        "So far more people have applied for places here than there were places: name other "
        "places among your wishes, too."
    ),
    Demand.MUCH_MORE_THAN_SEATS: _(
        "So far there were at least three applicants for each place here: name other places "
        "among your wishes, too."
    ),
}
STEPS = {
    Step.CHECKED: _("From the application to the end of its check"),
    Step.DECIDED: _("From the deadline to the result"),
    Step.ACCEPTED: _("From the offer to the applicant's answer"),
    Step.ANSWERED: _("From the nomination to the host's answer"),
}


@dataclass(frozen=True, slots=True)
class PastRow:
    """per_seat and cutoff: empty where too few applied; cutoff also while a seat was free, and
    where the commission gave the seats itself."""

    call: Call
    seats: int
    per_seat: str
    cutoff: str
    is_given_away: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """is_here: measured at this partner alone, and not over all of them."""

    words: Promise
    duration: StepDuration
    is_here: bool


def past_row(place: PastPlace) -> PastRow:
    ratio = Decimal(place.applicants) / place.seats
    return PastRow(
        call=place.call,
        seats=place.seats,
        per_seat=format_decimal(ratio, 1) if place.is_telling else "",
        cutoff="" if place.cutoff is None else as_points(place.cutoff),
        is_given_away=place.is_given_away,
    )


def step_rows(experience: PartnerExperience) -> list[StepRow]:
    """Steps with enough times to speak of; the host's answer at this host where that is known."""
    here = experience.host_answer
    rows = []
    for duration in step_durations():
        is_here = duration.step == here.step and here.median_days is not None
        shown = here if is_here else duration
        if shown.median_days is not None:
            rows.append(StepRow(STEPS[shown.step], shown, is_here))
    return rows
