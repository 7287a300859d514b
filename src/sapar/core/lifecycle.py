"""Moving a record along its lifecycle table: the only code that writes a ``state`` column."""

from typing import Protocol

from mobility_rules.transitions import Lifecycle, NotAllowed
from sapar.core.errors import Conflict


class Versioned(Protocol):
    """A record with a count of its changes."""

    version: int


class Stateful(Versioned, Protocol):
    """A record with a state, too."""

    state: str


def advance(record: Stateful, deed: str, *, lifecycle: Lifecycle) -> None:
    """Put ``record`` into the state the deed leads to; the caller holds its lock and saves it.

    Raises `Conflict` (``state-changed``) when the deed is not possible in the present state, which
    under a lock means that somebody was faster.
    """
    try:
        record.state = lifecycle.target(record.state, deed)
    except NotAllowed as error:
        raise Conflict("state-changed", state=record.state, deed=deed) from error
    record.version += 1


def check_version(record: Versioned, expected: int | None) -> None:
    """Raise `Conflict` (``version-changed``) when the form was filled from an older version."""
    if expected is not None and record.version != expected:
        raise Conflict("version-changed", given=expected, current=record.version)
