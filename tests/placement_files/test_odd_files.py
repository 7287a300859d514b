"""Files as other programs write them: what they mean is read, what they might mean is refused."""

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sapar.placement_files.pipeline import run
from sapar.placement_files.tables.inputs import Sources
from sapar.placement_files.tables.problems import BadInput

WISHES = "applicant_id,place_id,rank,score\nann,vilnius,1,84\nbob,vilnius,1,90\n"
PLACES = "place_id,quota,group_id\nvilnius,1,baltic\n"
GROUPS = "group_id,parent_id,quota\nbaltic,,1\n"


def sources(folder: Path, **tables: str | pa.Table) -> Sources:
    """The sound tables, with some of them as given."""
    files: dict[str, Any] = {}
    for name, table in {"wishes": WISHES, "places": PLACES, "groups": GROUPS, **tables}.items():
        if isinstance(table, str):
            files[name] = folder / f"{name}{'.json' if name == 'policy' else '.csv'}"
            files[name].write_bytes(table.encode())
        else:
            files[name] = folder / f"{name}.parquet"
            pq.write_table(table, files[name])
    return Sources(**files)


def seats(folder: Path, **tables: str | pa.Table) -> dict[str, str]:
    """Who got which place by these tables."""
    assert run(sources(folder, **tables), folder / "run").holds
    with (folder / "run/assignment.csv").open(encoding="utf-8", newline="") as file:
        return {row["applicant_id"]: row["place_id"] for row in csv.DictReader(file)}


def refused(folder: Path, **tables: str | pa.Table) -> str:
    with pytest.raises(BadInput) as caught:
        run(sources(folder, **tables), folder / "run")
    assert not (folder / "run").exists()
    return str(caught.value)


NOTHING = [
    pa.array([None], pa.string()),
    pa.array([None], pa.string()).dictionary_encode(),
    pa.array([None], pa.int64()),
    pa.nulls(1),
]


@pytest.mark.parametrize("nothing", NOTHING, ids=lambda column: str(column.type))
def test_nothing_in_parquet_is_an_empty_cell(tmp_path: Path, nothing: pa.Array) -> None:
    groups = pa.table({"group_id": ["baltic"], "parent_id": nothing, "quota": [1]})
    applicants = pa.table({"applicant_id": ["ann", "bob"], "type": pa.concat_arrays([nothing] * 2)})
    assert seats(tmp_path, groups=groups, applicants=applicants) == {"ann": "", "bob": "vilnius"}


def test_numbers_as_names_may_be_as_great_as_they_come(tmp_path: Path) -> None:
    greatest = 2**64 - 1
    wishes = pa.table(
        {
            "applicant_id": pa.array([greatest, greatest - 1], pa.uint64()),
            "place_id": ["vilnius"] * 2,
            "rank": [1, 1],
            "score": [84, 90],
        }
    )
    assert seats(tmp_path, wishes=wishes) == {str(greatest): "", str(greatest - 1): "vilnius"}


def test_a_score_is_written_in_digits(tmp_path: Path) -> None:
    assert refused(tmp_path, wishes=WISHES.replace("bob,vilnius,1,90", "0x1,vilnius,1,0x5A")) == (
        "wishes.csv, line 3, column score: '0x5A' given, a whole number is expected"
    )
    assert seats(tmp_path, wishes=WISHES.replace("bob", "0x1")) == {"0x1": "vilnius", "ann": ""}


def test_one_long_list_among_very_many_is_refused_before_it_fills_the_memory(
    tmp_path: Path,
) -> None:
    names = pa.array(range(150_000))
    ranks = pa.array([1] * 149_999 + [1000])
    wishes = pa.table({"applicant_id": names, "rank": ranks, "score": names})
    wishes = wishes.append_column("place_id", pa.array(["vilnius"] * 150_000))
    assert refused(tmp_path, wishes=wishes) == (
        "wishes.parquet, row 150000, column rank: 1000 given; with 150,000 applicants up to 894 is "
        "expected"
    )


def test_lines_that_end_as_on_old_machines_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path, wishes=WISHES.replace("\n", "\r")) == (
        "wishes.csv, line 1: the lines end in CR alone; LF or CR LF is expected"
    )


POLICIES = [
    ('{"context": {"call": "\\ud800"}}', "policy.json: half a sign (\\ud800) is no text"),
    ('{"reserves": ' + "9" * 5000 + "}", "policy.json: no JSON: a number has too many digits"),
    ('{"context": ' * 100_000, "policy.json: no JSON: one thing lies in another too many times"),
    ('{"closed": [], "closed": []}', "policy.json: 'closed' stands twice in one object"),
    ('{"precedence": ["law", "law"]}', "policy.json: precedence: 'law' stands there twice"),
    (
        '{"overrides": [{"applicant": "ann", "place": "vilnius", "reason": "r"}], '
        '"closed": ["vilnius"]}',
        "policy.json: overrides: 'ann' cannot have 'vilnius': this place is closed",
    ),
    (
        '{"overrides": [{"applicant": "ann", "place": 5, "reason": "r"}]}',
        "policy.json: overrides, entry 1, place: 5 given, a place or null is expected",
    ),
]


@pytest.mark.parametrize(("policy", "said"), POLICIES, ids=[said for _, said in POLICIES])
def test_a_policy_with_tricks_is_refused(tmp_path: Path, policy: str, said: str) -> None:
    assert refused(tmp_path, policy=policy) == said


def test_thresholds_are_asked_for_people_there_are(tmp_path: Path) -> None:
    assert refused(tmp_path, thresholds="ann\neve\n") == (
        "thresholds.csv, line 2, column applicant_id: 'eve' given; there is no such applicant"
    )


def test_a_seed_is_text(tmp_path: Path) -> None:
    given = sources(tmp_path)
    with pytest.raises(BadInput, match=r"^--seed: text in UTF-8 is expected$"):
        run(Sources(given.wishes, given.places, given.groups, seed="\udcff"), tmp_path / "run")
