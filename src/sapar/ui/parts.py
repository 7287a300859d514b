"""What components show, as small values that a screen fills and a template tag draws."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.utils.functional import Promise

from sapar.core.translated import Translated

Text: TypeAlias = str | Promise | Translated


class Tone(StrEnum):
    """How something is coloured. Colour repeats what the words say and never says it alone."""

    WAIT = "wait"  # somebody else holds it
    ACT = "act"  # it is the reader's turn
    GOOD = "good"
    BAD = "bad"
    INFO = "info"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list; without an address it cannot be started yet."""

    title: Text
    state: Text
    tone: Tone = Tone.ACT
    url: str = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of a time line; `is_ahead` has not happened yet."""

    what: Text
    at: dt.datetime | dt.date | None = None
    who: Text = ""
    note: Text = ""
    tone: Tone = Tone.WAIT
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion judged: the value seen, the value needed, its source, the outcome."""

    name: Text
    seen: Text
    needed: Text
    outcome: Text
    tone: Tone
    source: Text = ""
    as_of: dt.date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list, with the address where it can be changed."""

    name: Text
    value: Text
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on (its address takes it off) or a choice among several."""

    label: Text
    url: str
    is_on: bool = False
    removes: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way back up; the page itself has no address."""

    label: Text
    url: str = ""
