"""The folder of a run: written beside its place and renamed at the end, so that half of one never
stands there, whatever happens."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from mobility_rules.placement.market import NOTHING
from sapar.placement_files.folder.summary import summary
from sapar.placement_files.progress import Progress, silent
from sapar.placement_files.proof.explaining import Explanations
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import letters_of

ASSIGNMENT, EXPLANATIONS = "assignment.csv", "explanations.csv"
CERTIFICATE, SUMMARY = "certificate.json", "summary.txt"
RESULTS = (ASSIGNMENT, EXPLANATIONS, SUMMARY)
AT_ONCE = 50_000
"""Applicants in one part of the explanations."""
AHEAD = 2
"""Parts that are made while another one is written."""


@contextmanager
def new_folder(directory: Path) -> Iterator[Path]:
    """A folder to write into that becomes the directory if all goes well, and else is removed.

    Raises `BadInput` when the directory has something in it, or cannot be written.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise refuse(str(directory), "this is there already and not empty; name a new folder")
    beside = directory.resolve().parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=beside))
    except OSError as error:
        raise refuse(str(beside), f"nothing can be written here: {error.strerror}") from None
    try:
        yield folder
        folder.chmod(0o777 & ~_umask())
        if directory.exists():
            directory.rmdir()
        folder.rename(directory.resolve())
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise refuse(str(directory), f"this cannot be written: {error.strerror}") from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _umask() -> int:
    """What the system takes from the rights of new files; a temporary folder ignores it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_tables(outcome: Outcome, folder: Path, progress: Progress = silent) -> dict[str, str]:
    """Who got what, and why; returns the SHA-256 of both files."""
    progress("writing", None)
    options = _options(outcome)
    return {
        ASSIGNMENT: _write(folder / ASSIGNMENT, [_as_csv(_assignment(outcome), options)]),
        EXPLANATIONS: _write(folder / EXPLANATIONS, _explanations(outcome, options, progress)),
    }


def write_papers(outcome: Outcome, folder: Path, hashes: Mapping[str, str]) -> None:
    """The summary, and the certificate, which names every other file with its hash. hashes: of
    inputs and tables, by their names in the folder."""
    certificate = outcome.certificate()
    text = summary(certificate).encode()
    digest = _write(folder / SUMMARY, [text])
    certificate["files"] = {**dict(sorted(hashes.items())), SUMMARY: digest}
    _write(folder / CERTIFICATE, [as_text(certificate).encode()])


def as_text(document: Mapping[str, Any]) -> str:
    """JSON that people can read, too."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, parts: Iterable[bytes | memoryview]) -> str:
    """Write, and hash on the way."""
    found = hashlib.sha256()
    with file.open("wb") as target:
        for part in parts:
            target.write(part)
            found.update(part)
    return found.hexdigest()


def _assignment(outcome: Outcome) -> pa.RecordBatch:
    """Everybody by name, with the place and its rank on the own list, or nothing."""
    placement, order = outcome.placement, outcome.placement.by_name
    granted = outcome.placed.granted[order]
    is_placed = granted != NOTHING
    column = np.where(is_placed, granted, 0)
    place = outcome.placed.market.wishes[order, column]
    is_listed = is_placed & (placement.listed[order, column] != NOTHING)
    names = pa.array(placement.seats.places, pa.string())
    return pa.record_batch(
        {
            "applicant_id": placement.applicants.take(pa.array(order)),
            "place_id": names.take(pa.array(place, pa.int32(), mask=~is_placed)),
            "rank": pa.array(granted + 1, pa.int32(), mask=~is_listed),
        }
    )


def _explanations(
    outcome: Outcome, options: arrow_csv.WriteOptions, progress: Progress
) -> Iterator[memoryview]:
    """The file in parts. While one is written, the next ones are made."""
    told = Explanations(outcome.placement, outcome.placed, outcome.thresholds)
    order = outcome.placement.by_name
    groups = [order[start : start + AT_ONCE] for start in range(0, len(order), AT_ONCE)]

    def part(at: int) -> memoryview:
        return _as_csv(told.part(groups[at]), options, with_header=at == 0)

    with ThreadPoolExecutor(AHEAD) as pool:
        coming = deque(pool.submit(part, at) for at in range(min(AHEAD, len(groups))))
        for at in range(len(groups)):
            if at + AHEAD < len(groups):
                coming.append(pool.submit(part, at + AHEAD))
            yield coming.popleft().result()
            progress("writing explanations", (at + 1) / len(groups))


def _as_csv(
    batch: pa.RecordBatch, options: arrow_csv.WriteOptions, *, with_header: bool = True
) -> memoryview:
    buffer = pa.BufferOutputStream()
    if with_header:
        buffer.write(f"{','.join(batch.schema.names)}\n".encode())
    arrow_csv.write_csv(batch, buffer, options)
    return memoryview(buffer.getvalue())


def _options(outcome: Outcome) -> arrow_csv.WriteOptions:
    """Quotation marks only where a name needs them: without them the file is a third smaller. The
    names of columns never do."""
    nodes = pa.array(outcome.placement.seats.nodes, pa.string())
    written = [letters_of(names) for names in (outcome.placement.applicants, nodes)]
    special = any((letters == ord(sign)).any() for letters in written for sign in ',"')
    style = "needed" if special else "none"
    return arrow_csv.WriteOptions(include_header=False, quoting_style=style)
