"""The folder of an instance: the same seats by the columns as by the kernel's named rows."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from mobility_rules.placement.certificate import certify
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.explanation import WishOutcome, explain_all
from mobility_rules.placement.fixing import Fixed, lost, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.minimums import place
from mobility_rules.placement.policy import Group, Minimum, MinimumMode, Policy
from sapar.placement_files.folder.of_instance import as_zip, write_instance
from sapar.placement_files.folder.verification import verify_folder
from sapar.placement_files.market.relative_ties import relative_ties
from sapar.placement_files.proof.given_result import NotTheResult
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


@pytest.mark.parametrize("seed", range(150))
def test_what_the_commission_decides_stands_with_what_it_breaks(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    instance = with_scores_of_places(some_instance(seed), chance)
    fixed = some_decisions(instance, chance)
    try:
        allocation = solve(with_fixed(instance, fixed))
    except QuotasRefused:
        return
    if lost(fixed, allocation):
        return
    written = write_instance(tmp_path / "run", instance, allocation, fixed=fixed)
    assert written.holds
    certificate = json.loads((tmp_path / "run/certificate.json").read_text())
    told = certify(instance, allocation, fixed=fixed).to_json()["overrides"]
    for one in told:
        one["breaks"].sort(key=lambda broken: list(broken.values()))
    assert certificate["overrides"] == told
    assert verify_folder(tmp_path / "run").holds
    explained = {
        (row["applicant_id"], row["rank"]): row
        for row in rows_of(tmp_path / "run/explanations.csv")
    }
    decided = {one.applicant for one in fixed}
    for applicant, wishes in explain_all(with_fixed(instance, fixed), allocation).items():
        for wish in wishes if applicant not in decided else ():
            if wish.outcome in (WishOutcome.GRANTED, WishOutcome.MISSED):
                row = explained[applicant, str(wish.rank)]
                last = "" if wish.last_admitted is None else str(wish.last_admitted)
                assert (row["outcome"], row["last_admitted"]) == (wish.outcome, last)


def with_scores_of_places(instance: Instance, chance: Random) -> Instance:
    rows = [
        replace(one, scores={place: chance.randrange(4) for place in instance.places})
        for one in instance.applicants.values()
    ]
    return build(instance.places.values(), rows, instance.tie_break, instance.policy)


def some_decisions(instance: Instance, chance: Random) -> list[Fixed]:
    """Wishes that may be granted or not, places that were not wished, and nowhere."""
    everybody = sorted(instance.applicants)
    decided = chance.sample(everybody, k=min(len(everybody), chance.randrange(1, 4)))
    return [
        Fixed(one, chance.choice((*instance.applicants[one].wishes, *instance.places, None)), "so")
        for one in decided
    ]


def test_a_wish_that_may_not_be_granted_keeps_its_score_when_it_is_decided(tmp_path: Path) -> None:
    """Ann is better at the place that was not given, which is no reason to pass over Bob."""
    instance = build(
        [Place("p", 1), Place("q", 1)],
        [
            Applicant("ann", ("p", "q"), 9, (1,), frozenset({"q"}), {"p": 1}),
            Applicant("bob", ("p",), 5, (2,)),
        ],
        ("lottery",),
    )
    fixed = [Fixed("ann", "p", "as agreed")]
    allocation = solve(with_fixed(instance, fixed))
    (told,) = write_instance(tmp_path / "run", instance, allocation, fixed=fixed).overrides
    passed_over = [one for one in told["breaks"] if one["applicant"] == "bob"]
    certified = certify(instance, allocation, fixed=fixed).to_json()["overrides"][0]["breaks"]
    assert len(passed_over) == 1
    assert passed_over == [one for one in certified if one["applicant"] == "bob"]


def test_the_most_are_placed_where_every_minimum_is_kept_by_a_decision(tmp_path: Path) -> None:
    instance = build(
        [Place("p", 2), Place("q", 1)],
        [
            Applicant("ann", ("q", "p"), 9, (1,)),
            Applicant("bob", ("q",), 8, (2,)),
            Applicant("cyd", ("p",), 7, (3,)),
        ],
        ("lottery",),
        Policy(minimums=(Minimum("p", 2),), minimum_mode=MinimumMode.EXACT),
    )
    fixed = [Fixed("cyd", "p", "as agreed")]
    result = place(instance, fixed)
    assert result.allocation.assigned == {"ann": "p", "bob": "q", "cyd": "p"}
    assert write_instance(tmp_path / "run", instance, result.allocation, fixed=fixed).holds


def test_an_allocation_that_does_not_follow_is_never_written(tmp_path: Path) -> None:
    instance = build(
        [Place("p", 1)],
        [Applicant("a", ("p",), 2, (1,)), Applicant("b", ("p",), 1, (2,))],
        ("lottery",),
    )
    with pytest.raises(NotTheResult, match=r"^a got no place; computed anew it is p$"):
        write_instance(tmp_path / "run", instance, Allocation({"a": None, "b": "p"}))
    with pytest.raises(NotTheResult, match="b is in the inputs or in the result"):
        write_instance(tmp_path / "run", instance, Allocation({"a": "p"}))
    assert list(tmp_path.iterdir()) == []


def test_an_archive_holds_the_same_files_in_equal_bytes() -> None:
    instance = some_instance(4)
    allocation = solve(instance)
    first, second = (as_zip(instance, allocation, name="run-7") for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == [
            "run-7/assignment.csv",
            "run-7/certificate.json",
            "run-7/explanations.csv",
            *(
                f"run-7/inputs/{name}"
                for name in ("applicants.csv", "places.csv", "policy.json", "seed.txt")
            ),
            "run-7/inputs/wishes.csv",
            "run-7/summary.txt",
        ]


def applicants_of(*rows: tuple[str, tuple[str, ...], int]) -> Instance:
    """The later ones were drawn before the earlier ones."""
    return build(
        [Place("p", 1), Place("q", 1), Place("r", 1)],
        [Applicant(one, wishes, score, (at,)) for at, (one, wishes, score) in enumerate(rows)],
        ("lottery",),
        Policy(groups=(Group("g", 1),), member_of={"q": "g", "r": "g"}),
    )


def test_ties_tell_the_order_of_equals_who_meet_and_nothing_else() -> None:
    meeting = applicants_of(("a", ("p",), 5), ("b", ("p",), 5), ("c", ("p",), 5))
    assert relative_ties(meeting) == {"a": 2, "b": 1, "c": 0}
    apart = applicants_of(("a", ("p",), 5), ("b", ("q",), 5), ("c", ("p",), 6))
    assert relative_ties(apart) == {"a": 0, "b": 0, "c": 0}
    in_a_group = applicants_of(("a", ("q",), 5), ("b", ("r",), 5), ("c", ("p",), 5))
    assert relative_ties(in_a_group) == {"a": 1, "b": 0, "c": 0}


def test_a_chain_of_equals_is_as_short_as_can_be() -> None:
    chain = applicants_of(
        ("a", ("p",), 5), ("b", ("p", "q"), 5), ("c", ("q",), 5), ("d", ("q",), 5)
    )
    assert relative_ties(chain) == {"a": 3, "b": 2, "c": 1, "d": 0}
    both_ends = applicants_of(("b", ("p", "q"), 5), ("a", ("p",), 5), ("c", ("q",), 5))
    assert relative_ties(both_ends) == {"a": 0, "b": 1, "c": 0}
