"""A stored run done again: the same input, today's code. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from mobility_rules.canonical import sha256_of
from mobility_rules.placement import minimums
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.engines import engine_for
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.numbering import numbered
from sapar.core.code_version import code_version
from sapar.selection.enums import RunCause
from sapar.selection.models import PlacementRun
from sapar.selection.placing import EXACT_SECONDS
from sapar.selection.reserve import fixed_of, market_of
from sapar.selection.verification import altered_documents


@dataclass(frozen=True, slots=True)
class Difference:
    """Public ids of places; None for nowhere."""

    number: str
    stored: str | None
    again: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """input_is_stored: the stored input has the hash that was stored with it. problem: why it could
    not be done again, as the kernel says it. version, engine: of today; the run has its own.
    is_readable: False for documents so damaged that nothing could be tried."""

    input_is_stored: bool
    differences: tuple[Difference, ...]
    output_hash: str
    version: str
    engine: str
    problem: str = ""
    is_readable: bool = True

    @property
    def is_same(self) -> bool:
        has_same = self.is_readable and not self.problem and not self.differences
        return self.input_is_stored and has_same


def replay(run: PlacementRun) -> Replay:
    """Give the places of the stored input again and compare with the stored output."""
    try:
        return _replayed(run)
    except Exception:
        if not any(altered_documents(run)):
            raise
        is_stored = sha256_of(run.input) == run.input_hash
        return Replay(is_stored, (), "", code_version(), "", is_readable=False)


def _replayed(run: PlacementRun) -> Replay:
    instance, stored = market_of(run)
    is_stored, version = instance.hash() == run.input_hash, code_version()
    try:
        again = _again(run, instance)
        engine = engine_for(numbered(instance).market).value
    except QuotasRefused as refused:
        return Replay(is_stored, (), "", version, "", str(refused))
    return Replay(is_stored, tuple(_differences(stored, again)), again.hash(), version, engine)


def _again(run: PlacementRun, instance: Instance) -> Allocation:
    """A first result finds anew which places close; a later one keeps those that were closed."""
    if run.cause == RunCause.FIRST:
        return minimums.place(instance, fixed_of(run), seconds=EXACT_SECONDS).allocation
    return solve(minimums.as_placed(instance, fixed_of(run), run.closed))


def _differences(stored: Allocation, again: Allocation) -> list[Difference]:
    return [
        Difference(number, stored.assigned.get(number), again.assigned.get(number))
        for number in sorted(stored.assigned.keys() | again.assigned.keys())
        if stored.assigned.get(number) != again.assigned.get(number)
    ]
