"""Partners and their sample agreements, from data/partners.yaml and data/agreements.yaml."""

from sapar.institutions.models import Institution, Unit
from sapar.partnerships.enums import AgreementKind
from sapar.partnerships.models import Agreement, AgreementCondition, PartnerContact
from sapar.sample.reading import Entry, read, text

# The file says of what kind the cooperation is; the system, of what kind the paper.
AGREEMENT_KINDS = {
    "bilateral": AgreementKind.MEMORANDUM,
    "credit-mobility": AgreementKind.INTER_INSTITUTIONAL,
    "consortium": AgreementKind.CONSORTIUM,
    "mevlana": AgreementKind.PROGRAMME,
    "project": AgreementKind.PROGRAMME,
}


def load_partners() -> dict[str, AgreementCondition]:
    """Returns every condition by its key in data/agreements.yaml."""
    partners = {entry["key"]: load_partner(entry) for entry in read("partners")["partners"]}
    conditions: dict[str, AgreementCondition] = {}
    for entry in read("agreements")["agreements"]:
        agreement = load_agreement(entry, partners[entry["partner"]])
        load_contact(entry["coordinator"], agreement.partner)
        for condition in entry["conditions"]:
            conditions[condition["key"]] = load_condition(condition, agreement)
    return conditions


def load_partner(entry: Entry) -> Institution:
    latitude, longitude = entry["at"]
    return Institution.objects.create(
        name=text(entry["name"]),
        kind=entry["kind"],
        country=entry["country"],
        city=text(entry["city"]),
        latitude=latitude,
        longitude=longitude,
        website=entry["website"],
        evidence=entry["evidence"],
        evidence_source=entry["source"],
        evidence_note=entry["note"],
        names_to_confirm=entry["translated_here"],
    )


def load_agreement(entry: Entry, partner: Institution) -> Agreement:
    return Agreement.objects.create(
        partner=partner,
        kind=AGREEMENT_KINDS[entry["kind"]],
        number=entry["number"],
        signed_on=entry["signed"],
        valid_from=entry["valid_from"],
        valid_until=entry["valid_until"],
        note=entry["evidence"],
        is_sample=entry["sample"],
    )


def load_contact(entry: Entry, partner: Institution) -> PartnerContact:
    contact, _created = PartnerContact.objects.get_or_create(
        institution=partner,
        email=entry["email"],
        defaults={"name": entry["name"], "language": entry["language"], "is_sample": True},
    )
    return contact


def load_condition(entry: Entry, agreement: Agreement) -> AgreementCondition:
    condition = AgreementCondition.objects.create(
        agreement=agreement,
        flow=entry["flow"],
        audience=entry["audience"],
        levels=entry["levels"],
        period_kind=entry["period_kind"],
        quota_per_year=entry["quota_per_year"],
        minimum_english=entry["english_level"],
        languages=entry["languages"],
        tuition=entry.get("tuition", ""),
    )
    condition.schools.set(Unit.objects.filter(code__in=entry.get("schools", ())))
    return condition
