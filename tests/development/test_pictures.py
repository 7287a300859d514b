"""The pictures of the documentation are all made by the command, and all shown somewhere."""

import re
from pathlib import Path

from dev.pictures.shots import SHOTS

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]


def test_every_picture_has_a_way_to_it():
    made = {shot.name for shot in SHOTS}
    assert {picture.stem for picture in (PROJECT / "docs/pictures").glob("*.png")} == made


def test_every_picture_stands_in_a_guide():
    shown = {
        name
        for page in PAGES
        for name in re.findall(r"pictures/([\w-]+)\.png", page.read_text("utf-8"))
    }
    assert {shot.name for shot in SHOTS} == shown
