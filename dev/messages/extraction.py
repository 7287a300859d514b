"""Finds the messages in Python sources and templates; says which app each belongs to."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = PROJECT / "src" / "sapar"
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".svg"}

SINGULAR = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None}
PLURAL = dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2))
WITH_CONTEXT = dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2))
PLURAL_WITH_CONTEXT = dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3))
KEYWORDS = SINGULAR | PLURAL | WITH_CONTEXT | PLURAL_WITH_CONTEXT


def all_apps() -> list[str]:
    """The names of all apps that Django knows, each of which carries its own catalogue."""
    return sorted(path.parent.name for path in SOURCES.glob("*/apps.py"))


def messages_of_app(app: str) -> Catalog:
    """All messages that the sources of one app use, untranslated; `core` speaks for packages that
    are no app of Django's, since no catalogue of theirs would be read."""
    used = Catalog()
    for folder in [app, *(_packages_without_app() if app == "core" else ())]:
        for path in _files_below(SOURCES / folder):
            add_messages_of_file(used, path, shown_as=path.relative_to(PROJECT).as_posix())
    return used


def add_messages_of_file(used: Catalog, path: Path, *, shown_as: str) -> None:
    """Add the messages of one file to a catalogue of used messages."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATE_ENDINGS:
        text = _template_as_python(text, shown_as)
    for line, ids, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        used.add(ids, locations=[(shown_as, line)], context=context)


def _packages_without_app() -> list[str]:
    packages = {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    return sorted(packages - set(all_apps()))


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"migrations", "locale", "static", "__pycache__"})
        for path in (Path(parent, name) for name in sorted(names)):
            if path.suffix == ".py" or (
                path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts
            ):
                yield path


def _template_as_python(text: str, name: str) -> str:
    """Django turns a template into calls of gettext amid blanked text; brackets let that text
    be indented as it likes."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    return f"({templatize(text, origin=name)}\n)"
