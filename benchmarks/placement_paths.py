"""A placement from Parquet to the folder that proves it, with exact thresholds for a thousand."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.best import best_of
from benchmarks.placement_kernels import MILLION, warm_up
from benchmarks.placement_markets import plain
from benchmarks.placement_rows import Row
from mobility_rules.placement.engines import Engine, solve
from mobility_rules.placement.market import Market
from sapar.placement_files.inputs import Sources
from sapar.placement_files.pipeline import run

TIMES, TIMES_OF_KERNEL = 5, 7
ASKED = 1_000
ALLOWED_MEMORY = 1.5
KILOBYTES_A_GIGABYTE = 1e6
PROJECT = Path(__file__).parents[1]


class Phases:
    """How long each phase of a run takes, by what the run says of its progress."""

    def __init__(self) -> None:
        self.began: dict[str, float] = {}

    def __call__(self, phase: str, share: float | None = None) -> None:
        self.began.setdefault(phase.split()[0], time.perf_counter())

    def in_words(self) -> str:
        ends = [*self.began.values(), time.perf_counter()][1:]
        phases = zip(self.began.items(), ends, strict=True)
        return ", ".join(f"{name} {end - began:.2f} s" for (name, began), end in phases)


def rows() -> list[Row]:
    """By each engine beside the kernel that it uses, and the memory of a process of its own."""
    warm_up()
    market = plain(*MILLION)
    with tempfile.TemporaryDirectory(prefix="sapar-bench-placement-") as name:
        folder = Path(name)
        _write(market, folder)
        peak = _peak(folder)
        by_engine = [_row(market, folder, engine) for engine in (Engine.NUMBA, Engine.NUMPY)]
    memory = Row(
        what="the same, memory at its peak",
        value=peak,
        beside="allowed",
        other=ALLOWED_MEMORY,
        at_most=1,
        unit="GB",
    )
    return [*by_engine, memory]


def _row(market: Market, folder: Path, engine: Engine) -> Row:
    kernel, _granted = best_of(TIMES_OF_KERNEL, lambda: solve(market, engine))
    phases = Phases()
    whole, _outcome = best_of(TIMES, lambda: _run(folder, engine, Phases()))
    _run(folder, engine, phases)
    return Row(
        what=f"from Parquet to the written folder at 1,000,000, {engine.value}",
        value=whole,
        beside="its kernel",
        other=kernel,
        at_most=8,
        why=f"of a run: {phases.in_words()}",
    )


def _run(folder: Path, engine: Engine, progress: Phases) -> None:
    sources = Sources(
        wishes=folder / "wishes.parquet",
        places=folder / "places.parquet",
        thresholds=folder / "asked.parquet",
        seed="a seed",
    )
    with tempfile.TemporaryDirectory(dir=folder) as out:
        run(sources, Path(out) / "run", engine=engine, progress=progress)


def _write(market: Market, folder: Path) -> None:
    applicants, length = market.wishes.shape
    wishes = {
        "applicant_id": np.repeat(np.arange(applicants), length),
        "place_id": market.wishes.ravel(),
        "rank": np.tile(np.arange(1, length + 1), applicants),
        "score": market.standings.ravel(),
    }
    pq.write_table(pa.table(wishes), folder / "wishes.parquet")
    places = {"place_id": np.arange(market.places), "quota": market.quotas}
    pq.write_table(pa.table(places), folder / "places.parquet")
    asked = np.arange(0, applicants, applicants // ASKED)
    pq.write_table(pa.table({"applicant_id": asked}), folder / "asked.parquet")


def _peak(folder: Path) -> float:
    """Gigabytes. What a process says of itself by getrusage would include whoever started it."""
    command = [sys.executable, "-m", "benchmarks.placement_paths", str(folder)]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def _peak_here() -> float:
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    return int(peak.split()[1]) / KILOBYTES_A_GIGABYTE


if __name__ == "__main__":
    _run(Path(sys.argv[1]), Engine.NUMBA, Phases())
    print(_peak_here())
