"""The inputs of a run: copied first and read from the copies, so that what is proved is what lies
in the folder, whatever happens to the originals meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sapar.placement_files.tables.asked import read_asked
from sapar.placement_files.tables.given import Tables
from sapar.placement_files.tables.layouts import APPLICANTS, GROUPS, PLACES, WISHES
from sapar.placement_files.tables.parquet_reading import is_parquet
from sapar.placement_files.tables.policy_file import PolicyFile, read_policy
from sapar.placement_files.tables.problems import BadInput, refuse
from sapar.placement_files.tables.reading import read_table
from sapar.placement_files.tables.table import Table

PART = 1 << 20
TABLES = ("wishes", "places", "groups", "applicants", "thresholds")
SEED = "seed"
INPUTS = "inputs"
"""The folder within a run's folder that holds the copies."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a run. thresholds: a list of those whose exact thresholds are asked for."""

    wishes: Path
    places: Path
    groups: Path | None = None
    applicants: Path | None = None
    policy: Path | None = None
    thresholds: Path | None = None
    seed: str = ""

    def files(self) -> dict[str, Path]:
        """Name -> file, of those that are given."""
        named = {name: getattr(self, name) for name in (*TABLES, "policy")}
        return {name: path for name, path in named.items() if path is not None}


@dataclass(frozen=True, slots=True)
class Copied:
    """sources: the copies. hashes: copy's name -> SHA-256. originals: copy's name -> as given."""

    sources: Sources
    hashes: Mapping[str, str]
    originals: Mapping[str, str]


def copy_inputs(sources: Sources, folder: Path) -> Copied:
    """Copies in the folder, each under the name of what it is. Raises `BadInput`."""
    paths: dict[str, Path] = {}
    hashes, originals = {}, {}
    for name, path in sources.files().items():
        try:
            copy = folder / f"{name}{_suffix(name, path)}"
            hashes[copy.name] = _copy(path, copy)
        except FileNotFoundError:
            raise refuse(path, f"there is no such file (--{name})") from None
        except OSError as error:
            if error.filename != str(path):
                raise  # it is the copy that cannot be written
            raise refuse(path, f"this file cannot be read: {error.strerror}") from None
        paths[name], originals[copy.name] = copy, path.name
    seed = folder / f"{SEED}.txt"
    try:
        seed.write_bytes(sources.seed.encode())
    except UnicodeEncodeError:
        raise refuse(f"--{SEED}", "text in UTF-8 is expected") from None
    hashes[seed.name] = sha256_of_file(seed)
    return Copied(Sources(**paths, seed=sources.seed), hashes, originals)


def _suffix(name: str, path: Path) -> str:
    if name == "policy":
        return ".json"
    return ".parquet" if is_parquet(path) else ".csv"


def _copy(path: Path, copy: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as source, copy.open("wb") as target:
        while part := source.read(PART):
            found.update(part)
            target.write(part)
    return found.hexdigest()


def sha256_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def named_as_given(copied: Copied) -> Iterator[None]:
    """Within it, problems name the files that were given instead of the copies."""
    try:
        yield
    except BadInput as bad:
        raise BadInput(
            replace(problem, file=copied.originals.get(problem.file, problem.file))
            for problem in bad.problems
        ) from None


def read_inputs(sources: Sources) -> tuple[Tables, Table | None]:
    """The tables, and the list of those whose thresholds are asked for. Raises `BadInput`."""
    policy, groups, applicants = sources.policy, sources.groups, sources.applicants
    with ThreadPoolExecutor(1) as beside:
        # The two tables that may be large.
        people = None if applicants is None else beside.submit(read_table, applicants, APPLICANTS)
        tables = Tables(
            wishes=read_table(sources.wishes, WISHES),
            places=read_table(sources.places, PLACES),
            groups=None if groups is None else read_table(groups, GROUPS),
            applicants=None if people is None else people.result(),
            policy=PolicyFile() if policy is None else read_policy(policy),
            policy_file="policy.json" if policy is None else policy.name,
        )
    asked = sources.thresholds
    return tables, None if asked is None else read_asked(asked)
