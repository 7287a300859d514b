"""Stays that were verified: the host accepted the nominee and the call's period is over."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sapar.accounts.queries import Someone, person_of
from sapar.core import clock
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination

PERSON = "offer__application__engagement__person"


def verified_stays() -> QuerySet[Nomination]:
    """The latest first; host, period and person are loaded."""
    return (
        Nomination.objects.filter(
            state=NominationState.ACCEPTED, letter__call__period__ends_on__lt=clock.today()
        )
        .select_related("letter__host", "letter__call__period", PERSON)
        .order_by("-letter__call__period__ends_on", "-pk")
    )


def verified_stays_of(who: Someone) -> QuerySet[Nomination]:
    """Those of a person, under whichever of merged records they were lived."""
    person = person_of(who)
    if person is None:
        return verified_stays().none()
    same = Q(**{PERSON: person}) | Q(**{f"{PERSON}__merged_into": person})
    return verified_stays().filter(same)
