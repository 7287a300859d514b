"""Reads the sample's data files."""

from functools import cache
from typing import Any

import yaml

from sapar.core.translated import Translated
from sapar.sample.names import DATA

Entry = dict[str, Any]


@cache
def read(name: str) -> dict[str, Any]:
    """The content of data/``name``.yaml, which nobody changes."""
    content: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return content


def read_list(name: str) -> list[Entry]:
    """The entries of a data file that is a list."""
    entries: list[Entry] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return entries


def text(entry: Entry | None) -> Translated:
    return Translated.from_dict(entry)
