"""The home university with its units, programmes and academic years, from data/university.yaml."""

from sapar.institutions.enums import Evidence, InstitutionKind, UnitKind
from sapar.institutions.models import AcademicYear, Institution, Period, Programme, Unit
from sapar.sample.reading import Entry, read, text

# The file's kinds of units, as the system knows them.
UNIT_KINDS = {
    "school": UnitKind.SCHOOL,
    "department": UnitKind.DEPARTMENT,
    "registrar": UnitKind.REGISTRAR,
}


def load_university() -> Institution:
    content = read("university")
    home = load_home(content["university"])
    units = {entry["key"]: load_unit(entry, home) for entry in content["units"]}
    for entry in content["programmes"]:
        load_programme(entry, units[entry["unit"]])
    for entry in content["academic_years"]:
        load_academic_year(entry, home)
    return home


def load_home(entry: Entry) -> Institution:
    return Institution.objects.create(
        name=text(entry["name"]),
        kind=InstitutionKind.UNIVERSITY,
        country=entry["country"],
        city=text(entry["city"]),
        address=text(entry["address"]),
        website=entry["website"],
        is_home=True,
        evidence=Evidence.CONFIRMED,
        evidence_source=entry["source"],
        is_sample=True,
    )


def load_unit(entry: Entry, home: Institution) -> Unit:
    return Unit.objects.create(
        institution=home,
        kind=UNIT_KINDS[entry["kind"]],
        code=entry["key"],
        name=text(entry["name"]),
        room=text(entry.get("room")),
        is_sample=True,
    )


def load_programme(entry: Entry, unit: Unit) -> Programme:
    return Programme.objects.create(
        unit=unit,
        code=entry["key"],
        official_code=entry["code"],
        name=text(entry["name"]),
        level=entry["level"],
        is_sample=True,
    )


def load_academic_year(entry: Entry, home: Institution) -> AcademicYear:
    year = AcademicYear.objects.create(
        institution=home, name=entry["name"], starts_on=entry["from"], ends_on=entry["to"]
    )
    for period in entry["periods"]:
        Period.objects.create(
            academic_year=year,
            kind=period["kind"],
            name=text(period["name"]),
            starts_on=period["from"],
            ends_on=period["to"],
        )
    return year
