"""A folder against what is computed anew from its inputs: which file differs, where and how."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from mobility_rules.placement.checking import check
from sapar.placement_files.folder.differences import entries_apart, first_line_apart, given_seats
from sapar.placement_files.folder.summary import summary
from sapar.placement_files.folder.writing import (
    ASSIGNMENT,
    CERTIFICATE,
    EXPLANATIONS,
    RESULTS,
    SUMMARY,
    write_tables,
)
from sapar.placement_files.progress import Progress
from sapar.placement_files.proof.given_result import columns_of, first_difference
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.tables.inputs import INPUTS, SEED, TABLES, sha256_of_file


def changed_files(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """File -> what is wrong with it or with what the certificate says of it."""
    found = {}
    known = set(_input_names())
    for name, digest in files.items():
        file = folder / name
        if name not in RESULTS and name not in known:
            found[name] = f"{CERTIFICATE} names the file {name}, which no placement has"
        elif not file.is_file():
            found[name] = f"{name} is missing"
        elif sha256_of_file(file) != digest:
            found[name] = f"{name} was changed: its hash is not the one in {CERTIFICATE}"
    for name in known - files.keys():
        if (folder / name).is_file():
            found[name] = f"{name} lies in the folder, but {CERTIFICATE} does not name it"
    return dict(sorted(found.items()))


def _input_names() -> list[str]:
    tables = [f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".parquet")]
    return [f"{INPUTS}/{name}" for name in (*tables, "policy.json", f"{SEED}.txt")]


def other_files(folder: Path, files: dict[str, str]) -> list[str]:
    every = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return sorted(every - files.keys() - {CERTIFICATE})


def result_problems(folder: Path, outcome: Outcome, progress: Progress) -> Iterator[str]:
    """Seats and explanations written anew and compared."""
    with tempfile.TemporaryDirectory() as temporary:
        written = Path(temporary)
        write_tables(outcome, written, progress)
        for name in (ASSIGNMENT, EXPLANATIONS):
            if apart := _apart(folder, written, name):
                if name == ASSIGNMENT:
                    yield from _seat_problems(folder, outcome)
                yield apart


def words_apart(folder: Path, certificate: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    """Where summary and certificate say it otherwise than this version of the program would."""
    again = outcome.certificate()
    said_by_maker = {name: certificate[name] for name in ("made_by", "engine")}
    with tempfile.TemporaryDirectory() as temporary:
        written = Path(temporary)
        (written / SUMMARY).write_text(summary(again | said_by_maker), "utf-8")
        if apart := _apart(folder, written, SUMMARY):
            yield apart
    for entry in entries_apart(certificate, again):
        yield f"{CERTIFICATE}, {entry}"


def _apart(folder: Path, written: Path, name: str) -> str:
    """The first line that differs; nothing where the file is missing, which is said elsewhere."""
    given, again = folder / name, written / name
    if not given.is_file() or sha256_of_file(given) == sha256_of_file(again):
        return ""
    return f"{name}, {first_line_apart(given, again)}"


def _seat_problems(folder: Path, outcome: Outcome) -> Iterator[str]:
    """What is unfair in the seats that the folder tells of, then what they should have been."""
    placement, placed = outcome.placement, outcome.placed
    try:
        granted = columns_of(placement, placed.market, given_seats(folder))
    except ValueError as error:
        yield f"{ASSIGNMENT}: {error}"
        return
    if not placement.policy.allows_envy:
        for one in check(placed.market, granted, placement.names):
            yield from (f"{one.name}: {problem}" for problem in one.problems)
    if not np.array_equal(granted, placed.granted):
        yield f"{ASSIGNMENT}: {first_difference(placement, placed, granted)}"
