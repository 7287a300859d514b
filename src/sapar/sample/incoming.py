"""What guests of the sample university find: courses, and what schools say of themselves."""

from __future__ import annotations

from decimal import Decimal

from sapar.core.translated import LANGUAGES, Translated
from sapar.institutions.models import Course, Unit
from sapar.sample.reading import read, read_list, text


def load_incoming() -> None:
    """Every entry of data/courses.yaml and data/schools.yaml."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for entry in read_list("courses"):
        Course.objects.create(
            unit=units[entry["unit"]],
            code=entry["code"],
            title=text(entry["title"]),
            about=text(entry["about"]),
            level=entry["level"],
            credits=Decimal(entry["credits"]),
            languages=entry["languages"],
            period_kind=entry["period"],
            is_sample=True,
        )
    schools = read("schools")
    for code, about in schools["about"].items():
        unit = units[code]
        unit.about = _with_note(text(about), text(schools["note"]))
        unit.save(update_fields=["about"])


def _with_note(about: Translated, note: Translated) -> Translated:
    """The text, and below it that it is invented."""
    return Translated(
        **{language: f"{about.get(language)}\n{note.get(language)}" for language in LANGUAGES}
    )
