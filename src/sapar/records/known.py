"""What is on record already about the people in a file: a few queries, not one a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar

from sapar.accounts.models import Engagement, Person
from sapar.core.encrypted import lookup_hash
from sapar.institutions.models import Programme, Unit
from sapar.records.models import Fact
from sapar.sheets.kinds import Row

BATCH = 500
FactKey = tuple[str, str]
T = TypeVar("T")


@dataclass
class Known:
    """``people`` holds one object a person, so that two rows of one person change the same one."""

    units: dict[str, Unit]
    programmes: dict[str, Programme]
    people: dict[int, Person] = field(default_factory=dict)
    by_iin: dict[str, Person] = field(default_factory=dict)
    by_email: dict[str, Person] = field(default_factory=dict)
    engagements: dict[str, Engagement] = field(default_factory=dict)
    engagements_of: dict[int, list[Engagement]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[int, dict[FactKey, Fact]] = field(default_factory=lambda: defaultdict(dict))

    def add_person(self, person: Person) -> Person:
        person = self.people.setdefault(person.pk, person)
        if person.iin:
            self.by_iin[person.iin] = person
        if person.email:
            self.by_email[person.email.lower()] = person
        return person


def load_known(rows: Sequence[Row]) -> Known:
    known = Known(
        units={unit.code: unit for unit in Unit.objects.filter(institution__is_home=True)},
        programmes={item.code: item for item in Programme.objects.select_related("unit")},
    )
    _load_engagements(known, {row["registrar_number"] for row in rows})
    _load_people(known, rows)
    for numbers in _batches(known.people):
        found = Engagement.objects.filter(person_id__in=numbers)
        for engagement in found.select_related("unit", "programme"):
            known.engagements_of[engagement.person_id].append(engagement)
    engagements = [engagement.pk for engagement in known.engagements.values()]
    for numbers in _batches(engagements):
        for fact in Fact.objects.current().filter(engagement_id__in=numbers):
            known.facts[fact.engagement_id][fact.kind, fact.key] = fact
    return known


def _load_engagements(known: Known, numbers: Iterable[str]) -> None:
    for batch in _batches(numbers):
        found = Engagement.objects.filter(registrar_number__in=batch)
        for engagement in found.select_related("person"):
            engagement.person = known.add_person(engagement.person)
            known.engagements[engagement.registrar_number] = engagement


def _load_people(known: Known, rows: Sequence[Row]) -> None:
    hashes = {lookup_hash(row["iin"]) for row in rows if row["iin"]}
    emails = {row["email"] for row in rows if row["email"]}
    found = chain(
        *(Person.objects.filter(iin_hash__in=batch) for batch in _batches(hashes)),
        *(Person.objects.filter(email__in=batch) for batch in _batches(emails)),
    )
    for person in found:
        known.add_person(person)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
