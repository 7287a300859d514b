"""What a doubter asks of a folder: is it whole, and do its inputs lead to its result?

Nothing in the folder is believed: the hashes are computed, the inputs are placed again, checked
again and explained again, and every file is compared with what comes out. It is only read, so it
may lie on a medium that cannot be written, or in an archive.

Seats, reasons and properties are the same in every version of the program. The words of summary and
certificate may not be: where another version made the folder, what they say otherwise is a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from mobility_rules.placement.engines import Engine
from sapar.placement_files.folder.archives import BadArchive, unpacked
from sapar.placement_files.folder.comparing import (
    changed_files,
    other_files,
    result_problems,
    words_apart,
)
from sapar.placement_files.folder.differences import given_seats
from sapar.placement_files.folder.summary import WORDS
from sapar.placement_files.folder.writing import CERTIFICATE, RESULTS
from sapar.placement_files.pipeline import work_out
from sapar.placement_files.progress import Progress, silent
from sapar.placement_files.proof.outcome import FORMAT, Outcome, made_by
from sapar.placement_files.tables.inputs import INPUTS, SEED, TABLES, Sources, sha256_of_file
from sapar.placement_files.tables.problems import BadInput
from sapar.placement_files.tables.strict_json import strict_json

MOST = 20


@dataclass(frozen=True, slots=True)
class Verification:
    """problems: what contradicts the folder, the first one first. proved: what holds, in words.
    notes: what is no fault but should be known. certificate_hash, fingerprint: SHA-256 of the
    certificate, and of the archive where the folder came as one."""

    problems: tuple[str, ...]
    proved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    certificate_hash: str = ""
    fingerprint: str = ""

    @property
    def holds(self) -> bool:
        return not self.problems

    @property
    def summary(self) -> str:
        """One line."""
        if self.problems:
            return f"This folder does not prove its result: {self.problems[0]}"
        return (
            "Everything holds: these inputs lead to this result, and it has the properties named."
        )


def verify_folder(path: Path, progress: Progress = silent) -> Verification:
    """Verify a folder, or a .zip of one."""
    if not path.exists():
        return Verification((f"{path}: there is no such folder or archive",))
    try:
        fingerprint = "" if path.is_dir() else sha256_of_file(path)
        with _opened(path) as folder:
            return replace(_verify(folder, progress), fingerprint=fingerprint)
    except BadArchive as bad:
        return Verification((f"{path.name}: {bad}",))
    except OSError as error:
        return Verification((f"{error.filename or path}: cannot be read: {error.strerror}",))


@contextmanager
def _opened(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield path
    else:
        with unpacked(path) as folder:
            yield folder


def _verify(folder: Path, progress: Progress) -> Verification:
    try:
        certificate = _certificate(folder)
    except ValueError as error:
        return Verification((str(error),))
    certificate_hash = sha256_of_file(folder / CERTIFICATE)
    files: dict[str, str] = certificate["files"]
    notes = [*_notes(folder, certificate)]
    progress("comparing hashes", None)
    changed = changed_files(folder, files)
    of_inputs = [said for name, said in changed.items() if name not in RESULTS]
    of_results = [said for name, said in changed.items() if name in RESULTS]
    try:
        outcome = _worked_out(folder, certificate, progress)
    except (BadInput, OSError, UnicodeDecodeError) as error:
        unreadable = [f"{INPUTS}: {line}" for line in str(error).splitlines()]
        problems = (*of_inputs, *unreadable, *of_results)
        return Verification(problems[:MOST], (), tuple(notes), certificate_hash)
    words = list(words_apart(folder, certificate, outcome))
    is_of_another_version = certificate["made_by"] != made_by()
    if is_of_another_version:
        notes += words[:MOST]
    found = [
        *of_inputs,
        *(f"{one.name}: {said}" for one in outcome.checks for said in one.problems),
        *result_problems(folder, outcome, progress),
        *([] if is_of_another_version else words),
        *of_results,
    ]
    problems = tuple(dict.fromkeys(found))[:MOST]
    proved = () if problems else tuple(_proved(outcome, is_worded_alike=not words))
    return Verification(problems, proved, tuple(notes), certificate_hash)


def _notes(folder: Path, certificate: dict[str, Any]) -> Iterator[str]:
    for name in other_files(folder, certificate["files"]):
        yield f"{name} is no part of the proof"
    if certificate["made_by"] != made_by():
        yield (
            f"the folder was made by {certificate['made_by']}, and this is {made_by()}: where "
            "summary and certificate are worded otherwise, it is said here and is no fault"
        )


def _certificate(folder: Path) -> dict[str, Any]:
    """Raises ValueError when there is none, or none of ours."""
    file = folder / CERTIFICATE
    if not file.is_file():
        raise ValueError(f"{CERTIFICATE} is missing: this is no folder of a placement")
    try:
        data = strict_json(file.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{CERTIFICATE} is no JSON that can be read: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"{CERTIFICATE} is of another format; {FORMAT} is expected")
    files = data.get("files")
    if not isinstance(files, dict) or not set(RESULTS) <= files.keys():
        raise ValueError(f"{CERTIFICATE} does not name the files of the folder")
    if not isinstance(data.get("made_by"), str):
        raise ValueError(f"{CERTIFICATE} does not say what made it")
    if data.get("engine") not in list(Engine):
        raise ValueError(f"{CERTIFICATE} names the engine {data.get('engine')!r}, unknown here")
    return data


def _worked_out(folder: Path, certificate: dict[str, Any], progress: Progress) -> Outcome:
    inputs = folder / INPUTS
    paths = {
        name: inputs / f"{name}{suffix}"
        for name, suffix in (*product(TABLES, (".csv", ".parquet")), ("policy", ".json"))
        if (inputs / f"{name}{suffix}").is_file()
    }
    for name in ("wishes", "places"):
        paths.setdefault(name, inputs / f"{name}.csv")
    seed = (inputs / f"{SEED}.txt").read_bytes().decode()
    sources = Sources(**paths, seed=seed)
    try:
        given = given_seats(folder)
    except (OSError, ValueError):
        given = None  # said when the files are compared
    engine = _engine(certificate)
    return work_out(sources, engine=engine, progress=progress, given=given)


def _engine(certificate: dict[str, Any]) -> Engine:
    """The one that made the result, or where it is not installed another: they agree."""
    engine = Engine(certificate["engine"])
    return engine if engine is not Engine.NUMBA or find_spec("numba") else Engine.NUMPY


def _proved(outcome: Outcome, *, is_worded_alike: bool) -> Iterator[str]:
    """What holds, and what was not made, in words."""
    yield "every file is the one whose hash the certificate names"
    for one in outcome.checks:
        yield f"{one.name}: {one.note or WORDS[one.name]}"
    said = ", the explanations and the summary" if is_worded_alike else " and the explanations"
    yield f"the seats{said} are those that the inputs lead to"
    if outcome.overrides:
        yield f"decided or kept beforehand, told with what it breaks: {len(outcome.overrides)}"
