"""One application: its sentence, its tasks while it can be changed, what happened so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sapar.accounts.access import requires
from sapar.applications.judging import judge_draft, stored_verdict
from sapar.applications.models import Application
from sapar.applications.queries import latest_verdicts
from sapar.applications.readiness import problems_of
from sapar.applications.tables import CriterionRow, criteria_rows
from sapar.applications.timeline import Happening, happenings
from sapar.desk.standing import standing_of
from sapar.nominations.models import Nomination
from sapar.portal.views.applications.own import is_editable, own_application, page
from sapar.portal.views.applications.tasks import task_list


@require_safe
@requires("accounts.sign-in")
def overview(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    judgement = judge_draft(application)
    problems = problems_of(application, judgement)
    editable = is_editable(application)
    return page(
        request,
        "overview",
        application,
        judgement=judgement,
        tasks=task_list(application, problems) if editable else [],
        editable=editable,
        open_criteria=True,
        refused=_refused(application),
        time_line=_time_line(application),
        has_result=any(one.run.state == "published" for one in application.outcomes.all()),
    )


def _refused(application: Application) -> list[CriterionRow]:
    """The criteria as they stood when the application was refused."""
    if application.state != "refused":
        return []
    rows = latest_verdicts(application).values()
    verdicts = [stored_verdict(row) for row in rows if row.occasion == "refuse"]
    whole, *wishes = verdicts
    return criteria_rows(whole if whole.blocking or not wishes else wishes[0])


def _time_line(application: Application) -> list[Happening]:
    """What happened, offers and nominations included; last, what happens next."""
    offers = [offer.public_id for offer in application.offers.all()]
    nominations = Nomination.objects.filter(offer__application=application)
    also = [*offers, *nominations.values_list("public_id", flat=True)]
    standing = standing_of(application)
    ahead = Happening(what=standing.next, at=standing.until, who=standing.holder, is_ahead=True)
    return [*happenings(application, also), ahead]
