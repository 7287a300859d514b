"""What a standing consists of."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a sentence is coloured; never the only sign of what it says."""

    WAIT = "wait"  # somebody else holds it
    ACT = "act"  # the applicant holds it
    GOOD = "good"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """`holder` is empty when nobody needs to do anything; `until` is an instant in UTC, or None."""

    where: str
    next: str
    holder: str = ""
    until: dt.datetime | None = None
    tone: Tone = Tone.WAIT
