"""Who asks, and for which call: what somebody may not see is not found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from sapar.accounts.access import signed_in
from sapar.accounts.models import Person
from sapar.accounts.queries import person_of
from sapar.calls.models import Call


def person_asking(request: HttpRequest) -> Person:
    person = person_of(signed_in(request))
    assert person is not None  # noqa: S101  (whoever holds a role is a person)
    return person


def call_among(calls: QuerySet[Call], call_id: str) -> Call:
    """The call if it is published and among ``calls``; a draft has no selection."""
    return get_object_or_404(calls, public_id=call_id, opened_at__isnull=False)
