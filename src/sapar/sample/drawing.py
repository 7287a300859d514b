"""A canvas for the sample's pictures: flat shapes in the portal's colours, drawn when they are
needed, so that the project carries no picture of somebody else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT = 960, 640
# Drawn twice as large and made smaller, edges become smooth.
SCALE = 2

Point = tuple[float, float]


class Canvas:
    """A sky to begin with; every shape is given in points of 960 × 640."""

    def __init__(self, top: str, bottom: str) -> None:
        shade = Image.linear_gradient("L").resize((WIDTH * SCALE, HEIGHT * SCALE))
        self._image = ImageOps.colorize(shade, top, bottom)
        self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> Image.Image:
        return self._image.reduce(SCALE)

    def box(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        self._draw.rectangle(_scaled([(left, top), (left + width - 1, top + height - 1)]), fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        self._draw.ellipse(_scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill)

    def shape(self, points: Iterable[Point], fill: str) -> None:
        self._draw.polygon(_scaled(points), fill)

    def line(self, points: Iterable[Point], fill: str, width: float) -> None:
        self._draw.line(_scaled(points), fill, round(width * SCALE), joint="curve")

    def arch(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        """A box with a round top, as a door or a window of a church."""
        radius = width / 2
        self._draw.pieslice(
            _scaled([(left, top), (left + width, top + 2 * radius)]), 180, 360, fill
        )
        self.box(left, top + radius, width + 1, height - radius, fill)

    def hills(self, level: float, height: float, waves: float, phase: float, fill: str) -> None:
        """Soft hills across the whole width; ``level`` is where they lie on average."""
        top = [
            (x, level - height * _wave(x / WIDTH * waves + phase)) for x in range(0, WIDTH + 9, 8)
        ]
        self.shape([(0, HEIGHT), *top, (WIDTH, HEIGHT)], fill)

    def windows(
        self, left: float, top: float, columns: int, rows: int, step: Point, size: Point, fill: str
    ) -> None:
        for x, y in _grid(left, top, columns, rows, step):
            self.box(x, y, *size, fill)

    def tree(self, x: float, foot: float, height: float, fill: str, trunk: str) -> None:
        self.box(x - height * 0.04, foot - height * 0.4, height * 0.08, height * 0.4, trunk)
        for across, up, radius in ((0, 0.68, 0.3), (-0.18, 0.5, 0.22), (0.18, 0.5, 0.22)):
            self.circle(x + across * height, foot - up * height, radius * height, fill)

    def house(self, left: float, foot: float, size: Point, wall: str, roof: str, pane: str) -> None:
        width, height = size
        top = foot - height
        self.box(left, top, width, height, wall)
        self.shape(
            [(left - 4, top), (left + width / 2, top - width * 0.4), (left + width + 4, top)], roof
        )
        self.windows(
            left + width * 0.2,
            top + 12,
            2,
            int(height // 34),
            (width * 0.4, 34),
            (width * 0.2, 18),
            pane,
        )


def _wave(x: float) -> float:
    return math.sin(x) * 0.6 + math.sin(2.3 * x + 1) * 0.4


def _grid(left: float, top: float, columns: int, rows: int, step: Point) -> Iterator[Point]:
    for row in range(rows):
        for column in range(columns):
            yield left + column * step[0], top + row * step[1]


def _scaled(points: Iterable[Point]) -> Sequence[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
