"""The map of partners as a page draws it: outlines, tinted countries, markers that are links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from sapar.core.formatting import country_name
from sapar.institutions.models import Institution
from sapar.portal.maps import RADIUS, VIEWS, Marker, View, markers, point_of
from sapar.ui.links import with_query
from sapar.ui.parts import Chip


@dataclass(frozen=True, slots=True)
class DrawnMarker:
    """count: empty for one partner."""

    x: str
    y: str
    url: str
    names: str
    count: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """outside: partners that this view does not draw, though other views may."""

    view: View
    views: list[Chip]
    countries: list[str]
    markers: list[DrawnMarker]
    outside: list[Institution]
    radius: int = RADIUS


def drawn_map(partners: Sequence[Institution], view: View, address: str) -> DrawnMap:
    """``address``: the list's, with its filters, into which a marker of several leads."""
    drawn = markers(partners, view)
    return DrawnMap(
        view=view,
        views=[
            Chip(one.label, with_query(address, view=one.key), is_on=one is view)
            for one in VIEWS.values()
        ],
        countries=sorted({partner.country for marker in drawn for partner in marker.partners}),
        markers=[_marker(marker, view, address) for marker in drawn],
        outside=[partner for partner in partners if point_of(partner, view) is None],
    )


def _marker(marker: Marker, view: View, address: str) -> DrawnMarker:
    names = [
        f"{partner.name}, {partner.city}, {country_name(partner.country)}"
        for partner in marker.partners
    ]
    if len(names) == 1:
        url, count = reverse("partner", args=[marker.partners[0].public_id]), ""
    else:
        closer = _closer(marker, view)
        url = with_query(address, cell=marker.cell, view=closer.key, page=None) + "#partners"
        count = str(len(names))
    return DrawnMarker(f"{marker.x:.1f}", f"{marker.y:.1f}", url, "; ".join(names), count)


def _closer(marker: Marker, view: View) -> View:
    """The narrowest view that draws all of the marker's partners."""
    views = [
        other
        for other in VIEWS.values()
        if all(point_of(partner, other) is not None for partner in marker.partners)
    ]
    return min(views, key=lambda other: other.span, default=view)
