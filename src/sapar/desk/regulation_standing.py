"""The sentence of an act: whether it is in force, how sure that is, what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sapar.content.enums import RegulationStatus
from sapar.content.models import Regulation
from sapar.content.regulations import is_check_old
from sapar.core import clock
from sapar.core.formatting import format_day
from sapar.desk.sentence import Standing, Tone

TONES = {
    RegulationStatus.IN_FORCE: Tone.GOOD,
    RegulationStatus.AMENDED: Tone.GOOD,
    RegulationStatus.REPEALED: Tone.BAD,
    RegulationStatus.UNKNOWN: Tone.WAIT,
    RegulationStatus.MISSING: Tone.WAIT,
}


def tone_of(regulation: Regulation) -> Tone:
    return TONES[RegulationStatus(regulation.status)]


def standing_of_regulation(regulation: Regulation) -> Standing:
    """In the active language; ``regulation.owner`` is best loaded."""
    owner = str(regulation.owner.name)
    if regulation.status == RegulationStatus.MISSING:
        where = _("Not supplied yet: this place is kept for it.")
        return Standing(where, _("Ask the unit that keeps it."), holder=owner)
    if regulation.status == RegulationStatus.REPEALED:
        return Standing(_("Repealed."), _("It may no longer be cited."), tone=Tone.BAD)
    where = f"{regulation.get_status_display()}."
    checked_on, due = regulation.checked_on, regulation.check_due_on
    if checked_on is None or due is None:
        advice = _(
            "Nobody at the university has checked that yet: read the official text before you rely "
            "on it."
        )
        return Standing(where, advice, holder=owner, tone=Tone.ACT)
    day = format_day(checked_on)
    if is_check_old(regulation, clock.today()):
        advice = _(
            "The last check, on %(day)s, is too long ago: read the official text before you rely "
            "on it."
        )
        return Standing(where, advice % {"day": day}, holder=owner, tone=Tone.ACT)
    said = _(
        "Checked against the official text on %(day)s by %(name)s; the next check is on %(due)s."
    )
    advice = said % {"day": day, "name": regulation.checked_by, "due": format_day(due)}
    return Standing(where, advice, tone=tone_of(regulation))
