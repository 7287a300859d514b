"""Whom to ask, as far as it is known before the office fills in the rest."""

from __future__ import annotations

from pathlib import Path

import yaml

from sapar.content.actions.contacts import add_public_contact
from sapar.content.models import Contact
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.institutions.models import Unit

SOURCE = Path(__file__).with_name("contacts.yaml")
TEXTS = ("duty", "helps_with", "room")


def load_contacts(*, by: Actor) -> None:
    """Enter the duties of each unit that has no contact yet; an office's own are left alone."""
    duties = yaml.safe_load(SOURCE.read_text("utf-8"))
    settled = set(Contact.objects.values_list("unit_id", flat=True))
    for unit in Unit.objects.filter(institution__is_home=True).exclude(pk__in=settled):
        for position, entry in enumerate(duties.get(unit.kind, [])):
            texts = {name: Translated.from_dict(entry.get(name)) for name in TEXTS}
            add_public_contact(unit, topics=entry["topics"], position=position, by=by, **texts)
