"""One sentence for every application: where it stands, what happens next, who holds it, until when.

The same sentence opens the record, stands in every list and in the mails, for applicant and staff
alike.
"""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sapar.applications.enums import LIVE_STATES, ApplicationState
from sapar.applications.models import Application
from sapar.applications.readiness import closes_for, is_overdue
from sapar.calls.enums import CallState, Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.desk.offer_standing import standing_of_offer
from sapar.desk.sentence import Standing, Tone
from sapar.selection.enums import LIVE_OFFERS, AppealState, OutcomeKind
from sapar.selection.models import Offer, Outcome, PlacementRun
from sapar.selection.queries import PUBLISHED_RUNS, without_documents

__all__ = ["Standing", "Tone", "standing_of", "with_standing"]


def with_standing(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Fetch in a fixed number of queries whatever `standing_of` looks at."""
    return applications.select_related(
        "call__owner", "call__period", "engagement__unit", "engagement__person"
    ).prefetch_related(
        Prefetch("outcomes__run", queryset=without_documents(PlacementRun.objects.all())),
        "outcomes__appeals",
        "offers__place__condition__agreement__partner",
        "offers__nominations__letter",
    )


def standing_of(application: Application) -> Standing:
    """The sentence of an application, in the active language."""
    if application.call.state == CallState.CANCELLED and application.state in LIVE_STATES:
        return _cancelled()
    offer = _deciding_offer(application)
    if _appeals(application) and (offer is None or offer.state not in LIVE_OFFERS):
        return _appeal_under_way(application)
    if offer is not None and application.state == ApplicationState.VERIFIED:
        return standing_of_offer(offer)
    outcome = _published_outcome(application)
    if outcome is not None and application.state == ApplicationState.VERIFIED:
        return _of_outcome(outcome, application.call)
    return _BY_STATE[ApplicationState(application.state)](application)


def _deciding_offer(application: Application) -> Offer | None:
    """The live offer, or else the last one that ended."""
    offers = sorted(application.offers.all(), key=lambda offer: (offer.made_at, offer.pk))
    live = [offer for offer in offers if offer.state in LIVE_OFFERS]
    return next(reversed(live or offers), None)


def _published_outcome(application: Application) -> Outcome | None:
    """Of the run that counts, or else of the last one the application took part in."""
    published = [o for o in application.outcomes.all() if o.run.state in PUBLISHED_RUNS]
    return max(published, key=lambda outcome: outcome.run.number, default=None)


def _appeals(application: Application) -> bool:
    """Whether one waits for its answer. What has to be answered in time is said before it."""
    outcomes = application.outcomes.all()
    return any(a.state == AppealState.FILED for o in outcomes for a in o.appeals.all())


def _appeal_under_way(application: Application) -> Standing:
    return Standing(
        where=_("An appeal against the result was filed."),
        next=_("The owner of the call decides on it and writes the reasons."),
        holder=str(application.call.owner),
    )


def _cancelled() -> Standing:
    return Standing(
        where=_("The call was cancelled; the reason stands on its page."),
        next=_("Nothing more is asked. Other calls stay open to you."),
        tone=Tone.ENDED,
    )


def _draft(application: Application) -> Standing:
    if clock.now() >= application.call.closes_at:
        return Standing(
            where=_("The draft was not submitted before the call closed."),
            next=_("Nothing more is asked; the draft stays readable."),
            tone=Tone.ENDED,
        )
    return Standing(
        where=_("The draft is not submitted yet."),
        next=_("Complete the tasks and submit the application."),
        holder=_("the applicant"),
        until=application.call.closes_at,
        tone=Tone.ACT,
    )


def _submitted(application: Application) -> Standing:
    return Standing(
        where=_("The application is submitted."),
        next=_("The school checks it and releases it."),
        holder=str(application.engagement.unit),
    )


def _returned(application: Application) -> Standing:
    if is_overdue(application):
        return Standing(
            where=_("The application was returned and not corrected in time."),
            next=_("The school decides on it."),
            holder=str(application.engagement.unit),
        )
    return Standing(
        where=_("The application was returned for correction."),
        next=_("Correct what the reason names and submit again."),
        holder=_("the applicant"),
        until=closes_for(application),
        tone=Tone.ACT,
    )


def _released(application: Application) -> Standing:
    return Standing(
        where=_("The school released the application."),
        next=_("The department verifies it."),
        holder=str(application.call.owner),
    )


def _verified(application: Application) -> Standing:
    closes_at = application.call.closes_at
    if clock.now() < closes_at:
        return Standing(
            where=_("The application is verified."),
            next=_("The commission scores it after the call has closed."),
            holder=str(application.call.owner),
            until=closes_at,
        )
    return Standing(
        where=_("The application is verified."),
        next=_("The commission scores it; then the result is published."),
        holder=str(application.call.owner),
    )


def _refused(application: Application) -> Standing:
    return Standing(
        where=_("The application was refused; the reasons stand below."),
        next=_("Nothing more is asked. Other calls stay open to you."),
        tone=Tone.ENDED,
    )


def _withdrawn(application: Application) -> Standing:
    return Standing(
        where=_("The application was withdrawn."),
        next=_("Nothing more is asked."),
        tone=Tone.ENDED,
    )


def _of_outcome(outcome: Outcome, call: Call) -> Standing:
    if outcome.kind == OutcomeKind.RESERVE:
        by_itself = _("A place that becomes free is offered to the next in order, by mail.")
        by_hand = _(
            "When seats become free, the places are given once more; whoever moves is written to."
        )
        moves_up = call.withdrawals == Withdrawals.RESERVE_LIST
        return Standing(
            where=_("The result is published: the application is on the reserve list."),
            next=by_itself if moves_up else by_hand,
            holder="" if moves_up else str(call.owner),
        )
    return Standing(
        where=_("The result is published: no place can be offered; the reasons stand below."),
        next=_("Nothing more is asked. Other calls stay open to you."),
        tone=Tone.ENDED,
    )


_BY_STATE = {
    ApplicationState.DRAFT: _draft,
    ApplicationState.SUBMITTED: _submitted,
    ApplicationState.RETURNED: _returned,
    ApplicationState.RELEASED: _released,
    ApplicationState.VERIFIED: _verified,
    ApplicationState.REFUSED: _refused,
    ApplicationState.WITHDRAWN: _withdrawn,
}
