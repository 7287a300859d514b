"""The same folder for a placement that is no table yet: of an `Instance`, under pseudonyms.

    write_instance(directory, instance, allocation, fixed=(), closed=(), seed="", commitment="",
                   context=None) -> Outcome
    as_zip(instance, allocation, name="placement", ...the same...) -> bytes

The names in instance, allocation and fixed are those that readers of the folder may see. The tables
are written first and placed by the pipeline of `sapar place`; a folder that did not come to the
given allocation is never written. Instead of the draw, the column tie tells the order among equals
alone, and only where it can matter.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance
from mobility_rules.placement.minimums import place as place_with_minimums
from sapar.placement_files.folder.writing import as_text
from sapar.placement_files.market.relative_ties import relative_ties
from sapar.placement_files.pipeline import run
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.tables.inputs import Sources

Row = dict[str, str | int]
MADE_AT = (2000, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that equal folders are equal archives."""


def write_instance(
    directory: Path,
    instance: Instance,
    allocation: Allocation,
    *,
    fixed: Iterable[Fixed] = (),
    closed: Iterable[str] = (),
    seed: str = "",
    commitment: str = "",
    context: Mapping[str, str] | None = None,
) -> Outcome:
    """Write the folder; its directory must not exist, or be empty.

    fixed: decisions of the commission and frozen seats, with reasons. closed: places closed by
    minimums. context: lines for the reader (call, run, date), shown in this order of names.
    Raises ValueError when these inputs do not lead to the allocation, `BadInput` when they cannot
    be placed at all.
    """
    decided, shut = tuple(fixed), tuple(closed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = Sources(
            wishes=_write(folder / "wishes.csv", _wishes(instance)),
            places=_write(folder / "places.csv", _places(instance)),
            applicants=_write(folder / "applicants.csv", _applicants(instance, decided)),
            policy=folder / "policy.json",
            seed=seed,
        )
        policy = _policy(instance, decided, shut, commitment, context or {})
        (folder / "policy.json").write_text(as_text(policy), "utf-8")
        return run(sources, directory, given=allocation.assigned)


def as_zip(
    instance: Instance,
    allocation: Allocation,
    *,
    name: str = "placement",
    fixed: Iterable[Fixed] = (),
    closed: Iterable[str] = (),
    seed: str = "",
    commitment: str = "",
    context: Mapping[str, str] | None = None,
) -> bytes:
    """The folder as an archive in which everything lies under the name."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(temporary) / name
        write_instance(
            directory,
            instance,
            allocation,
            fixed=fixed,
            closed=closed,
            seed=seed,
            commitment=commitment,
            context=context,
        )
        return zipped(directory)


def zipped(directory: Path) -> bytes:
    """The folder as an archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for file in sorted(path for path in directory.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(directory.parent)), MADE_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return written.getvalue()


def _wishes(instance: Instance) -> list[Row]:
    """Places that the instance does not know were dropped there and leave a gap."""
    return [
        {
            "applicant_id": one.id,
            "place_id": place,
            "rank": rank,
            "score": one.score_at(place),
            "eligible": int(one.may_have(place)),
        }
        for one in instance.applicants.values()
        for rank, place in enumerate(one.wishes, start=1)
        if place in instance.places
    ]


def _places(instance: Instance) -> list[Row]:
    return [{"place_id": place.id, "quota": place.quota} for place in instance.places.values()]


def _applicants(instance: Instance, fixed: Sequence[Fixed]) -> list[Row]:
    ties = relative_ties(instance, fixed)
    return [
        {
            "applicant_id": one.id,
            "type": one.type,
            "tie": ties[one.id],
            "level": one.level,
            "terms": "|".join(sorted(one.terms)),
            "precedence": one.precedence,
        }
        for one in instance.applicants.values()
    ]


def _policy(
    instance: Instance,
    fixed: Sequence[Fixed],
    closed: Sequence[str],
    commitment: str,
    context: Mapping[str, str],
) -> dict[str, Any]:
    policy: dict[str, Any] = dict(instance.policy.to_json())
    places = {
        place.id: {
            name: sorted(values)
            for name, values in (("levels", place.levels), ("terms", place.terms))
            if values
        }
        for place in instance.places.values()
    }
    policy |= {
        "places": {name: said for name, said in places.items() if said},
        "overrides": [
            _override(instance, one) for one in sorted(fixed, key=lambda one: one.applicant)
        ],
        "commitment": commitment,
        "context": dict(context),
        "closed": _closed_beforehand(instance, fixed, closed),
        "ties_are_relative": True,
    }
    return {name: said for name, said in policy.items() if said}


def _override(instance: Instance, one: Fixed) -> dict[str, Any]:
    told = {"applicant": one.applicant, "place": one.place, "reason": one.reason or "not given"}
    applicant = instance.applicants[one.applicant]
    if one.place is None or one.place in applicant.wishes:
        return told
    return told | {"score": applicant.score_at(one.place)}


def _closed_beforehand(
    instance: Instance, fixed: Sequence[Fixed], closed: Sequence[str]
) -> list[str]:
    """Nothing where the minimums close just these: then the folder proves that, too."""
    if not closed or place_with_minimums(instance, fixed).closed == tuple(sorted(closed)):
        return []
    return sorted(closed)


def _write(file: Path, rows: Sequence[Row]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file
