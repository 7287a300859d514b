"""Three engines with one result, chosen by size: plain Python, NumPy, and Numba if installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Market

WORTH_COMPILING = 300_000
"""Applicants from which on the speed of Numba outweighs the time it takes to be loaded."""


class Engine(StrEnum):
    """PLAIN is the readable reference; the others are quicker and agree with it."""

    PLAIN = "plain"
    NUMPY = "numpy"
    NUMBA = "numba"


def engine_for(market: Market) -> Engine:
    """The quickest engine that is installed for a market of this size. The compiled one counts all
    wishes in the bits of a number."""
    is_countable = market.wishes.size <= 1 << NUMBER_BITS
    if market.applicants >= WORTH_COMPILING and is_countable and _can_compile():
        return Engine.NUMBA
    return Engine.NUMPY


def solve(market: Market, engine: Engine | None = None) -> Integers:
    """For each applicant the column of the wish granted (rank - 1), or NOTHING.

    The result is the fair one that every applicant likes best, by whichever engine.
    """
    engine = engine or engine_for(market)
    if engine is Engine.PLAIN:
        from mobility_rules.placement.engines.plain import solve_plain

        return solve_plain(market)
    if engine is Engine.NUMBA:
        from mobility_rules.placement.engines.compiled import solve_compiled

        return solve_compiled(market)
    from mobility_rules.placement.engines.trees import solve_rounds

    return solve_rounds(market)


class Live(Protocol):
    """A market that applicants enter one by one; described at `plain.LiveMarket`."""

    def enter_all(self, applicants: Sequence[int]) -> None: ...
    def mark(self) -> int: ...
    def undo(self, mark: int) -> None: ...
    def tried(self, applicant: int, place: int, standing: int) -> tuple[bool, int]: ...


def live_without(market: Market, absent: Sequence[int]) -> Live:
    """The market of all but some, who are the ones to enter."""
    if market.is_plain and engine_for(market) is Engine.NUMBA:
        from mobility_rules.placement.engines.plain_live import LivePlainMarket

        return LivePlainMarket(market, absent)
    from mobility_rules.placement.engines.plain import LiveMarket

    wishes = market.wishes.copy()
    wishes[absent] = NOTHING
    return LiveMarket.holding(market, solve(replace(market, wishes=wishes)), absent)


def _can_compile() -> bool:
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True
