"""Words for codes: each app registers what its findings and refusals mean in three languages."""

import datetime as dt
from collections.abc import Mapping
from functools import singledispatch

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.core.formatting import format_day, format_instant

_WORDS: dict[str, Promise | str] = {
    "state-changed": _(
        "Somebody was faster: this was decided or moved on in the meantime. Nothing was changed "
        "twice; open the record again to see how it stands."
    ),
    "version-changed": _(
        "Somebody changed this after you opened the form. What you typed is kept below; open the "
        "record in another window, compare, and enter your change again."
    ),
}


def register(words: Mapping[str, Promise | str]) -> None:
    """Called from ``AppConfig.ready``. A code may be claimed once."""
    doubled = _WORDS.keys() & words.keys()
    if doubled:
        raise ValueError(f"codes with two meanings: {sorted(doubled)}")
    _WORDS.update(words)


def words(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for ``code`` in the active language. KeyError for one without words."""
    return str(_WORDS[code]) % {name: shown(value) for name, value in (values or {}).items()}


@singledispatch
def shown(value: object) -> str:
    """A value as it stands in a sentence. Apps register how values of their own are shown."""
    return str(value)


@shown.register
def _instant(value: dt.datetime) -> str:
    return format_instant(value)


@shown.register
def _day(value: dt.date) -> str:
    return format_day(value)


def known_codes() -> frozenset[str]:
    return frozenset(_WORDS)
