"""Reads over scores, runs and offers, and who may see which."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from sapar.accounts.models import Person, User
from sapar.accounts.queries import people_with_role, units_held
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application, Submission
from sapar.applications.queries import COMMISSION, latest_submission, own_applications
from sapar.calls.enums import CallState, Withdrawals
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import kept_by
from sapar.core import clock
from sapar.selection.enums import LIVE_OFFERS, AppealState, OfferState, OutcomeKind, RunState
from sapar.selection.models import Appeal, Offer, Outcome, Override, PlacementRun, ScoreSheet

PUBLISHED_RUNS = (RunState.PUBLISHED, RunState.SUPERSEDED)


def scored_by(user: User) -> QuerySet[Call]:
    """Published calls whose commission the user sits on."""
    return Call.objects.filter(
        owner__in=units_held(user, *COMMISSION), opened_at__isnull=False
    ).select_related("owner", "period")


def ranked_for(user: User) -> QuerySet[Call]:
    """Published calls whose ranking the user may see: as the owner, or from the commission."""
    published = Call.objects.filter(opened_at__isnull=False).select_related("owner", "period")
    return published.filter(Q(pk__in=kept_by(user)) | Q(pk__in=scored_by(user)))


def commission_of(call: Call) -> list[Person]:
    """Members and chair who hold their role over the owner of the call today, by name."""
    people = {
        person.pk: person for kind in COMMISSION for person in people_with_role(kind, call.owner)
    }
    return sorted(people.values(), key=lambda person: (person.sort_key, person.pk))


def verified_applications(call: Call) -> QuerySet[Application]:
    """What the commission scores, in the order of locking."""
    return (
        call.applications.filter(state=ApplicationState.VERIFIED)
        .select_related(
            "call__owner",
            "call__period",
            "engagement__person",
            "engagement__unit",
            "engagement__programme__unit",
            "judgement",
        )
        .order_by("pk")
    )


def with_sheets(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With the sheets handed in, in the order of the members' names; see `handed_in`."""
    sheets = (
        ScoreSheet.objects.filter(handed_in_at__isnull=False)
        .select_related("member")
        .order_by("member__sort_key", "pk")
    )
    return applications.prefetch_related(
        Prefetch("score_sheets", queryset=sheets, to_attr="sheets_handed_in")
    )


def handed_in(application: Application) -> list[ScoreSheet]:
    """The sheets that count, of an application loaded by `with_sheets`."""
    sheets: list[ScoreSheet] = application.sheets_handed_in  # type: ignore[attr-defined]
    return sheets


def applications_to_score(call: Call, member: Person) -> QuerySet[Application]:
    """The verified applications of others, by number: no order that says anything."""
    own_sheets = ScoreSheet.objects.filter(member=member)
    return (
        of_others(verified_applications(call), member)
        .prefetch_related(Prefetch("score_sheets", queryset=own_sheets, to_attr="own_sheets"))
        .order_by("public_id")
    )


def of_others(applications: QuerySet[Application], member: Person) -> QuerySet[Application]:
    """Nobody scores an own application, be it on a record that was merged into the member's."""
    return applications.exclude(
        Q(engagement__person=member) | Q(engagement__person__merged_into=member)
    )


def own_sheet(application: Application) -> ScoreSheet | None:
    """The member's own sheet, of an application loaded by `applications_to_score`."""
    sheets: list[ScoreSheet] = application.own_sheets  # type: ignore[attr-defined]
    return next(iter(sheets), None)


def sheets_shown_to(member: Person, application: Application) -> list[ScoreSheet]:
    """The own sheet, and the others' once the own one is handed in."""
    sheets = list(
        application.score_sheets.select_related("member").order_by("member__sort_key", "pk")
    )
    own = [sheet for sheet in sheets if sheet.member_id == member.pk]
    if own and own[0].handed_in_at:
        return [sheet for sheet in sheets if sheet.handed_in_at]
    return own


def documents_for_commission(application: Application) -> list[dict[str, str]]:
    """What was submitted, as far as the commission may open it."""
    return without_identity_papers(application, latest_submission(application))


def without_identity_papers(
    application: Application, submission: Submission
) -> list[dict[str, str]]:
    """The documents of a version, save those that say who somebody is: nobody scores a passport."""
    papers = application.call.documents.filter(is_identity_paper=True)
    codes = set(papers.values_list("code", flat=True))
    return [given for given in submission.content["documents"] if given["code"] not in codes]


def overrides_in_force(call: Call) -> QuerySet[Override]:
    """What the commission decided itself, the earliest first."""
    return call.overrides.filter(lifted_at=None).select_related(
        "application__engagement__person", "place__condition__agreement__partner"
    )


def runs_of(call: Call) -> QuerySet[PlacementRun]:
    """The runs of a call, the latest first."""
    return without_documents(call.runs.select_related("call__owner", "call__period"))


def visible_runs(user: User | AnonymousUser) -> QuerySet[PlacementRun]:
    """Published runs are public; previews and discarded ones are the owner's."""
    published = Q(state=RunState.PUBLISHED)
    if not user.is_authenticated:
        return PlacementRun.objects.filter(published)
    return PlacementRun.objects.filter(published | Q(call__in=kept_by(user)))


def runs_kept_by(user: User) -> QuerySet[PlacementRun]:
    """Every run, in every state, of the calls the user keeps."""
    return PlacementRun.objects.filter(call__in=kept_by(user)).select_related(
        "call__owner", "call__period"
    )


def without_documents(runs: QuerySet[PlacementRun]) -> QuerySet[PlacementRun]:
    """Runs that are only shown: what went in and came out stays in the database, and is fetched
    for whoever looks into it all the same."""
    return runs.defer("input", "output")


def published_run(call: Call) -> PlacementRun | None:
    return call.runs.filter(state=RunState.PUBLISHED).select_related("call__owner").first()


def outcomes_of(run: PlacementRun) -> QuerySet[Outcome]:
    """In the order of the ranking, those without a rank last."""
    return run.outcomes.select_related(
        "application__engagement__person",
        "application__engagement__unit",
        "application__engagement__programme__unit",
        "place__condition__agreement__partner",
    ).order_by(F("position").asc(nulls_last=True), "application__public_id")


def results_in(run: PlacementRun) -> QuerySet[Outcome]:
    """Who got what, without whose it is and without the reasons."""
    return run.outcomes.select_related("application", "place__condition__agreement__partner").defer(
        "breakdown", "explanation"
    )


def own_outcomes(user: User) -> QuerySet[Outcome]:
    """The results of the user's own applications: of each the latest that was published, so that
    whoever took no part in a later run can read the own result still. The documents of the run stay
    in the database: on the day of a result everybody reads."""
    published = Outcome.objects.filter(run__state__in=PUBLISHED_RUNS)
    latest = published.filter(application=OuterRef("application")).order_by("-run__number")
    return (
        Outcome.objects.filter(
            application__in=own_applications(user), pk=Subquery(latest.values("pk")[:1])
        )
        .select_related("run__call__owner", "application", "place__condition__agreement__partner")
        .defer("run__input", "run__output")
    )


def offers_visible_to(user: User | AnonymousUser) -> QuerySet[Offer]:
    """Own offers, and those of the calls the user keeps."""
    if not user.is_authenticated:
        return Offer.objects.none()
    mine = Q(application__in=own_applications(user))
    return Offer.objects.filter(mine | Q(place__call__in=kept_by(user))).select_related(
        "application__call__owner",
        "application__engagement__person",
        "place__condition__agreement__partner",
    )


def own_offers(user: User) -> QuerySet[Offer]:
    return offers_visible_to(user).filter(application__in=own_applications(user))


def live_offers(place: CallPlace) -> QuerySet[Offer]:
    """Offers that hold a seat of the place."""
    return place.offers.filter(state__in=LIVE_OFFERS)


def offers_due() -> QuerySet[Offer]:
    """Unanswered offers whose deadline has passed, the earliest first."""
    due = Offer.objects.filter(state=OfferState.OFFERED, respond_by__lte=clock.now())
    return due.order_by("respond_by", "pk")


def places_to_fill() -> QuerySet[CallPlace]:
    """Places with a free seat in decided calls with a reserve that moves up by itself, whose stay
    is still to come."""
    reserve = Outcome.objects.filter(kind=OutcomeKind.RESERVE, run__state=RunState.PUBLISHED)
    return (
        CallPlace.objects.filter(
            call__state=CallState.DECIDED,
            call__withdrawals=Withdrawals.RESERVE_LIST,
            call__period__starts_on__gt=clock.today(),
            call__in=reserve.values("run__call"),
        )
        .annotate(taken=Count("offers", filter=Q(offers__state__in=LIVE_OFFERS)))
        .filter(taken__lt=F("seats"))
        .order_by("pk")
    )


def open_appeals(call: Call) -> QuerySet[Appeal]:
    """Appeals that wait for the owner, the oldest first."""
    return Appeal.objects.filter(outcome__run__call=call, state=AppealState.FILED)


def appeals_visible_to(user: User) -> QuerySet[Appeal]:
    """Own ones, and those of the calls the user keeps."""
    mine = Q(outcome__application__in=own_applications(user))
    kept = Q(outcome__run__call__in=kept_by(user))
    return (
        Appeal.objects.filter(mine | kept)
        .select_related(
            "outcome__run__call__owner",
            "outcome__application__engagement__person",
            "outcome__place__condition__agreement__partner",
        )
        .defer("outcome__run__input", "outcome__run__output")
    )


def own_appeals(user: User) -> QuerySet[Appeal]:
    return appeals_visible_to(user).filter(outcome__application__in=own_applications(user))
