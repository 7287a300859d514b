"""Every pair of colours that meets on a page has enough contrast, in light and in dark."""

import re
from itertools import product
from pathlib import Path

import pytest

import sapar.ui

TOKENS = Path(sapar.ui.__file__).parent / "static" / "ui" / "tokens.css"
HEX = r"#[0-9a-f]{6}"

TEXT_ON_GROUND = [
    *product(["ink", "ink-soft", "sky", "bad"], ["paper", "surface", "sunken"]),
    *product(["ink", "sky-deep"], ["paper", "surface", "sky-wash"]),
    *product(["on-press"], ["press", "press-deep", "press-bad", "press-bad-deep"]),
    *((tone, f"{tone}-wash") for tone in ("sky", "ochre", "good", "bad")),
    *product(["ink"], ["neutral-wash", "ochre-wash", "good-wash", "bad-wash"]),
    ("ink-soft", "neutral-wash"),
    ("ink-soft", "sky-wash"),
    ("ochre", "surface"),
]
CONTROL_ON_GROUND = [
    *product(["line-control", "focus"], ["paper", "surface", "sunken"]),
    *product(["press", "press-bad"], ["paper", "surface"]),
]


def read_tokens(theme: str) -> dict[str, str]:
    text = TOKENS.read_text(encoding="utf-8")
    pairs = re.findall(rf"--([\w-]+): light-dark\(({HEX}), ({HEX})\);", text)
    same = re.findall(rf"--([\w-]+): ({HEX});", text)
    at = 1 if theme == "light" else 2
    return {pair[0]: pair[at] for pair in pairs} | dict(same)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [(*pair, 4.5) for pair in TEXT_ON_GROUND] + [(*pair, 3.0) for pair in CONTROL_ON_GROUND],
)
def test_colours_that_meet_can_be_told_apart(theme, front, ground, least):
    tokens = read_tokens(theme)
    assert contrast(tokens[front], tokens[ground]) >= least
