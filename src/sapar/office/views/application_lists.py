"""Filtering the list of applications by what stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from sapar.accounts.models import User
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.applications.queries import for_staff
from sapar.calls.models import Call
from sapar.core.folding import fold
from sapar.desk.standing import standing_of
from sapar.institutions.models import Unit
from sapar.office.views.application_forms import FilterForm
from sapar.ui.links import with_query
from sapar.ui.parts import Chip


def filtered(applications: QuerySet[Application], query: QueryDict) -> QuerySet[Application]:
    """Only those that every filter in the address lets through; an unknown value finds nothing."""
    for word in fold(query.get("q", "")).split():
        named = Q(engagement__person__search_text__contains=word)
        applications = applications.filter(named | Q(public_id__iexact=word))
    columns = {
        "state": "state",
        "call": "call__public_id",
        "school": "engagement__unit__public_id",
    }
    given = {column: query[name] for name, column in columns.items() if query.get(name)}
    return applications.filter(**given)


def list_context(user: User, request: HttpRequest, page: Page[Application]) -> dict[str, Any]:
    seen = for_staff(user)
    form = FilterForm(request.GET)
    _offer(form, "call", Call.objects.filter(applications__in=seen).distinct())
    _offer(form, "school", Unit.objects.filter(engagements__applications__in=seen).distinct())
    return {
        "form": form,
        "chips": _state_chips(request, seen),
        "rows": [(application, standing_of(application)) for application in page],
    }


def _offer(form: FilterForm, name: str, records: Iterable[Call | Unit]) -> None:
    choices = sorted(((record.public_id, str(record)) for record in records), key=lambda c: c[1])
    if len(choices) > 1 or form.data.get(name):
        form.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]
    else:
        del form.fields[name]  # nothing to choose from


def _state_chips(request: HttpRequest, seen: QuerySet[Application]) -> list[Chip]:
    present = set(seen.order_by().values_list("state", flat=True).distinct())
    address, now = request.get_full_path(), request.GET.get("state", "")
    every = Chip(_("All states"), with_query(address, state=None, page=None), is_on=not now)
    states = [
        Chip(state.label, with_query(address, state=state.value, page=None), now == state)
        for state in ApplicationState
        if state in present
    ]
    return [every, *states]
