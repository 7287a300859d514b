"""Places given by the policy of a call and the commission's own decisions, with what the office is
shown beside the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mobility_rules.placement import minimums
from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.engines import engine_for
from mobility_rules.placement.fixing import Fixed, lost
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.numbering import numbered
from sapar.core.errors import Refusal
from sapar.selection.reporting import report_on

EXACT_SECONDS = 10
"""How long the most placed are searched for; what takes longer is refused in words. The worker does
it for a preview, but somebody waits for the page when a run is repeated or another one is tried."""


@dataclass(frozen=True, slots=True)
class Placed:
    """market: the instance as it was placed, in which the decisions of the commission stand and
    closed places have no seats. closed: places that would have got fewer than their minimum."""

    market: Instance
    allocation: Allocation
    fixed: tuple[Fixed, ...] = ()
    closed: tuple[str, ...] = ()
    engine: str = ""
    report: dict[str, Any] = field(default_factory=dict)


def give_places(instance: Instance, fixed: Iterable[Fixed] = ()) -> Placed:
    """Raises `Refusal`: ``overrides-exceed-seats`` or ``overrides-not-kept`` with the numbers of
    those whom the commission placed, ``exact-out-of-time``, ``placement-rules-contradict``."""
    decided = tuple(fixed)
    try:
        result = minimums.place(instance, decided, seconds=EXACT_SECONDS)
        market = minimums.as_placed(instance, decided, result.closed)
        if helpless := lost(decided, result.allocation):
            raise Refusal("overrides-not-kept", numbers=_numbers(one.applicant for one in helpless))
        report = report_on(instance, market, result, decided)
    except QuotasRefused as refused:
        rule = Refusal("placement-rules-contradict", rule=str(refused))
        raise refusal_beside_rules(refused) or rule from refused
    engine = engine_for(numbered(market).market).value
    return Placed(market, result.allocation, decided, result.closed, engine, report)


def refusal_beside_rules(refused: QuotasRefused) -> Refusal | None:
    """Where no rule of the call is at fault: the commission gave more seats than there are, or the
    time ran out."""
    if refused.code in ("fixed-exceed-quota", "fixed-exceed-cap"):
        applicants = refused.values["applicants"]
        assert isinstance(applicants, tuple)  # noqa: S101  (as the kernel says)
        return Refusal("overrides-exceed-seats", numbers=_numbers(applicants))
    if refused.code == "exact-out-of-time":
        return Refusal(refused.code, **refused.values)
    return None


def _numbers(applicants: Iterable[str]) -> str:
    return ", ".join(sorted(applicants))
