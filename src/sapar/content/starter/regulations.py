"""The acts that mobility stands on, with what was seen of their status, and two empty slots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from sapar.content.actions.regulations import add_regulation, update_regulation
from sapar.content.models import Regulation
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit

SOURCE = Path(__file__).with_name("regulations.yaml")
TEXTS = ("title", "about", "status_note")


def load_regulations(*, by: Actor) -> None:
    """Enter them where there is none yet; the department keeps them."""
    owner = Unit.objects.filter(kind=UnitKind.DEPARTMENT, institution__is_home=True).first()
    if owner is None or Regulation.objects.exists():
        return
    content = yaml.safe_load(SOURCE.read_text("utf-8"))
    entered = {
        entry["code"]: add_regulation(owner, by=by, position=position, **_fields(entry, content))
        for position, entry in enumerate(content["regulations"])
    }
    for entry in content["regulations"]:
        if later := entry.get("replaced_by"):
            update_regulation(entered[entry["code"]], by=by, replaced_by=entered[later])


def _fields(entry: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """Who issued an act is written once; what nobody confirmed says so."""
    texts = {name: dict(entry.get(name) or {}) for name in TEXTS}
    texts["issuer"] = content["issuers"][entry["issuer"]]
    if entry["status"] != "missing":
        for language, words in content["not_confirmed"].items():
            seen = texts["status_note"].get(language, "")
            texts["status_note"][language] = f"{seen} {words}".strip()
    plain = ("kind", "number", "adopted_on", "official_url", "source_url", "status", "concerns")
    return {
        **{name: Translated.from_dict(text) for name, text in texts.items()},
        **{name: entry[name] for name in plain if name in entry},
    }
