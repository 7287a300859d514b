"""Who sees which partner, and what is asked about partners elsewhere."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.accounts.queries import has_role
from sapar.core.folding import fold, sort_key
from sapar.institutions.enums import Evidence
from sapar.institutions.models import Institution, Period
from sapar.partnerships.enums import HOME_COUNTRY, Flow
from sapar.partnerships.models import Agreement, AgreementCondition, PartnerContact


def visible_to(user: User | AnonymousUser) -> QuerySet[Institution]:
    """Partners with their agreements and contacts: officers and coordinators see all of them.

    A coordinator, too, needs to know where learners of the school may go abroad; what each may
    change is a question of permissions. Nobody else works with agreements.
    """
    partners = Institution.objects.filter(is_home=False)
    if has_role(user, RoleKind.OFFICER, RoleKind.COORDINATOR):
        return partners
    return partners.none()


def public_partners() -> QuerySet[Institution]:
    """Partners as everybody sees them: with an agreement, or seen to work with the university.

    A candidate without any agreement is no partner, only an idea of the office.
    """
    agreed = Exists(Agreement.objects.filter(partner=OuterRef("pk")))
    return Institution.objects.filter(agreed | ~Q(evidence=Evidence.CANDIDATE), is_home=False)


def agreements_visible_to(user: User | AnonymousUser) -> QuerySet[Agreement]:
    return Agreement.objects.filter(partner__in=visible_to(user)).select_related("partner")


def direction_of(institution: Institution) -> Direction:
    """Mobility to a host in Kazakhstan is internal, to any other external."""
    return Direction.INTERNAL if institution.country == HOME_COUNTRY else Direction.EXTERNAL


def contact_for(institution: Institution) -> PartnerContact | None:
    """Whom letters to the host are addressed to: the coordinator entered last."""
    return institution.contacts.order_by("-pk").first()


def matching(partners: QuerySet[Institution], words: str) -> QuerySet[Institution]:
    """Partners whose name, city or country, in any language, contains each of the words."""
    for word in fold(words).split():
        partners = partners.filter(search_text__contains=word)
    return partners


def with_valid_agreement(partners: QuerySet[Institution], day: dt.date) -> QuerySet[Institution]:
    """Partners annotated with `has_valid_agreement`: whether one is in force on ``day``."""
    return partners.annotate(has_valid_agreement=has_agreement_on(day))


def has_agreement_on(day: dt.date) -> Exists:
    """A condition on partners: an agreement is in force on ``day``."""
    return Exists(
        Agreement.objects.filter(partner=OuterRef("pk"), valid_from__lte=day, valid_until__gte=day)
    )


def in_alphabetical_order(partners: Iterable[Institution]) -> list[Institution]:
    """By the name in the active language, Kazakh letters where the Kazakh alphabet has them."""
    return sorted(partners, key=lambda partner: sort_key(str(partner.name)))


def conditions_for(period: Period, direction: str, audience: str) -> QuerySet[AgreementCondition]:
    """Outgoing conditions for the audience, whose agreement is in force during the whole stay."""
    conditions = AgreementCondition.objects.filter(
        flow=Flow.OUTGOING,
        audience=audience,
        period_kind=period.kind,
        agreement__valid_from__lte=period.starts_on,
        agreement__valid_until__gte=period.ends_on,
    ).select_related("agreement__partner")
    if direction == Direction.INTERNAL:
        return conditions.filter(agreement__partner__country=HOME_COUNTRY)
    return conditions.exclude(agreement__partner__country=HOME_COUNTRY)
