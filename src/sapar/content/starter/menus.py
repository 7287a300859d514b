"""The links a portal begins with, at the top and at the foot of every page."""

from __future__ import annotations

from pathlib import Path

import yaml

from sapar.content.actions.furniture import create_menu_entry
from sapar.content.models import MenuEntry
from sapar.core.actor import Actor
from sapar.core.translated import Translated

SOURCE = Path(__file__).with_name("menus.yaml")


def load_menus(*, by: Actor) -> None:
    """Fill each menu that is empty; an editor's menu is left alone."""
    for place, entries in yaml.safe_load(SOURCE.read_text("utf-8")).items():
        if MenuEntry.objects.filter(place=place).exists():
            continue
        for entry in entries:
            label = Translated.from_dict(entry["label"])
            create_menu_entry(place, label=label, target=entry["target"], by=by)
