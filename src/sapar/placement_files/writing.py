"""The folder of a run: written beside its place and renamed at the end, so that half of one never
stands there, whatever happens."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from mobility_rules.placement.market import NOTHING, Keys
from sapar.placement_files.explaining import Explanations
from sapar.placement_files.inputs import INPUTS, sha256_of_file
from sapar.placement_files.outcome import Outcome
from sapar.placement_files.problems import refuse
from sapar.placement_files.progress import Progress, silent
from sapar.placement_files.summary import summary

ASSIGNMENT, EXPLANATIONS = "assignment.csv", "explanations.csv"
CERTIFICATE, SUMMARY = "certificate.json", "summary.txt"
RESULTS = (ASSIGNMENT, EXPLANATIONS, SUMMARY)


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
        folder.chmod(0o755)
        if directory.exists():
            directory.rmdir()
        folder.rename(directory.resolve())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def write_tables(outcome: Outcome, folder: Path, progress: Progress = silent) -> None:
    """Who got what, and why."""
    progress("writing", None)
    order = outcome.placement.by_name()
    _write_assignment(outcome, order, folder / ASSIGNMENT)
    _write_explanations(outcome, order, folder / EXPLANATIONS, progress)


def write_papers(outcome: Outcome, folder: Path, hashes: Mapping[str, str]) -> None:
    """The summary, and the certificate, which names every other file with its hash. hashes: of the
    inputs, by name."""
    certificate = outcome.certificate()
    (folder / SUMMARY).write_text(summary(certificate), "utf-8")
    certificate["files"] = {f"{INPUTS}/{name}": digest for name, digest in sorted(hashes.items())}
    certificate["files"] |= {name: sha256_of_file(folder / name) for name in RESULTS}
    (folder / CERTIFICATE).write_text(as_text(certificate), "utf-8")


def as_text(document: Mapping[str, Any]) -> str:
    """JSON that people can read, too."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _write_assignment(outcome: Outcome, order: Keys, file: Path) -> None:
    """Everybody by name, with the place and its rank on the own list, or nothing."""
    placement, granted = outcome.placement, outcome.placed.granted[order]
    is_placed = granted != NOTHING
    column = np.where(is_placed, granted, 0)
    place = outcome.placed.market.wishes[order, column]
    is_listed = is_placed & (placement.listed[order, column] != NOTHING)
    names = pa.array(placement.seats.places, pa.string())
    table = pa.table(
        {
            "applicant_id": placement.applicants.take(pa.array(order)),
            "place_id": names.take(pa.array(place, pa.int32(), mask=~is_placed)),
            "rank": pa.array(granted + 1, pa.int32(), mask=~is_listed),
        }
    )
    with file.open("wb") as target:
        _write_header(target, table.schema)
        arrow_csv.write_csv(table, target, _options(outcome))


def _write_explanations(outcome: Outcome, order: Keys, file: Path, progress: Progress) -> None:
    told = Explanations(outcome.placement, outcome.placed, outcome.thresholds)
    options, writer, done = _options(outcome), None, 0
    with file.open("wb") as target:
        for people, part in told.parts(order):
            if writer is None:
                _write_header(target, part.schema)
            writer = writer or arrow_csv.CSVWriter(target, part.schema, write_options=options)
            writer.write_batch(part)
            done += people
            progress("writing explanations", done / len(order))
        if writer is not None:
            writer.close()


def _options(outcome: Outcome) -> arrow_csv.WriteOptions:
    """Quotation marks only where a name needs them: without them the file is a third smaller."""
    nodes = pa.array(outcome.placement.seats.nodes, pa.string())
    special = any(
        pc.any(pc.match_substring_regex(names, r'[",]')).as_py()
        for names in (outcome.placement.applicants, nodes)
    )
    style = "needed" if special else "none"
    return arrow_csv.WriteOptions(include_header=False, quoting_style=style)


def _write_header(target: BinaryIO, schema: pa.Schema) -> None:
    target.write(f"{','.join(schema.names)}\n".encode())
