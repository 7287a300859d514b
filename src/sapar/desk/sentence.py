"""What a standing consists of."""

import datetime as dt
from dataclasses import dataclass

from sapar.ui.parts import Tone


@dataclass(frozen=True, slots=True)
class Standing:
    """`holder` is empty when nobody needs to do anything; `until` is an instant in UTC, or None."""

    where: str
    next: str
    holder: str = ""
    until: dt.datetime | None = None
    tone: Tone = Tone.WAIT
