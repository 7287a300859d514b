"""The messages of Django and of the sign-in library that our pages can show.

`dev/foreign_messages.txt` lists the sources that they come from. What such a package has
translated itself is taken from it; the rest stands in our catalogue of `core`. A new version of
the package that changes a text is thereby found by the check.
"""

from fnmatch import fnmatchcase
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from dev.messages.catalogues import ids_of, read, texts_of
from dev.messages.extraction import PROJECT, SOURCES, add_messages_of_file, messages_of_app

LIST = PROJECT / "dev" / "foreign_messages.txt"


def used_messages(app: str, translated: Catalog, language: str) -> Catalog:
    """What the catalogue of an app must hold: its own messages, and in `core` also those that
    the packages leave untranslated or that we word better."""
    used = messages_of_app(app)
    for message in _foreign_messages() if app == "core" else ():
        own = translated.get(message.id, message.context)
        if own is not None or not _translated_by_its_package(message, language):
            used.add(message.id, locations=message.locations, context=message.context)
    return used


@cache
def _foreign_messages() -> list[Message]:
    found, excluded = Catalog(), []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        kind, _, value = line.partition(" ")
        if kind == "from":
            _add_sources(found, value)
        elif kind == "not":
            excluded.append(value)
    return [message for message in found if message.id and not _is_one_of(message, excluded)]


def _add_sources(found: Catalog, pattern: str) -> None:
    """Add the messages of sources named by a pattern, save the templates that we replace."""
    packages = _folder_of(pattern.split("/")[0]).parent
    paths = sorted(packages.glob(pattern))
    if not paths:
        raise SystemExit(f"{LIST.name}: no file is named {pattern}")
    for path in paths:
        name = path.relative_to(packages).as_posix()
        template = name.partition("/templates/")[2]
        if not (template and any(SOURCES.glob(f"*/templates/{template}"))):
            add_messages_of_file(found, path, shown_as=name)


def _translated_by_its_package(message: Message, language: str) -> bool:
    return any(
        _is_translated(catalogue.get(message.id, message.context))
        for catalogue in _package_catalogues(message.locations[0][0], language)
    )


def _is_translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(texts_of(message))


@cache
def _package_catalogues(source: str, language: str) -> list[Catalog]:
    """The catalogues that a package brings for one of its sources."""
    parts = source.split("/")
    folders = [_folder_of(parts[0])]
    if parts[:2] == ["django", "contrib"]:
        folders = [folders[0] / "contrib" / parts[2]]
    elif parts[0] == "django":
        folders = [folders[0] / "conf"]
    return [read(folder / f"locale/{language}/LC_MESSAGES/django.po") for folder in folders]


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{LIST.name}: there is no package {package}")
    return Path(spec.origin).parent


def _is_one_of(message: Message, patterns: list[str]) -> bool:
    return any(fnmatchcase(ids_of(message)[0], pattern) for pattern in patterns)
