"""Placement: engines, whole path, certificate, exact mode, thresholds, each part in a process.

`python -m benchmarks.placement` prints the table; with the name of a part it measures that alone.
The markets are described in `benchmarks.placement_markets`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.placement_rows import Row

PROJECT = Path(__file__).parents[1]
PARTS = {
    "peer": "placement_peer:rows",
    "kernels": "placement_kernels:rows",
    "ten-million": "placement_kernels:rows_of_ten_million",
    "path": "placement_paths:rows",
    "exact": "placement_answers:rows_of_exact",
    "thresholds": "placement_answers:rows_of_thresholds",
}
HEAD = ("what", "measured", "beside", "ratio", "bar", "outcome")


def measure(*parts: str) -> list[Row]:
    """The rows of these parts, or of all of them."""
    return [row for part in parts or PARTS for row in _measured(part)]


def table(rows: list[Row]) -> list[tuple[str, ...]]:
    """The rows as cells under `HEAD`."""
    return [(row.what, row.measured, row.compared, row.times, row.bar, row.verdict) for row in rows]


def misses(rows: list[Row]) -> list[str]:
    """A sentence for each bar that was missed."""
    return [
        f"{row.what}: {row.times} where {row.bar} was the bar; {row.why or 'not explained'}."
        for row in rows
        if row.is_met is False
    ]


def _measured(part: str) -> list[Row]:
    command = [sys.executable, "-m", "benchmarks.placement", part, "here"]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)
    return [Row(**row) for row in json.loads(done.stdout)]


def _measure_here(part: str) -> None:
    module, name = PARTS[part].split(":")
    rows: Callable[[], list[Row]] = getattr(import_module(f"benchmarks.{module}"), name)
    json.dump([asdict(row) for row in rows()], sys.stdout)


def _print(rows: list[Row]) -> None:
    cells = [HEAD, *table(rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEAD))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    for miss in misses(rows):
        print(miss)


if __name__ == "__main__":
    if sys.argv[2:] == ["here"]:
        _measure_here(sys.argv[1])
    else:
        _print(measure(*sys.argv[1:]))
