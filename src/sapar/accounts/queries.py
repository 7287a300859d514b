"""Who somebody is to the university today: engagements and roles. Follows merged records."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement, Person, Role, User
from sapar.accounts.roles_today import Held, held_by
from sapar.core import clock
from sapar.core.folding import fold
from sapar.institutions.models import Unit

Someone = User | AnonymousUser | Person | None
SHOWN = ("unit", "programme", "person")


def person_of(who: Someone) -> Person | None:
    """The person of an account; of two records that were merged, the one that remains."""
    person = who if isinstance(who, Person) else getattr(who, "person", None)
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    return person


def engagements_of(who: Someone) -> QuerySet[Engagement]:
    """Every engagement, ended ones too: applications hang on them."""
    return Engagement.objects.filter(_belongs_to(who)).select_related(*SHOWN)


def current_engagements_of(who: Someone) -> QuerySet[Engagement]:
    """The engagements in force today: the ones a new application may hang on."""
    return Engagement.objects.held_on(clock.today()).filter(_belongs_to(who)).select_related(*SHOWN)


def roles_of(who: Someone, *kinds: str) -> QuerySet[Role]:
    """The roles in force today, of these kinds; of every kind if none is named."""
    roles = Role.objects.held_on(clock.today()).filter(_belongs_to(who))
    return roles.filter(kind__in=kinds) if kinds else roles


def units_held(who: Someone, *kinds: str) -> set[int]:
    """Keys of the units over which one of these roles is held today."""
    return {unit for kind, unit in _held_today(who) if not kinds or kind in kinds}


def has_role(who: Someone, *kinds: str) -> bool:
    """Whether one of these roles is held today, over whichever unit."""
    return any(not kinds or kind in kinds for kind, _unit in _held_today(who))


def _held_today(who: Someone) -> Held:
    person = person_of(who)
    if person is None:
        return []
    return held_by(person.pk, lambda: list(roles_of(person).values_list("kind", "unit_id")))


def people_with_role(kind: RoleKind | str, unit: Unit) -> QuerySet[Person]:
    """Who holds the role over the unit today."""
    roles = Role.objects.held_on(clock.today()).filter(kind=kind, unit=unit)
    return Person.objects.filter(
        pk__in=roles.values(held_by=Coalesce("person__merged_into", "person"))
    )


def find_people(text: str) -> QuerySet[Person]:
    """People whose names or address contain every word, in any case, special letters or not."""
    people = Person.objects.filter(merged_into=None)
    for word in fold(text).split():
        people = people.filter(search_text__contains=word)
    return people.prefetch_related("engagements__unit") if text.strip() else people.none()


def roles_to_come_or_held() -> QuerySet[Role]:
    """Every role that is in force today or begins later, unit by unit."""
    not_over = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    roles = Role.objects.filter(not_over).select_related("person", "unit", "deputy_for")
    return roles.order_by("unit__kind", "unit_id", "kind", "person__sort_key", "starts_on")


def _belongs_to(who: Someone) -> Q:
    """Merged records point straight at the one that remains, so one step back finds them all."""
    person = person_of(who)
    if person is None:
        return Q(pk__in=[])
    return Q(person=person) | Q(person__merged_into=person)
