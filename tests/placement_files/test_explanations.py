"""What the table says of a wish is what the kernel says of it, and the thresholds are exact."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.explanation import WishExplanation, WishOutcome, explain_all
from mobility_rules.placement.instance import Instance, build
from sapar.placement_files.folder.of_instance import write_instance
from sapar.placement_files.pipeline import run
from sapar.placement_files.tables.inputs import Sources
from tests.placement_files.markets import some_instance
from tests.placement_files.writing import Row, write_tables

HOPELESS = 10**6
TOLD = ("own_score", "last_admitted", "gap", "waiting_position", "enough")


def explained(folder: Path, instance: Instance) -> list[dict[str, str]]:
    """The table for an instance as anybody would put it into tables, the order of ties included."""
    by_tie = sorted(instance.applicants.values(), key=lambda one: one.tie, reverse=True)
    rows: dict[str, list[Row]] = {
        "wishes": [
            {
                "applicant_id": one.id,
                "place_id": place,
                "rank": rank,
                "score": one.score_at(place),
                "eligible": int(one.may_have(place)),
            }
            for one in instance.applicants.values()
            for rank, place in enumerate(one.wishes, start=1)
        ],
        "places": [{"place_id": one.id, "quota": one.quota} for one in instance.places.values()],
        "applicants": [
            {
                "applicant_id": one.id,
                "type": one.type,
                "tie": tie,
                "level": one.level,
                "precedence": one.precedence,
            }
            for tie, one in enumerate(by_tie)
        ],
    }
    levels = {one.id: {"levels": sorted(one.levels)} for one in instance.places.values()}
    policy = instance.policy.to_json() | {
        "places": {name: said for name, said in levels.items() if said["levels"]}
    }
    (folder / "policy.json").write_text(json.dumps(policy))
    files = write_tables(folder, rows)
    run(Sources(**files, policy=folder / "policy.json"), folder / "run")
    with (folder / "run/explanations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("seed", range(150))
def test_each_wish_is_told_as_by_the_kernel(tmp_path: Path, seed: int) -> None:
    instance = some_instance(seed)
    rows = {(row["applicant_id"], int(row["rank"])): row for row in explained(tmp_path, instance)}
    for applicant, wishes in explain_all(instance, solve(instance)).items():
        for wish in wishes:
            row = rows.pop((applicant, wish.rank), None)
            if wish.outcome is WishOutcome.NOT_CONSIDERED:
                assert row is None
                continue
            assert row is not None
            assert (row["place_id"], row["outcome"]) == (wish.place, wish.outcome)
            assert (row["reason"], row["seat"]) == (wish.reason, wish.seat)
            if wish.outcome is not WishOutcome.DROPPED:
                told = {name: getattr(wish, name) for name in TOLD}
                assert {name: row[name] for name in TOLD} == {
                    name: "" if value is None else str(value) for name, value in told.items()
                }, wish
                assert row["decided_by"] == decided_by(wish), wish
    assert rows == {}


def decided_by(wish: WishExplanation) -> str:
    if wish.outcome is WishOutcome.MISSED and wish.enough is None:
        return "precedence"
    return "tie" if wish.decided_by in ("grade", "lottery") else wish.decided_by


def with_score(instance: Instance, applicant: str, place: str, score: int) -> Instance:
    rows = dict(instance.applicants)
    one = rows[applicant]
    rows[applicant] = replace(one, scores={**one.scores, place: score})
    return build(instance.places.values(), rows.values(), instance.tie_break, instance.policy)


@pytest.mark.parametrize("seed", range(40))
def test_a_threshold_is_just_enough(tmp_path: Path, seed: int) -> None:
    instance = some_instance(seed)
    for row in explained(tmp_path, instance):
        applicant, place = row["applicant_id"], row["place_id"]
        if row["outcome"] != "missed":
            continue
        enough = int(row["enough"]) if row["enough"] else HOPELESS
        reached = instance.applicants[applicant].wishes[: int(row["rank"])]
        got = solve(with_score(instance, applicant, place, enough)).assigned[applicant]
        assert (got in reached) == (enough != HOPELESS)
        got = solve(with_score(instance, applicant, place, enough - 1)).assigned[applicant]
        assert got not in reached


@pytest.mark.parametrize("seed", range(40))
def test_where_ties_are_relative_a_threshold_is_enough_whatever_the_lot(
    tmp_path: Path, seed: int
) -> None:
    instance = some_instance(seed)
    exact = {
        (row["applicant_id"], row["rank"]): row["enough"] for row in explained(tmp_path, instance)
    }
    write_instance(tmp_path / "pseudonyms", instance, solve(instance))
    with (tmp_path / "pseudonyms/explanations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = exact.pop((row["applicant_id"], row["rank"]))
            assert (row["enough"] == "") == (told == "")
            assert told == "" or int(row["enough"]) - int(told) in (0, 1)
    assert exact == {}
