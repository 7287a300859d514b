"""Who moves from where to where, with names, as several pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.calls.models import Call
from sapar.calls.queries import places_of
from sapar.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Mover:
    """before, after: None for no seat."""

    number: str
    name: str
    before: Institution | None
    after: Institution | None
    is_confirmed: bool


class Names:
    """Names of applicants and hosts of a call, each read once."""

    def __init__(self, call: Call) -> None:
        applications = call.applications.select_related("engagement__person")
        self.people = {one.public_id: one.engagement.person.full_name for one in applications}
        self.hosts = {place.public_id: place.host for place in places_of(call)}

    def host(self, place: str | None) -> Institution | None:
        return self.hosts[place] if place else None

    def mover(
        self, number: str, before: str | None, after: str | None, *, is_confirmed: bool = False
    ) -> Mover:
        person = self.people[number]
        return Mover(number, person, self.host(before), self.host(after), is_confirmed)
