"""A placement from Parquet to all that is said of it, with exact thresholds for a thousand; then
the folder that proves it. Ties are part of the instance, as lots that were drawn before; what
drawing them costs stands beside.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.best import best_of
from benchmarks.placement_kernels import MILLION, warm_up
from benchmarks.placement_markets import SEED, plain
from benchmarks.placement_rows import Row
from mobility_rules.placement.engines import Engine, solve
from mobility_rules.placement.market import Market
from sapar.placement_files.folder.writing import AT_ONCE, write_papers, write_tables
from sapar.placement_files.pipeline import run, work_out
from sapar.placement_files.progress import Progress, silent
from sapar.placement_files.proof.explaining import Explanations
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.tables.inputs import Sources

TIMES, TIMES_OF_KERNEL = 5, 9
ASKED = 1_000
ALLOWED_MEMORY = 1.5
KILOBYTES_A_GIGABYTE, BYTES_A_MEGABYTE = 1e6, 1e6
PROJECT = Path(__file__).parents[1]
PATH = "from Parquet to explanations in memory at 1,000,000"


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
    with tempfile.TemporaryDirectory(prefix="sapar-bench-placement-") as name:
        folder = Path(name)
        _write(plain(*MILLION), folder)
        sources = _sources(folder)
        memory = Row(
            what="the same and the folder, memory at its peak",
            value=_peak(folder),
            beside="allowed",
            other=ALLOWED_MEMORY,
            at_most=1,
            unit="GB",
        )
        by_engine = [_row(sources, engine) for engine in (Engine.NUMPY, Engine.NUMBA)]
        return [*by_engine, memory, *_rows_beside(sources, folder)]


def _row(sources: Sources, engine: Engine) -> Row:
    whole, outcome = best_of(TIMES, lambda: _said(sources, engine))
    market = outcome.placed.market
    kernel, _granted = best_of(TIMES_OF_KERNEL, lambda: solve(market, engine))
    phases = Phases()
    _said(sources, engine, phases)
    return Row(
        what=f"{PATH}, {engine.value}",
        value=whole,
        beside="its kernel",
        other=kernel,
        at_most=8,
        why="reading, checks and explanations share all processors, so that other work on the "
        f"machine slows them more than the kernel; of a run: {phases.in_words()}",
    )


def _said(sources: Sources, engine: Engine, progress: Progress = silent) -> Outcome:
    """The result with its certificate, and what is told about every wish, waiting lists and all;
    by tie, since only a file has to be in the order of names."""
    outcome = work_out(sources, engine=engine, progress=progress)
    progress("certificate", None)
    outcome.certificate()
    progress("explanations", None)
    told = Explanations(outcome.placement, outcome.placed, outcome.thresholds)
    everybody = np.arange(outcome.placement.market.applicants)
    groups = np.split(everybody, everybody[AT_ONCE::AT_ONCE])
    with ThreadPoolExecutor() as pool:
        pa.Table.from_batches(pool.map(told.part, groups))
    return outcome


def _rows_beside(sources: Sources, folder: Path) -> Iterator[Row]:
    """What the bar does not count: lots that are still to be drawn, and writing."""
    untied = replace(sources, applicants=None)
    drawing, _outcome = best_of(TIMES, lambda: _said(untied, Engine.NUMBA))
    yield Row(f"{PATH}, lots drawn, {Engine.NUMBA.value}", drawing)
    outcome = work_out(sources, engine=Engine.NUMBA)
    written = folder / "written"
    written.mkdir()
    writing, _nothing = best_of(TIMES, lambda: _write_folder(outcome, written))
    size = sum(file.stat().st_size for file in written.iterdir()) / BYTES_A_MEGABYTE
    yield Row(f"writing its folder, {size:,.0f} MB beside the copied inputs", writing)


def _write_folder(outcome: Outcome, folder: Path) -> None:
    write_papers(outcome, folder, write_tables(outcome, folder))


def _sources(folder: Path) -> Sources:
    return Sources(
        wishes=folder / "wishes.parquet",
        places=folder / "places.parquet",
        applicants=folder / "applicants.parquet",
        thresholds=folder / "asked.parquet",
        seed="a seed",
    )


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
    lots = np.random.default_rng(SEED).permutation(applicants)
    people = {"applicant_id": np.arange(applicants), "tie": lots}
    pq.write_table(pa.table(people), folder / "applicants.parquet")
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
    with tempfile.TemporaryDirectory() as out:
        run(_sources(Path(sys.argv[1])), Path(out) / "run")
    print(_peak_here())
