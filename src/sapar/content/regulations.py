"""Which acts are shown, who keeps them, and whose check has become old."""

from __future__ import annotations

import calendar
import datetime as dt

from django.db.models import QuerySet

from sapar.accounts.enums import RoleKind
from sapar.accounts.queries import Someone, units_held
from sapar.content.enums import RegulationStatus
from sapar.content.models import Regulation, RegulationVersion
from sapar.core import clock

KEEPERS = (RoleKind.EDITOR, RoleKind.OFFICER, RoleKind.COORDINATOR)
NEVER_CHECKED_AGAIN = (RegulationStatus.REPEALED, RegulationStatus.MISSING)


def all_regulations() -> QuerySet[Regulation]:
    """Every act: a repealed or missing one is shown as what it is, so that nobody looks for it."""
    return Regulation.objects.select_related("owner", "replaced_by").order_by("position", "id")


def concerning(regulations: QuerySet[Regulation], concern: str) -> list[Regulation]:
    """Those that apply to it. Acts are few, and databases look into lists each in its own way."""
    return [one for one in regulations if not concern or concern in one.concerns]


def regulations_kept_by(user: Someone) -> QuerySet[Regulation]:
    """Those of the units that somebody works for, the ones whose check is oldest first."""
    return all_regulations().filter(owner__in=units_held(user, *KEEPERS))


def to_check(regulations: QuerySet[Regulation], day: dt.date) -> QuerySet[Regulation]:
    return regulations.filter(check_due_on__lte=day)


def regulations_to_check(user: Someone) -> QuerySet[Regulation]:
    return to_check(regulations_kept_by(user), clock.today())


def is_check_old(regulation: Regulation, day: dt.date) -> bool:
    return regulation.check_due_on is not None and regulation.check_due_on <= day


def is_reminder_due(regulation: Regulation, day: dt.date) -> bool:
    """Whoever was told is told again when another such period has gone by."""
    told = regulation.reminded_on
    return told is None or _months_later(told, regulation.check_months) <= day


def due_after(regulation: Regulation) -> dt.date | None:
    """From when a new check is needed: at once when there was none."""
    if regulation.status in NEVER_CHECKED_AGAIN:
        return None
    if regulation.checked_on is None:
        return regulation.check_due_on or clock.today()
    return _months_later(regulation.checked_on, regulation.check_months)


def not_read_yet() -> QuerySet[RegulationVersion]:
    return RegulationVersion.objects.filter(read_at=None).select_related("file").order_by("id")


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
