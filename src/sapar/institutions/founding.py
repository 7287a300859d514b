"""The home university with its units, programmes and academic years, entered once from one file.

docs/operator/university.example.yaml shows the file; the sample university is founded the same way.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from sapar.core.errors import Refusal
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, InstitutionKind
from sapar.institutions.models import AcademicYear, Institution, Period, Programme, Unit

Entry = dict[str, Any]
Record = TypeVar("Record", bound=models.Model)


@transaction.atomic
def found_university(content: Entry, *, is_sample: bool = False) -> Institution:
    """Enter everything the file holds, or nothing.

    Raises `Refusal`: ``university-exists``, or ``university-file-incomplete`` naming the entry and
    what is wrong with it.
    """
    if Institution.objects.filter(is_home=True).exists():
        raise Refusal("university-exists")
    home = _home(_asked(content, "university", "the file"), is_sample)
    units = {}
    for entry in _asked(content, "units", "the file"):
        units[_asked(entry, "key", "units")] = _unit(entry, home, is_sample)
    for entry in content.get("programmes", []):
        where = f"programmes: {_asked(entry, 'key', 'programmes')}"
        unit = _asked(units, _asked(entry, "unit", where), f"{where}: units")
        _programme(entry, unit, is_sample, where)
    for entry in content.get("academic_years", []):
        _academic_year(entry, home)
    return home


def _home(entry: Entry, is_sample: bool) -> Institution:
    where = "university"
    latitude, longitude = entry.get("at") or (None, None)
    home = Institution(
        name=_text(_asked(entry, "name", where)),
        kind=InstitutionKind.UNIVERSITY,
        country=_asked(entry, "country", where),
        city=_text(_asked(entry, "city", where)),
        address=_text(entry.get("address")),
        latitude=latitude,
        longitude=longitude,
        website=entry.get("website", ""),
        is_home=True,
        evidence=Evidence.CONFIRMED,
        evidence_source=entry.get("source", ""),
        is_sample=is_sample,
    )
    return _kept(home, where)


def _unit(entry: Entry, home: Institution, is_sample: bool) -> Unit:
    where = f"units: {entry['key']}"
    unit = Unit(
        institution=home,
        kind=_asked(entry, "kind", where),
        code=entry["key"],
        name=_text(_asked(entry, "name", where)),
        room=_text(entry.get("room")),
        email=entry.get("email", ""),
        phone=entry.get("phone", ""),
        is_sample=is_sample,
    )
    return _kept(unit, where)


def _programme(entry: Entry, unit: Unit, is_sample: bool, where: str) -> Programme:
    programme = Programme(
        unit=unit,
        code=entry["key"],
        official_code=entry.get("code", ""),
        name=_text(_asked(entry, "name", where)),
        level=_asked(entry, "level", where),
        is_sample=is_sample,
    )
    return _kept(programme, where)


def _academic_year(entry: Entry, home: Institution) -> None:
    where = f"academic_years: {_asked(entry, 'name', 'academic_years')}"
    year = AcademicYear(
        institution=home,
        name=entry["name"],
        starts_on=_asked(entry, "from", where),
        ends_on=_asked(entry, "to", where),
    )
    _kept(year, where)
    for part in entry.get("periods", []):
        period = Period(
            academic_year=year,
            kind=_asked(part, "kind", where),
            name=_text(_asked(part, "name", where)),
            starts_on=_asked(part, "from", where),
            ends_on=_asked(part, "to", where),
        )
        _kept(period, f"{where}: {period.name}")


def _text(entry: Entry | None) -> Translated:
    return Translated.from_dict(entry)


def _asked(entry: Entry, key: str, where: str) -> Any:
    if key not in entry:
        raise Refusal("university-file-incomplete", where=where, problem=key)
    return entry[key]


def _kept(record: Record, where: str) -> Record:
    """Save what is whole; what is not is named with its fields."""
    try:
        record.full_clean()
    except ValidationError as error:
        problem = "; ".join(
            f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()
        )
        raise Refusal("university-file-incomplete", where=where, problem=problem) from error
    record.save()
    return record
