"""What a run worked out, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from mobility_rules.placement.checking import Check, fingerprints
from mobility_rules.placement.closing import Placed
from mobility_rules.placement.lottery import commitment
from mobility_rules.placement.thresholds import Thresholds
from sapar.placement_files.market.market_tables import Placement
from sapar.placement_files.proof.figures import figures

FORMAT = "sapar-placement/1"


def made_by() -> str:
    """This program with its version."""
    return f"sapar {version('sapar')}"


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """asked: for whom the thresholds are, in words. ignored: columns that mean nothing, by file."""

    placement: Placement
    placed: Placed
    seed: str
    checks: tuple[Check, ...]
    overrides: tuple[dict[str, Any], ...]
    diagnostics: dict[str, Any]
    thresholds: Thresholds | None
    asked: str
    ignored: dict[str, tuple[str, ...]]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    def certificate(self) -> dict[str, Any]:
        """All that is certified but the hashes of files."""
        decided = self.placement.decided
        market_hash, result_hash = fingerprints(self.placed.market, self.placed.granted)
        return {
            "format": FORMAT,
            "made_by": made_by(),
            "engine": self.placed.engine.value,
            "context": dict(sorted(decided.context.items())),
            "holds": self.holds,
            "checks": [check.to_json() for check in self.checks],
            "overrides": list(self.overrides),
            "figures": figures(self.placement, self.placed),
            "diagnostics": self.diagnostics,
            "thresholds": self.asked,
            "lottery": {
                "seed": self.seed,
                "seed_hash": commitment(self.seed),
                "promised": decided.commitment,
                "drawn": self.placement.drawn,
                "ties_are_relative": decided.ties_are_relative,
            },
            "market_hash": market_hash,
            "result_hash": result_hash,
        }
