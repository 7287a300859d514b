"""Draws the outlines below src/sapar/ui/static/ui/maps/ from a shapefile of countries.

    python -m dev.map_outlines ne_110m_admin_0_countries.shp

The shapefile is that of Natural Earth, "Admin 0 - Countries" at 1:110 million, which is in the
public domain; the reader, pyshp, is no dependency of the project: install it for this command only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import django
from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "sapar" / "ui" / "static" / "ui" / "maps"
ORIGIN = (
    "Natural Earth, Admin 0 - Countries, 1:110m, public domain. Outlines are simplified and say "
    "nothing about borders. Made by dev/map_outlines.py."
)
# What the source keeps apart under codes of its own, with the state it is drawn as a part of.
PARTS = {"CYN": "CY", "SOL": "SO", "-99": "XK"}
TOLERANCE = 0.7
SMALLEST = 3
FINENESS = 4

Point = tuple[float, float]
Ring = list[Point]


def main(shapefile_path: str) -> None:
    from sapar.portal.maps import VIEWS

    TARGET.mkdir(exist_ok=True)
    countries = list(read_countries(shapefile_path))
    for view in VIEWS.values():
        drawn: dict[str, str] = {}
        for code, rings in countries:
            placed = [
                [view.draw(*point) for point in unbroken(ring, view.centre[0])] for ring in rings
            ]
            cut = [clipped(ring, view.height) for ring in placed]
            if path := "".join(filter(None, (path_of(ring) for ring in cut))):
                drawn[code] = drawn.get(code, "") + path
        file = TARGET / f"{view.key}.svg"
        file.write_text(as_svg(drawn, view.height), "utf-8")
        print(f"{file.name}: {len(drawn)} countries, {file.stat().st_size} bytes")


def read_countries(path: str) -> Iterator[tuple[str, list[Ring]]]:
    """ISO 3166-1 alpha-2 and the rings; holes are rings as well, drawn by the even-odd rule."""
    import shapefile  # type: ignore[import-not-found]

    aliases = get_global("territory_aliases")
    for row in shapefile.Reader(path).shapeRecords():
        code = row.record["iso_a3"]
        if code != "ATA":
            yield PARTS.get(code) or aliases[code][0], rings_of(row.shape)


def rings_of(shape: Any) -> list[Ring]:
    ends = [*shape.parts[1:], len(shape.points)]
    return [shape.points[start:end] for start, end in zip(shape.parts, ends, strict=True)]


def unbroken(ring: Ring, meridian: float) -> Ring:
    """With longitudes counted from the meridian, without a leap where the map is cut open."""
    turned: Ring = []
    for longitude, latitude in ring:
        near = turned[-1][0] if turned else 0.0
        turned.append(((longitude - meridian - near + 180) % 360 - 180 + near, latitude))
    return turned


def clipped(ring: Ring, height: int) -> Ring:
    """Cut to the view with a little around it (Sutherland and Hodgman), side by side."""
    for axis, bound, sign in ((0, -20, 1), (0, 1020, -1), (1, -20, 1), (1, height + 20, -1)):
        kept: Ring = []
        for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
            was_in = (before[axis] - bound) * sign >= 0
            is_in = (here[axis] - bound) * sign >= 0
            if was_in != is_in:
                share = (bound - before[axis]) / (here[axis] - before[axis])
                kept.append(
                    (
                        before[0] + share * (here[0] - before[0]),
                        before[1] + share * (here[1] - before[1]),
                    )
                )
            if is_in:
                kept.append(here)
        ring = kept
        if not ring:
            break
    return ring


def simplified(line: Ring) -> Ring:
    """Without points nearer than the tolerance to the line between their neighbours kept (Douglas
    and Peucker).
    """
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    distances = [distance(point, first, last) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [first, last]
    middle = farthest + 1
    return [*simplified(line[: middle + 1])[:-1], *simplified(line[middle:])]


def distance(point: Point, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    aside, below = point[0] - start[0], point[1] - start[1]
    if length == 0:
        return float((aside**2 + below**2) ** 0.5)
    return float(abs(across * below - down * aside) / length)


def path_of(ring: Ring) -> str:
    """In fractions of a unit as relative steps; nothing for an island too small to be seen."""
    rounded = [(round(x * FINENESS), round(y * FINENESS)) for x, y in simplified(ring)]
    points = [point for point, _same in groupby(rounded)]
    if len(points) < 3 or size_of(ring) < SMALLEST:
        return ""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def size_of(ring: Ring) -> float:
    widths = [max(values) - min(values) for values in zip(*ring, strict=True)]
    return max(widths)


def as_svg(drawn: dict[str, str], height: int) -> str:
    paths = "\n".join(f'<path id="{code}" d="{drawn[code]}"/>' for code in sorted(drawn))
    box = f"0 0 {1000 * FINENESS} {height * FINENESS}"
    return (
        f"<!-- {ORIGIN} -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n'
        f'<g id="land" fill-rule="evenodd">\n{paths}\n</g>\n</svg>\n'
    )


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
