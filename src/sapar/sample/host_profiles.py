"""What participants read of the sample's hosts, from data/host_profiles.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sapar.content.models import Picture
from sapar.core import clock
from sapar.institutions.models import Institution
from sapar.partnerships.actions import save_profile, show_host_picture
from sapar.sample.calls import OFFICE
from sapar.sample.reading import Entry, read, text

COST_SOURCE = "Sapar sample"


def load_host_profiles(pictures: Mapping[str, Picture]) -> None:
    names = {entry["key"]: entry["name"]["en"] for entry in read("partners")["partners"]}
    partners = {partner.name.en: partner for partner in Institution.objects.all()}
    for entry in read("host_profiles")["host_profiles"]:
        partner = partners[names[entry["partner"]]]
        load_host_profile(entry, partner)
        if picture := entry.get("picture"):
            show_host_picture(partner, pictures[picture], by=OFFICE)


def load_host_profile(entry: Entry, partner: Institution) -> None:
    least, most, currency = entry["costs"]
    save_profile(
        partner,
        about=text(entry["about"]),
        housing=text(entry["housing"]),
        language_note=text(entry["language_note"]),
        cost_from=Decimal(least),
        cost_to=Decimal(most),
        cost_currency=currency,
        cost_as_of=clock.today(),
        cost_source=COST_SOURCE,
        by=OFFICE,
    )
