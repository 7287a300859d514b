"""Reading records: whose one may see, which facts count now, and all that were ever recorded."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement
from sapar.accounts.queries import Someone, has_role, units_held
from sapar.core.folding import fold
from sapar.records.enums import FactKind
from sapar.records.models import Fact
from sapar.sheets.models import SheetRun

CurrentFacts = dict[str, dict[str, Fact]]
UPLOADED_KINDS = ("learners", "staff")


def visible_to(user: Someone) -> QuerySet[Engagement]:
    """All to the registrar; to a coordinator those of the own school; in Kazakh order of names."""
    engagements = Engagement.objects.select_related("person", "unit", "programme").order_by(
        "person__sort_key", "person_id", "pk"
    )
    if has_role(user, RoleKind.REGISTRAR):
        return engagements
    return engagements.filter(unit_id__in=units_held(user, RoleKind.COORDINATOR))


def search(engagements: QuerySet[Engagement], text: str) -> QuerySet[Engagement]:
    """Those whose names, address or registrar's number hold every word, in any letter case."""
    for word in text.split():
        found = Q(person__search_text__contains=fold(word)) | Q(registrar_number__icontains=word)
        engagements = engagements.filter(found)
    return engagements


def uploads() -> QuerySet[SheetRun]:
    """The registrar's files, the newest first."""
    return SheetRun.objects.filter(kind__in=UPLOADED_KINDS).select_related("file")


def current_facts(engagement: Engagement) -> CurrentFacts:
    """The facts that count now, by kind and, below it, by key: ``facts["gpa"][""].value``.

    Kinds that were never recorded are absent: not to know is not the same as zero.
    """
    return facts_of_many([engagement])[engagement.pk]


def facts_of_many(engagements: Sequence[Engagement]) -> dict[int, CurrentFacts]:
    """The same by engagement (key), in one query."""
    facts: dict[int, CurrentFacts] = {engagement.pk: {} for engagement in engagements}
    for fact in Fact.objects.current().filter(engagement__in=engagements):
        facts[fact.engagement_id].setdefault(fact.kind, {})[fact.key] = fact
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
