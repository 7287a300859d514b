"""What the commission does: each member gives points alone, the chair records one judgement."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from sapar.accounts.models import Person
from sapar.accounts.queries import person_of
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.audit.actions import record
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import check_version
from sapar.selection.models import Judgement, ScoreSheet
from sapar.selection.points import item_name, read_points
from sapar.selection.readiness import commission_items


@transaction.atomic
def save_scores(
    application: Application,
    member: Person,
    points: Mapping[str, Decimal | str],
    comment: str = "",
    *,
    by: Actor,
    expected_version: int | None = None,
) -> ScoreSheet:
    """Keep the member's draft; an item left out or empty is not given yet. Before the first one
    the version is 0.

    Raises `Refusal`: ``scores-call-open``, ``scores-not-verified``, ``scores-own-application``,
    ``scores-handed-in``, ``scores-item-unknown``, ``scores-not-a-number``, ``scores-outside``.
    """
    application, call = _lock_scored(application)
    if person_of(application.engagement.person) == person_of(member):
        raise Refusal("scores-own-application")
    now = clock.now()
    sheet = (
        ScoreSheet.objects.select_for_update()
        .filter(application=application, member=member)
        .first()
    )
    if sheet is None:
        sheet = ScoreSheet(application=application, member=member, version=0)
    check_version(sheet, expected_version)
    if sheet.handed_in_at:
        raise Refusal("scores-handed-in", at=sheet.handed_in_at)
    sheet.points, sheet.comment, sheet.edited_at = _read_points(call, points), comment.strip(), now
    sheet.version += 1
    sheet.save()
    record("save-scores", application, by=by, sheet=sheet.public_id)
    return sheet


@transaction.atomic
def hand_in_scores(
    sheet: ScoreSheet, *, by: Actor, expected_version: int | None = None
) -> ScoreSheet:
    """Make the sheet count. It can no longer be changed, and shows its member the others'.

    Raises `Refusal` ``scores-incomplete`` naming the items not given.
    """
    application, call = _lock_scored(sheet.application)
    sheet = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    check_version(sheet, expected_version)
    if sheet.handed_in_at:
        raise Refusal("scores-handed-in", at=sheet.handed_in_at)
    left = [item for item in commission_items(call) if item["code"] not in sheet.points]
    if left:
        raise Refusal("scores-incomplete", items=", ".join(item_name(item) for item in left))
    sheet.handed_in_at = clock.now()
    sheet.version += 1
    sheet.save(update_fields=["handed_in_at", "version"])
    record("hand-in-scores", application, by=by, sheet=sheet.public_id, points=sheet.points)
    return sheet


@transaction.atomic
def record_judgement(
    application: Application,
    is_met: bool,
    reason: str,
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Judgement:
    """Record the commission's word on teamwork and communication.

    Until publication it may be changed; the next preview judges the application by it again. Raises
    `Refusal` ``judgement-reason-missing``.
    """
    application, _call = _lock_scored(application)
    if not reason.strip():
        raise Refusal("judgement-reason-missing")
    judgement = Judgement.objects.select_for_update().filter(application=application).first()
    if judgement is None:
        judgement = Judgement(application=application, version=0)
    check_version(judgement, expected_version)
    judgement.is_met, judgement.reason = is_met, reason.strip()
    judgement.judged_at, judgement.judged_by = clock.now(), by.public_id
    judgement.version += 1
    judgement.save()
    record("record-judgement", application, by=by, is_met=is_met, reason=judgement.reason)
    return judgement


def _lock_scored(application: Application) -> tuple[Application, Call]:
    """Hold the application, then read the call, so that a publication meanwhile is seen."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    call = Call.objects.select_related("owner").get(pk=application.call_id)
    if call.state == CallState.DECIDED:
        raise Conflict("placement-published")
    if call.state != CallState.OPENED or clock.now() < call.closes_at:
        raise Refusal("scores-call-open", closes_at=call.closes_at)
    if application.state != ApplicationState.VERIFIED:
        raise Refusal("scores-not-verified", number=application.public_id)
    return application, call


def _read_points(call: Call, points: Mapping[str, Decimal | str]) -> dict[str, str]:
    items = {item["code"]: item for item in commission_items(call)}
    for code in points:
        if code not in items:
            raise Refusal("scores-item-unknown", item=code)
    given = {code: str(value) for code, value in points.items() if str(value).strip()}
    return {code: read_points(items[code], value) for code, value in given.items()}
