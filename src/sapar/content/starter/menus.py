"""The links a portal begins with: at the top and at the foot of every page, and from old pages."""

from __future__ import annotations

from pathlib import Path

import yaml

from sapar.content.actions.furniture import create_menu_entry, create_redirect
from sapar.content.enums import MenuPlace
from sapar.content.models import MenuEntry, Redirect
from sapar.core.actor import Actor
from sapar.core.translated import Translated

SOURCE = Path(__file__).with_name("menus.yaml")


def load_menus(*, by: Actor) -> None:
    """Fill each menu that is empty and lead old addresses on; what an editor entered is left
    alone.
    """
    source = yaml.safe_load(SOURCE.read_text("utf-8"))
    for place in MenuPlace.values:
        if not MenuEntry.objects.filter(place=place).exists():
            for entry in source[place]:
                label = Translated.from_dict(entry["label"])
                create_menu_entry(place, label=label, target=entry["target"], by=by)
    for entry in source["redirects"]:
        if not Redirect.objects.filter(old_path=entry["old"]).exists():
            create_redirect(old_path=entry["old"], new_path=entry["new"], by=by)
