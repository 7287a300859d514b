"""Facts as people read them: value, day, source and who entered it, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sapar.accounts.models import Engagement, User
from sapar.core.actor import SYSTEM
from sapar.core.formatting import format_day, format_number, language_name
from sapar.records.enums import FactKind
from sapar.records.models import Fact
from sapar.records.queries import facts_history
from sapar.records.sources import source_words


@dataclass(frozen=True, slots=True)
class ShownFact:
    kind: str
    value: str
    as_of: dt.date
    source: str
    entered_by: str
    entered_at: dt.datetime
    is_current: bool


def shown_facts(engagement: Engagement) -> list[ShownFact]:
    """All facts of an engagement, kind by kind, those that count now before superseded ones."""
    facts = list(facts_history(engagement))
    names = _names_of(facts)
    return [
        ShownFact(
            kind=str(FactKind(fact.kind).label),
            value=fact_words(fact),
            as_of=fact.as_of,
            source=source_words(fact.source),
            entered_by=names.get(fact.entered_by, fact.entered_by),
            entered_at=fact.entered_at,
            is_current=fact.superseded_at is None,
        )
        for fact in facts
    ]


def fact_words(fact: Fact) -> str:
    """The value of a fact; a GPA is never rounded here."""
    return _WORDS[FactKind(fact.kind)](fact.value)


def _gpa(value: dict[str, Any]) -> str:
    credits = int(value["credits"])
    sentence = ngettext(
        "%(gpa)s over %(credits)s credit", "%(gpa)s over %(credits)s credits", credits
    )
    return sentence % {"gpa": format_number(Decimal(value["value"])), "credits": credits}


def _count(value: dict[str, Any]) -> str:
    return str(value["count"]) if value["count"] else _("None")


def _sanctions(value: dict[str, Any]) -> str:
    if not (value["count"] and value["until"]):
        return _count(value)
    until = format_day(dt.date.fromisoformat(value["until"]))
    return _("%(count)s, until %(until)s") % {"count": value["count"], "until": until}


def _certificate(value: dict[str, Any]) -> str:
    words = {
        "language": language_name(value["language"]),
        "level": value["level"],
        "test": value["test"],
        "issued": format_day(dt.date.fromisoformat(value["issued"])),
    }
    if not value["expires"]:
        return _("%(language)s %(level)s: %(test)s of %(issued)s, does not expire") % words
    words["expires"] = format_day(dt.date.fromisoformat(value["expires"]))
    return _("%(language)s %(level)s: %(test)s of %(issued)s, valid until %(expires)s") % words


_WORDS: dict[FactKind, Callable[[dict[str, Any]], str]] = {
    FactKind.GPA: _gpa,
    FactKind.ACADEMIC_DEBTS: _count,
    FactKind.SANCTIONS: _sanctions,
    FactKind.ETHICS_VIOLATIONS: _count,
    FactKind.LANGUAGE: _certificate,
}


def _names_of(facts: list[Fact]) -> dict[str, str]:
    """Who entered them: as the account says now, else as the upload kept it."""
    names = {SYSTEM.public_id: SYSTEM.label}
    for run in (fact.sheet_run for fact in facts if fact.sheet_run):
        names[run.uploaded_by] = run.uploaded_by_label
    users = User.objects.filter(public_id__in={fact.entered_by for fact in facts})
    accounts = {user.public_id: user.as_actor().label for user in users.select_related("person")}
    return names | accounts
