"""Whom to ask: duties unit by unit, an index by topic, and where the university is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sapar.content.enums import Topic
from sapar.content.models import Contact
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Institution
from sapar.ui.pages import public_page

OPEN_STREET_MAP = "https://www.openstreetmap.org/search?"


UNITS = (UnitKind.DEPARTMENT, UnitKind.SCHOOL, UnitKind.REGISTRAR)


@require_safe
@public_page
def contacts(request: HttpRequest) -> HttpResponse:
    rows = sorted(
        Contact.objects.select_related("unit").order_by("unit_id", "position", "id"),
        key=lambda row: UNITS.index(UnitKind(row.unit.kind)),
    )
    home = Institution.objects.filter(is_home=True).first()
    context = {
        "units": [(unit, list(some)) for unit, some in groupby(rows, lambda row: row.unit)],
        "index": _index(rows),
        "home": home,
        "map_url": _map_url(home) if home else "",
        "place": _place(home) if home and home.latitude is not None else None,
    }
    return render(request, "portal/contacts/contacts.html", context)


def _index(rows: Sequence[Contact]) -> list[tuple[Topic, list[tuple[Translated, list[Contact]]]]]:
    """Who helps with what, a duty that several units have only once; a topic with which nobody
    helps is left out.
    """
    index = []
    for topic in Topic:
        duties: dict[Translated, list[Contact]] = {}
        for row in rows:
            if topic in row.topics:
                duties.setdefault(row.duty, []).append(row)
        if duties:
            index.append((topic, list(duties.items())))
    return index


def _map_url(home: Institution) -> str:
    """A search, for the street is known and its coordinates are not."""
    return OPEN_STREET_MAP + urlencode(
        {"query": f"{home.address.get('ru')}, {home.city.get('ru')}"}
    )


def _place(home: Institution) -> dict[str, str]:
    """The town on the globe: degrees for the drawing, and an address that map programs open."""
    latitude, longitude = f"{home.latitude:.2f}", f"{home.longitude:.2f}"
    return {
        "latitude": latitude,
        "longitude": longitude,
        "geo": f"geo:{latitude},{longitude}?{urlencode({'q': home.address.get('ru')})}",
    }
