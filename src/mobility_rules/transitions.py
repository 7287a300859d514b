"""A lifecycle is a table: which deed leads from which state to which, and who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class NotAllowed(Exception):
    """The deed does not exist in this state."""

    def __init__(self, state: str, deed: str) -> None:
        super().__init__(f"{deed!r} is not possible in state {state!r}")
        self.state = state
        self.deed = deed


class BrokenLifecycle(ValueError):
    """The table contradicts itself; raised when it is made, so at import."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: in ``source``, ``who`` may do ``deed``, and the record is in ``target`` after it."""

    source: str
    deed: str
    target: str
    who: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A named table of transitions that starts in ``initial``.

    Refuses two rows for one state and deed, and rows that leave a state no row leads to.
    """

    name: str
    initial: str
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        rows: set[tuple[str, str]] = set()
        for row in self.transitions:
            if (row.source, row.deed) in rows:
                raise BrokenLifecycle(f"{self.name}: {row.deed!r} is doubled in {row.source!r}")
            rows.add((row.source, row.deed))
        reachable = self._reachable()
        for state in self.states:
            if state not in reachable:
                raise BrokenLifecycle(f"{self.name}: no deed leads to {state!r}")

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the initial one first, then as the table names them."""
        named = [self.initial]
        for row in self.transitions:
            named += [row.source, row.target]
        return tuple(dict.fromkeys(named))

    @property
    def deeds(self) -> tuple[str, ...]:
        """Every deed once, as the table names them."""
        return tuple(dict.fromkeys(row.deed for row in self.transitions))

    def transition(self, state: str, deed: str) -> Transition:
        """The row for ``deed`` in ``state``; raises `NotAllowed` when there is none."""
        for row in self.rows_from(state):
            if row.deed == deed:
                return row
        raise NotAllowed(state, deed)

    def target(self, state: str, deed: str) -> str:
        """The state after ``deed``; raises `NotAllowed` when it is not possible in ``state``."""
        return self.transition(state, deed).target

    def allows(self, state: str, deed: str) -> bool:
        return any(row.deed == deed for row in self.rows_from(state))

    def rows_from(self, state: str) -> Iterator[Transition]:
        return (row for row in self.transitions if row.source == state)

    def deeds_from(self, state: str) -> tuple[str, ...]:
        """The deeds possible in ``state``; none when it is final."""
        return tuple(row.deed for row in self.rows_from(state))

    def diagram(self) -> str:
        """The table as text of a Mermaid state diagram, for the documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {_node(self.initial)}"]
        for row in self.transitions:
            arrow = f"{_node(row.source)} --> {_node(row.target)}"
            lines.append(f"    {arrow}: {row.deed} ({row.who})")
        ends = [state for state in self.states if not self.deeds_from(state)]
        return "\n".join([*lines, *(f"    {_node(state)} --> [*]" for state in ends)])

    def _reachable(self) -> set[str]:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            for row in self.rows_from(waiting.pop()):
                if row.target not in reached:
                    reached.add(row.target)
                    waiting.append(row.target)
        return reached


def _node(state: str) -> str:
    """Mermaid reads a hyphen in a state's name as part of an arrow."""
    return str(state).replace("-", "_")
