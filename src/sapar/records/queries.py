"""Reading facts: which one counts now, and all that were ever recorded."""

from __future__ import annotations

from django.db.models import Case, CharField, F, QuerySet, Value, When

from sapar.accounts.models import Engagement
from sapar.records.enums import FactKind
from sapar.records.models import Fact

CurrentFacts = dict[str, dict[str, Fact]]


def current_facts(engagement: Engagement) -> CurrentFacts:
    """The facts that count now, by kind and, below it, by key: ``facts["gpa"][""].value``.

    Kinds that were never recorded are absent: not to know is not the same as zero.
    """
    facts: CurrentFacts = {}
    for fact in Fact.objects.current().filter(engagement=engagement):
        facts.setdefault(fact.kind, {})[fact.key] = fact
    return facts


def facts_history(engagement: Engagement) -> QuerySet[Fact]:
    """Every fact ever recorded, kind by kind as a record shows them, the newest first."""
    order = Case(
        *(When(kind=kind, then=Value(f"{place:02}")) for place, kind in enumerate(FactKind.values)),
        output_field=CharField(),
    )
    return (
        Fact.objects.filter(engagement=engagement)
        .select_related("sheet_run")
        .order_by(order, "key", F("superseded_at").desc(nulls_first=True), "-entered_at", "-id")
    )
