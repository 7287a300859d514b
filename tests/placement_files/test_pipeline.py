"""Whole runs: minimums in both ways, conditions, thresholds asked for, large and stopped ones."""

import csv
import json
import random
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobility_rules.placement.engines import Engine
from mobility_rules.placement.lottery import commitment
from mobility_rules.placement.thresholds import thresholds
from sapar.placement_files.folder.verification import verify_folder
from sapar.placement_files.pipeline import run, work_out
from sapar.placement_files.progress import Reporter
from sapar.placement_files.proof.given_result import NotTheResult
from sapar.placement_files.tables.inputs import Sources
from sapar.placement_files.tables.problems import BadInput
from tests.placement_files.writing import Row, write_tables


def crowd(people: int, places: int, seed: int = 1) -> dict[str, list[Row]]:
    """Everybody wishes three places; there are seats for two thirds."""
    chance = random.Random(seed)
    names = [f"p{number:03}" for number in range(places)]
    return {
        "wishes": [
            {"applicant_id": f"a{one:05}", "place_id": place, "rank": rank, "score": score}
            for one in range(people)
            for score in [chance.randrange(1000)]
            for rank, place in enumerate(chance.sample(names, k=3), start=1)
        ],
        "places": [{"place_id": name, "quota": people * 2 // 3 // places} for name in names],
    }


def sources(folder: Path, rows: dict[str, list[Row]], **more: Any) -> Sources:
    """policy: as data."""
    if policy := more.pop("policy", None):
        more["policy"] = folder / "policy.json"
        more["policy"].write_text(json.dumps(policy))
    return Sources(**write_tables(folder, rows), **more)


def certificate(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "run/certificate.json").read_text())
    return data


SPARSE: dict[str, list[Row]] = {
    "wishes": [
        {"applicant_id": "ann", "place_id": "graz", "rank": 1, "score": 9},
        {"applicant_id": "ann", "place_id": "riga", "rank": 2, "score": 9},
        {"applicant_id": "bob", "place_id": "riga", "rank": 1, "score": 8},
        {"applicant_id": "cyd", "place_id": "oslo", "rank": 1, "score": 7},
    ],
    "places": [{"place_id": name, "quota": 2} for name in ("graz", "oslo", "riga")],
}
KINDS: list[Row] = [{"applicant_id": name, "type": "dentistry"} for name in ("ann", "bob", "cyd")]
AT_LEAST_TWO = [{"at": name, "seats": 2} for name in ("graz", "oslo", "riga")]


def test_a_type_that_the_policy_speaks_of_and_nobody_has_stands_in_the_summary(
    tmp_path: Path,
) -> None:
    policy = {"reserves": [{"at": "riga", "type": "dentisry", "seats": 1}]}
    run(sources(tmp_path, {**SPARSE, "applicants": KINDS}, policy=policy), tmp_path / "run")
    text = (tmp_path / "run/summary.txt").read_text()
    assert "type dentistry: 3 applicants, 3 placed, 3 by the first wish" in text
    assert "type dentisry: nobody is of it, though the policy speaks of it" in text


def test_a_seat_that_a_full_shared_quota_keeps_back_is_told_from_one_that_is_free(
    tmp_path: Path,
) -> None:
    rows: dict[str, list[Row]] = {
        **SPARSE,
        "groups": [
            {"group_id": "inner", "parent_id": "outer", "quota": 9},
            {"group_id": "outer", "parent_id": "", "quota": 1},
        ],
        "places": [
            {"place_id": "graz", "quota": 2, "group_id": "inner"},
            {"place_id": "oslo", "quota": 2, "group_id": ""},
            {"place_id": "riga", "quota": 2, "group_id": ""},
        ],
    }
    run(sources(tmp_path, rows), tmp_path / "run")
    text = (tmp_path / "run/summary.txt").read_text()
    assert "    graz: 1, which the full shared quota keeps back\n" in text
    assert "    oslo: 1\n    riga: 1\n" in text
    assert verify_folder(tmp_path / "run").problems == ()


def test_a_promised_seed_that_is_not_given_is_asked_for(tmp_path: Path) -> None:
    policy = {"commitment": commitment("the seed")}
    with pytest.raises(BadInput, match="no seed is given"):
        run(sources(tmp_path, SPARSE, policy=policy), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_what_is_not_looked_at_in_large_runs_is_said(tmp_path: Path) -> None:
    run(sources(tmp_path, crowd(20_001, 30)), tmp_path / "run")
    text = (tmp_path / "run/summary.txt").read_text()
    assert "BESIDE THE RESULT\n  With more than 20,000 applicants it was not looked at" in text


@pytest.mark.parametrize("mode", ["close", "exact"])
def test_places_that_would_get_too_few_are_closed(tmp_path: Path, mode: str) -> None:
    policy = {"minimums": AT_LEAST_TWO, "minimum_mode": mode}
    outcome = run(sources(tmp_path, SPARSE, policy=policy), tmp_path / "run")
    assert outcome.holds
    told = certificate(tmp_path)
    assert told["figures"]["closed_places"] == ["graz", "oslo"]
    modes = told["diagnostics"]["minimum_modes"]
    assert {name: (one["placed"], one["rank_sum"]) for name, one in modes.items()} == {
        "close": (2, 3),
        "exact": (2, 3),
    }
    explained = (tmp_path / "run/explanations.csv").read_text().splitlines()
    assert explained[1].startswith("ann,1,graz,dropped,place-closed,")
    assert verify_folder(tmp_path / "run").problems == ()


EVEN: dict[str, list[Row]] = {
    "wishes": [
        {"applicant_id": one, "place_id": place, "rank": rank, "score": 5}
        for one in ("ann", "bob", "cyd")
        for rank, place in enumerate(("graz", "riga"), start=1)
    ],
    "places": [{"place_id": "graz", "quota": 1}, {"place_id": "riga", "quota": 2}],
}
EXACT = {"minimums": [{"at": "riga", "seats": 2}], "minimum_mode": "exact"}


def test_any_of_several_equally_good_exact_results_is_accepted(tmp_path: Path) -> None:
    """The exact mode promises a number of placed and a sum of ranks, and no more."""
    for at, first in enumerate(("ann", "bob", "cyd")):
        given: dict[str, str | None] = dict.fromkeys(("ann", "bob", "cyd"), "riga")
        given[first] = "graz"
        folder = tmp_path / str(at)
        folder.mkdir()
        run(sources(folder, EVEN, policy=EXACT), folder / "run", given=given)
        assert f"{first},graz,1" in (folder / "run/assignment.csv").read_text()
        assert verify_folder(folder / "run").problems == ()


def test_a_worse_exact_result_is_refused(tmp_path: Path) -> None:
    given: dict[str, str | None] = {"ann": "riga", "bob": "riga", "cyd": None}
    with pytest.raises(NotTheResult):
        run(sources(tmp_path, EVEN, policy=EXACT), tmp_path / "run", given=given)


def test_what_the_exact_mode_gives_up_is_noted(tmp_path: Path) -> None:
    rows = {**EVEN, "wishes": EVEN["wishes"].copy()}
    rows["wishes"] += [{"applicant_id": "dan", "place_id": "graz", "rank": 1, "score": 10}]
    given: dict[str, str | None] = {"ann": "graz", "bob": "riga", "cyd": "riga", "dan": None}
    run(sources(tmp_path, rows, policy=EXACT), tmp_path / "run", given=given)
    told = {check["name"]: check for check in certificate(tmp_path)["checks"]}
    assert told["no-justified-envy"]["holds"]
    note = told["no-justified-envy"]["note"]
    assert note.startswith("not promised in the exact mode: ")
    assert "dan would rather have graz, which ann got with a lower standing" in note


def test_a_minimum_above_the_quota_is_refused(tmp_path: Path) -> None:
    policy = {"minimums": [{"at": "graz", "seats": 3}]}
    with pytest.raises(BadInput, match="minimums: 3 at 'graz', whose quota is 2"):
        run(sources(tmp_path, SPARSE, policy=policy), tmp_path / "run")


def test_who_is_placed_on_a_condition_is_told(tmp_path: Path) -> None:
    policy = {"conditional": [{"at": "graz", "seats": 1, "condition": "the host confirms"}]}
    rows: dict[str, list[Row]] = {
        "wishes": [{**row, "score": 9 - at // 2} for at, row in enumerate(EVEN["wishes"])],
        "places": [{"place_id": "graz", "quota": 2}, {"place_id": "riga", "quota": 2}],
    }
    run(sources(tmp_path, rows, policy=policy), tmp_path / "run")
    told = certificate(tmp_path)["diagnostics"]["on_condition"]
    assert told == {"bob": "the host confirms"}
    assert "bob is placed only if: the host confirms" in (tmp_path / "run/summary.txt").read_text()


def test_a_condition_without_which_the_reserves_cannot_be_kept_is_told(tmp_path: Path) -> None:
    policy = {
        "conditional": [{"at": "graz", "seats": 1, "condition": "the host confirms"}],
        "reserves": [{"at": "graz", "type": "law", "seats": 1}],
    }
    rows: dict[str, list[Row]] = {
        **EVEN,
        "applicants": [{"applicant_id": one, "type": "law"} for one in ("ann", "bob", "cyd")],
    }
    run(sources(tmp_path, rows, policy=policy), tmp_path / "run")
    assert certificate(tmp_path)["diagnostics"]["on_condition_unknown"] == (
        "if the condition fails, 1 seats are reserved at 'graz', whose quota is 0"
    )


@pytest.mark.parametrize("engine", [Engine.NUMPY, Engine.NUMBA])
def test_a_large_run_tells_the_thresholds_asked_for(tmp_path: Path, engine: Engine) -> None:
    """Above 20,000 no threshold is told but those asked for, by one name a line."""
    rows = crowd(20_004, 60)
    asked = tmp_path / "asked.txt"
    asked.write_text("a00003\n\na19999\na00007\n")
    phases: list[str] = []

    def note(phase: str, share: float | None = None) -> None:
        phases.append(phase)

    outcome = run(
        sources(tmp_path, rows, thresholds=asked, seed="s"),
        tmp_path / "run",
        engine=engine,
        progress=note,
    )
    assert outcome.holds
    assert list(dict.fromkeys(phases)) == [
        "copying the inputs",
        "reading",
        "placing",
        "checking",
        "thresholds",
        "writing",
        "writing explanations",
    ]
    with (tmp_path / "run/explanations.csv").open(newline="") as file:
        told = [row for row in csv.DictReader(file) if row["outcome"] == "missed"]
    with_threshold = {row["applicant_id"] for row in told if row["enough"]}
    missing = {row["applicant_id"] for row in told}
    assert with_threshold == missing & {"a00003", "a19999", "a00007"}
    notes = {check["name"]: check.get("note") for check in certificate(tmp_path)["checks"]}
    assert notes["second-opinion"] == "not run: more than 20,000 applicants"
    assert verify_folder(tmp_path / "run").problems == ()


@pytest.mark.parametrize("closed", [[], ["p000"]])
def test_thresholds_are_those_of_the_market_in_which_everybody_was_placed(
    tmp_path: Path, closed: list[str]
) -> None:
    """Though the market without those asked for was made while everybody was being placed."""
    asked = tmp_path / "asked.txt"
    asked.write_text("\n".join(f"a{one:05}" for one in range(0, 20_004, 500)))
    rows = crowd(20_004, 60)
    outcome = work_out(sources(tmp_path, rows, thresholds=asked, policy={"closed": closed}))
    told, placed = outcome.thresholds, outcome.placed
    assert told is not None
    numbers = np.array([int(name[1:]) % 500 == 0 for name in outcome.placement.names.applicants])
    expected = thresholds(placed.market, placed.granted, np.flatnonzero(numbers).tolist())
    assert len(told.rival) > 20
    assert told.rival.tolist() == expected.rival.tolist()
    assert told.applicant.tolist() == expected.applicant.tolist()


def test_an_unknown_name_on_the_list_is_said_with_its_line(tmp_path: Path) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("a00003\n\nnobody\n")
    with pytest.raises(BadInput, match=r"asked\.txt, line 3, column applicant_id: 'nobody' given"):
        run(sources(tmp_path, crowd(20_004, 60), thresholds=asked), tmp_path / "run")


def test_every_format_and_order_of_rows_gives_the_same_result(tmp_path: Path) -> None:
    written = []
    for suffix in (".csv", ".parquet"):
        for is_turned in (False, True):
            rows = crowd(200, 12)
            if is_turned:
                random.Random(2).shuffle(rows["wishes"])
                rows["places"].reverse()
            folder = tmp_path / f"{suffix}{is_turned}"
            folder.mkdir()
            files = write_tables(folder, rows, suffix)
            run(Sources(**files, seed="s"), folder / "run")
            written.append(
                [(folder / "run" / name).read_text() for name in ("assignment.csv", "summary.txt")]
            )
    assert written[1:] == written[:1] * 3


def test_the_seed_decides_among_equals_alone(tmp_path: Path) -> None:
    placed = {}
    for seed in ("", "one", "two", "three"):
        folder = tmp_path / f"seed-{seed}"
        folder.mkdir()
        run(sources(folder, EVEN, seed=seed), folder / "run")
        placed[seed] = (folder / "run/assignment.csv").read_text()
        assert (folder / "run/inputs/seed.txt").read_text() == seed
    assert len(set(placed.values())) > 1
    assert "The seed of the lottery is empty" in (tmp_path / "seed-/run/summary.txt").read_text()


def test_stopped_in_the_middle_nothing_is_left(tmp_path: Path) -> None:
    def stop(phase: str, share: float | None) -> None:
        if phase == "writing explanations":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sources(tmp_path, EVEN), tmp_path / "run", progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places.csv", "wishes.csv"]


def test_progress_is_silent_for_a_second_and_then_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = StringIO()
    tell = Reporter(stream)
    for at, phase, share in (
        (100.1, "reading", None),
        (101.5, "placing", None),
        (101.6, "thresholds", 0.1),
        (101.7, "thresholds", 0.2),
        (102.9, "thresholds", 0.5),
    ):
        now[0] = at
        tell(phase, share)
    assert stream.getvalue() == (
        "    1.5 s  placing\n    1.6 s  thresholds 10%\n    2.9 s  thresholds 50%\n"
    )
