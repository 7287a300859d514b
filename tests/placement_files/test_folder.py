"""The folder of an instance: the same seats by the columns as by the kernel's named rows."""

import csv
import json
from pathlib import Path

import pytest

from mobility_rules.placement.minimums import place
from sapar.placement_files.folder import write_instance
from tests.placement_files.markets import some_instance


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("seed", range(120))
def test_columns_give_the_seats_that_named_rows_give(tmp_path: Path, seed: int) -> None:
    instance = some_instance(seed, minimums=seed % 3 == 0)
    result = place(instance)
    written = write_instance(
        tmp_path / "run", instance, result.allocation, closed=result.closed, context={"call": "C"}
    )
    assert written.holds, [check for check in written.checks if not check.holds]
    assigned = {row["applicant_id"]: row["place_id"] or None for row in rows_of_run(tmp_path)}
    assert assigned == result.allocation.assigned
    certificate = json.loads((tmp_path / "run/certificate.json").read_text())
    assert certificate["figures"]["closed_places"] == list(result.closed)


def rows_of_run(folder: Path) -> list[dict[str, str]]:
    return rows_of(folder / "run/assignment.csv")
