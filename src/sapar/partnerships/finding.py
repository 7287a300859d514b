"""Finding a partner by what one wants: which country, level, language, and on what terms.

The conditions are looked through here and not by the database: SQLite cannot ask what a JSON list
holds, and a university has some hundreds of partners at most. Five queries, however many there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from sapar.institutions.models import Institution
from sapar.partnerships.enums import Flow
from sapar.partnerships.models import AgreementCondition
from sapar.partnerships.queries import in_alphabetical_order, matching, public_partners


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty field asks for nothing. school: its public id."""

    words: str = ""
    country: str = ""
    kind: str = ""
    level: str = ""
    school: str = ""
    language: str = ""
    period: str = ""
    tuition: str = ""
    is_agreed: bool = False

    @property
    def asks_for_conditions(self) -> bool:
        return any((self.level, self.school, self.language, self.period, self.tuition))


def partners_for(wanted: Wanted, day: dt.date) -> list[Institution]:
    """Public partners in alphabetical order, their agreements with outgoing conditions loaded.

    What is asked of conditions must be met by one of them together, under an agreement that has
    not ended; `is_agreed` asks for an agreement in force on ``day``.
    """
    partners = with_conditions(matching(public_partners(), wanted.words))
    if wanted.country:
        partners = partners.filter(country=wanted.country)
    if wanted.kind:
        partners = partners.filter(kind=wanted.kind)
    found = [partner for partner in partners if _is_wanted(partner, wanted, day)]
    return in_alphabetical_order(found)


def with_conditions(partners: QuerySet[Institution]) -> QuerySet[Institution]:
    outgoing = AgreementCondition.objects.filter(flow=Flow.OUTGOING).prefetch_related("schools")
    return partners.prefetch_related(
        "agreements", Prefetch("agreements__conditions", queryset=outgoing)
    )


def current_conditions(partner: Institution, day: dt.date) -> Iterable[AgreementCondition]:
    """Outgoing conditions under agreements that are in force on ``day`` or still to come."""
    for agreement in partner.agreements.all():
        if agreement.valid_until >= day:
            yield from agreement.conditions.all()


def has_agreement(partner: Institution, day: dt.date) -> bool:
    return any(agreement.covers(day, day) for agreement in partner.agreements.all())


def _is_wanted(partner: Institution, wanted: Wanted, day: dt.date) -> bool:
    if wanted.is_agreed and not has_agreement(partner, day):
        return False
    if not wanted.asks_for_conditions:
        return True
    return any(_meets(condition, wanted) for condition in current_conditions(partner, day))


def _meets(condition: AgreementCondition, wanted: Wanted) -> bool:
    """No levels or schools named means all of them; a language or tuition not stated, none."""
    schools = {school.public_id for school in condition.schools.all()}
    return (
        (not wanted.level or not condition.levels or wanted.level in condition.levels)
        and (not wanted.school or not schools or wanted.school in schools)
        and (not wanted.language or wanted.language in condition.languages)
        and (not wanted.period or wanted.period == condition.period_kind)
        and (not wanted.tuition or wanted.tuition == condition.tuition)
    )
