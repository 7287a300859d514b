"""Where partners are, drawn: three views of the world, each with its outlines as an SVG file.

The outlines in ``ui/maps/*.svg`` are made by ``dev/map_outlines.py`` with the projection below; a
page draws markers over them. What lies close together is one marker with a number: the view is cut
into cells, and a cell's name stands in the address, so that a marker leads to its part of the list.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.institutions.models import Institution

WIDTH = 1000
"""Of every view, in units of its drawing."""
CELL = 30
RADIUS = 13
# Equal Earth: Savric, Patterson, Jenny (2018), doi:10.1080/13658816.2018.1504949
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796

Point = tuple[float, float]


def equal_earth(longitude: float, latitude: float) -> Point:
    """Degrees, the longitude from the central meridian, on the plane of a sphere of radius 1."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    across = 3 * (9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / across
    y = _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta
    return x, y


@dataclass(frozen=True, slots=True)
class View:
    """A cut of the map around a centre in degrees; ``span``: its width on the unit sphere."""

    key: str
    label: Promise
    centre: Point
    span: float
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        """Where degrees lie in the drawing: x to the right, y down."""
        return self.draw((longitude - self.centre[0] + 180) % 360 - 180, latitude)

    def draw(self, from_meridian: float, latitude: float) -> Point:
        """The same for a longitude counted from the view's middle."""
        x, y = equal_earth(from_meridian, latitude)
        _x, middle = equal_earth(0, self.centre[1])
        scale = WIDTH / self.span
        return WIDTH / 2 + x * scale, self.height / 2 + (middle - y) * scale

    def shows(self, point: Point) -> bool:
        """Whether a marker there is drawn whole."""
        x, y = point
        return RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= self.height - RADIUS


VIEWS = {
    view.key: view
    for view in (
        View("world", _("The world"), centre=(11, 9), span=5.42, height=440),
        View("europe", _("Europe and its neighbours"), centre=(20, 51), span=0.92, height=620),
        View("kazakhstan", _("Kazakhstan and its neighbours"), (67, 48), span=0.62, height=520),
    )
}
WORLD = "world"


@dataclass(frozen=True, slots=True)
class Marker:
    """One cell with its partners; x and y keep it from touching the marker of the next cell."""

    cell: str
    x: float
    y: float
    partners: list[Institution]


def point_of(partner: Institution, view: View) -> Point | None:
    """Where the view draws the partner; None without coordinates or outside of it."""
    if partner.latitude is None or partner.longitude is None:
        return None
    point = view.place(float(partner.longitude), float(partner.latitude))
    return point if view.shows(point) else None


def cell_of(partner: Institution, view: View) -> str:
    """``europe-12-7``; empty where the view does not draw the partner."""
    point = point_of(partner, view)
    if point is None:
        return ""
    # What is left at the right and below is no cell of its own: a marker would not fit into it.
    column, row = (
        min(int(value // CELL), size // CELL - 1)
        for value, size in zip(point, (WIDTH, view.height), strict=True)
    )
    return f"{view.key}-{column}-{row}"


def in_cell(partners: Iterable[Institution], cell: str) -> list[Institution]:
    """The partners that a marker stands for; none for a cell that is not of any view."""
    view = VIEWS.get(cell.partition("-")[0])
    return [one for one in partners if view and cell_of(one, view) == cell]


def markers(partners: Iterable[Institution], view: View) -> list[Marker]:
    """From top to bottom, as the keyboard goes through them."""
    cells: dict[str, list[Institution]] = {}
    for partner in partners:
        if cell := cell_of(partner, view):
            cells.setdefault(cell, []).append(partner)
    drawn = [_marker(cell, inside, view) for cell, inside in cells.items()]
    return sorted(drawn, key=lambda marker: (round(marker.y), marker.x))


def _marker(cell: str, partners: list[Institution], view: View) -> Marker:
    """In the middle of its partners, but whole inside its cell."""
    points = [point for partner in partners if (point := point_of(partner, view))]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    corner = [int(number) * CELL for number in cell.split("-")[1:]]
    x, y = (
        min(max(value, start + RADIUS), start + CELL - RADIUS)
        for value, start in zip(middle, corner, strict=True)
    )
    return Marker(cell, x, y, partners)
