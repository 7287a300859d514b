"""The market made of columns is the market that the kernel makes of named rows."""

import random
from pathlib import Path

import numpy as np
import pytest

from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.lottery import draw
from mobility_rules.placement.market import NOTHING, Integers
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Cap, Group, Policy, Reserve
from sapar.placement_files.market.market_tables import Placement, market_of
from sapar.placement_files.tables.given import Tables
from sapar.placement_files.tables.policy_file import PolicyFile
from tests.placement_files.writing import Row, read, write_tables

SEED = "a seed"
LEVELS, TERMS, TYPES = ("bachelor", "master"), ("autumn", "spring"), ("", "law", "medicine")


def some_rows(chance: random.Random) -> dict[str, list[Row]]:
    places = [f"p{number}" for number in range(5)]
    people = [f"a{number}" for number in range(12)]
    wishes: list[Row] = [
        {
            "applicant_id": one,
            "place_id": place,
            "rank": rank,
            "score": chance.randrange(4),
            "eligible": int(chance.random() < 0.9),
        }
        for one in people[1:]
        for rank, place in enumerate(chance.choices(places, k=chance.randrange(1, 6)), start=1)
    ]
    chance.shuffle(wishes)
    applicants: list[Row] = [
        {
            "applicant_id": one,
            "type": chance.choice(TYPES),
            "tie": chance.randrange(3),
            "level": chance.choice(("", *LEVELS)),
            "terms": "|".join(chance.sample(TERMS, k=chance.randrange(3))),
            "precedence": chance.randrange(2),
        }
        for one in people
    ]
    quotas: list[Row] = [
        {"place_id": one, "quota": chance.randrange(4), "group_id": ""} for one in places
    ]
    quotas[0]["group_id"] = quotas[1]["group_id"] = "inner"
    groups: list[Row] = [
        {"group_id": "inner", "parent_id": "outer", "quota": 2},
        {"group_id": "outer", "parent_id": "", "quota": 3},
    ]
    return {"wishes": wishes, "places": quotas, "groups": groups, "applicants": applicants}


POLICY = Policy(
    reserves=(Reserve("p2", "law", 0), Reserve("p3", "medicine", 0)),
    caps=(Cap("p2", "medicine", 1),),
    precedence=("medicine",),
)
FILE = PolicyFile(
    POLICY,
    levels={"p1": frozenset(("master",))},
    terms={"p2": frozenset(("autumn",)), "p3": frozenset(TERMS)},
)


def instance_of(rows: dict[str, list[Row]]) -> Instance:
    """The same in the kernel's words. A score that differs between two wishes for one place does
    not exist there, so only the first wish for a place counts."""
    lots = draw(SEED, [str(row["applicant_id"]) for row in rows["applicants"]])
    by_applicant: dict[str, list[Row]] = {}
    for row in sorted(rows["wishes"], key=lambda row: row["rank"]):
        by_applicant.setdefault(str(row["applicant_id"]), []).append(row)
    applicants = []
    for row in rows["applicants"]:
        own = by_applicant.get(str(row["applicant_id"]), [])
        applicants.append(
            Applicant(
                id=str(row["applicant_id"]),
                wishes=tuple(str(wish["place_id"]) for wish in own),
                score=0,
                tie=(-int(row["tie"]), -lots[str(row["applicant_id"])]),
                eligible=frozenset(str(wish["place_id"]) for wish in own if wish["eligible"]),
                scores={str(wish["place_id"]): int(wish["score"]) for wish in reversed(own)},
                type=str(row["type"]),
                level=str(row["level"]),
                terms=frozenset(filter(None, str(row["terms"]).split("|"))),
                precedence=int(row["precedence"]),
            )
        )
    places = [
        Place(
            str(row["place_id"]),
            int(row["quota"]),
            FILE.levels.get(str(row["place_id"]), frozenset()),
            FILE.terms.get(str(row["place_id"]), frozenset()),
        )
        for row in rows["places"]
    ]
    policy = Policy(
        groups=(Group("inner", 2, "outer"), Group("outer", 3)),
        member_of={"p0": "inner", "p1": "inner"},
        reserves=POLICY.reserves,
        caps=POLICY.caps,
        precedence=POLICY.precedence,
    )
    return build(places, applicants, ("tie", "lottery"), policy)


def one_of_each(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """No place twice on one list with two scores or two answers about eligibility."""
    first: dict[tuple[object, object], Row] = {}
    for row in sorted(rows["wishes"], key=lambda row: row["rank"]):
        kept = first.setdefault((row["applicant_id"], row["place_id"]), row)
        row["score"], row["eligible"] = kept["score"], kept["eligible"]
    return rows


@pytest.fixture(params=range(60))
def rows(request: pytest.FixtureRequest) -> dict[str, list[Row]]:
    return one_of_each(some_rows(random.Random(request.param)))


def placement_of(folder: Path, rows: dict[str, list[Row]], suffix: str) -> Placement:
    files = write_tables(folder, rows, suffix)
    return market_of(
        Tables(
            read("wishes", files),
            read("places", files),
            read("groups", files),
            read("applicants", files),
            FILE,
        ),
        SEED,
    )


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_it_is_the_market_of_the_named_rows(
    tmp_path: Path, rows: dict[str, list[Row]], suffix: str
) -> None:
    made = placement_of(tmp_path, rows, suffix)
    expected = numbered(instance_of(rows))
    assert made.applicants.to_pylist() == list(expected.applicants)
    assert (made.seats.nodes, made.seats.types) == (expected.nodes, expected.types)
    ours, theirs = made.market, expected.market
    length = theirs.wishes.shape[1]
    assert np.array_equal(ours.wishes[:, :length], theirs.wishes)
    for name in ("types", "quotas", "parents", "bins"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name
    for name in ("rule_of", "first", "last", "caps"):
        assert np.array_equal(getattr(ours.rules, name), getattr(theirs.rules, name)), name
    taking_part = theirs.wishes != NOTHING
    assert in_order(ours.standings[taking_part]) == in_order(theirs.standings[taking_part])


def in_order(standings: Integers) -> list[int]:
    """Standings without the gaps between them, which dropped wishes may widen."""
    return np.unique(standings, return_inverse=True)[1].tolist()


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = one_of_each(some_rows(random.Random(7)))
    one = placement_of(tmp_path, rows, ".csv")
    for table in rows.values():
        table.reverse()
    other = placement_of(tmp_path, rows, ".csv")
    assert one.applicants.equals(other.applicants)
    assert np.array_equal(one.market.wishes, other.market.wishes)
    assert np.array_equal(one.market.standings, other.market.standings)
