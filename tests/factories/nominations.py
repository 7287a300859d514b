"""Accepted offers at hosts that can be written to."""

from sapar.applications.models import Application
from sapar.partnerships.models import PartnerContact
from sapar.selection.actions import accept_offer
from sapar.selection.models import Offer
from tests.factories.people import TESTER
from tests.factories.selection import make_published, offer_of


def make_accepted(count: int = 1, *, with_contact: bool = True) -> list[Offer]:
    """Offers of one call, all at one host, all accepted."""
    _run, applications = make_published(gpas=["3.90", "3.50", "3.10"][:count], seats=(count,))
    offers = [accept_offer(offer_of(application), by=TESTER) for application in applications]
    if with_contact:
        make_contact(offers[0])
    return offers


def make_contact(offer: Offer, language: str = "en") -> PartnerContact:
    return PartnerContact.objects.create(
        institution=offer.place.host,
        name="Ona Pavyzdytė",
        email="coordinator.vilnius@example.org",
        language=language,
    )


def application_of(offer: Offer) -> Application:
    return Application.objects.get(pk=offer.application_id)
