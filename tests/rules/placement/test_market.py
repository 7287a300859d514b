"""From names to numbers: nested quotas, what is refused, one strict order, and no order of rows."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_rules.placement.engines.plain import solve_plain
from mobility_rules.placement.hierarchy import QuotasRefused, check_chains, nested
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.market import NOTHING, STANDINGS, UNLIMITED, as_standings
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Cap, Group, Policy, Reserve, SeatOrder
from mobility_rules.placement.tree import Tree, with_policy
from tests.rules.placement.instances import small_instances
from tests.rules.placement.small_markets import seeded

PLACES = ("P1", "P2", "P3")
TYPES = ("", "IT", "law")


def tree(policy: Policy, quotas: tuple[int, ...] = (2, 2, 2)) -> Tree:
    return with_policy(PLACES, np.array(quotas, dtype=np.int64), TYPES, policy)


def test_groups_that_nest_find_their_parents():
    members = {
        "country": {"P1", "P2", "P3"},
        "host": {"P1", "P2"},
        "agreement": {"P1"},
        "same as host": {"P1", "P2"},
        "elsewhere": {"P4"},
    }
    assert nested(members) == {
        "country": "",
        "host": "country",
        "same as host": "host",
        "agreement": "same as host",
        "elsewhere": "",
    }


def test_groups_that_overlap_are_refused_with_both_named():
    with pytest.raises(QuotasRefused) as refused:
        nested({"host": {"P1", "P2"}, "field": {"P2", "P3"}, "country": {"P1", "P2", "P3"}})
    assert refused.value.code == "groups-overlap"
    assert refused.value.values == {"first": "field", "second": "host", "place": "P2"}


@given(
    st.dictionaries(st.text(min_size=1, max_size=2), st.frozensets(st.integers(0, 5), min_size=1))
)
def test_exactly_those_groups_are_taken_that_lie_apart_or_within_each_other(drawn):
    members = {name: {f"P{number}" for number in places} for name, places in drawn.items()}
    pairs = [(one, other) for one in members.values() for other in members.values()]
    if all(one <= other or other <= one or not one & other for one, other in pairs):
        parents = nested(members)
        check_chains(parents)
        assert all(members[name] <= members[outer] for name, outer in parents.items() if outer)
    else:
        with pytest.raises(QuotasRefused, match="groups-overlap") as refused:
            nested(members)
        told = refused.value.values
        first, second = members[told["first"]], members[told["second"]]
        assert told["place"] in first & second
        assert first - second
        assert second - first


@pytest.mark.parametrize(
    ("parents", "code", "values"),
    [
        ({"A": "A"}, "groups-in-a-cycle", {"groups": ("A", "A")}),
        ({"A": "B", "B": "C", "C": "B"}, "groups-in-a-cycle", {"groups": ("B", "C", "B")}),
        ({"A": "B", "B": "C"}, "group-unknown", {"group": "C", "named_by": "B"}),
    ],
)
def test_chains_that_do_not_end_are_refused(parents, code, values):
    with pytest.raises(QuotasRefused) as refused:
        check_chains(parents)
    assert (refused.value.code, refused.value.values) == (code, values)


def test_a_policy_becomes_a_tree():
    policy = Policy(
        groups=(Group("host", 3, parent="country"), Group("country", 4)),
        member_of={"P1": "host", "P2": "host", "P3": "country"},
        reserves=(Reserve("P1", "IT", 1), Reserve("P1", "IT", 1)),
        caps=(Cap("P3", "law", 1), Cap("P3", "law", 2)),
    )
    made = tree(policy)
    assert made.nodes == ("P1", "P2", "P3", "host", "country")
    assert made.quotas.tolist() == [2, 2, 2, 3, 4]
    assert made.parents.tolist() == [3, 3, 4, 4, NOTHING]
    assert made.bins.tolist() == [0, 1, 2]
    assert made.rules.rule_of.tolist() == [0, NOTHING, 1, NOTHING, NOTHING]
    assert made.rules.first.tolist() == [[0, 2, 0], [0, 0, 0]]
    assert made.rules.caps.tolist() == [[UNLIMITED] * 3, [UNLIMITED, UNLIMITED, 1]]


def test_the_places_of_a_group_with_reserves_share_its_seats():
    policy = Policy(
        groups=(Group("country", 9), Group("pool", 2, "country"), Group("inner", 2, "pool")),
        member_of={"P1": "inner", "P2": "pool", "P3": "country"},
        reserves=(Reserve("pool", "IT", 1),),
    )
    made = tree(policy)
    assert made.bins.tolist() == [4, 4, 2]


def test_what_is_said_of_a_place_that_is_gone_holds_for_nothing():
    policy = Policy(groups=(Group("host", 1),), member_of={"P1": "host", "gone": "host"})
    assert tree(policy).parents.tolist() == [3, NOTHING, NOTHING, NOTHING]


HOST = Group("host", 3)
ALL_IN_HOST = dict.fromkeys(PLACES, "host")


@pytest.mark.parametrize(
    ("policy", "code", "values"),
    [
        pytest.param(policy, code, values, id=code)
        for code, policy, values in [
            ("group-doubled", Policy(groups=(HOST, HOST)), {"group": "host"}),
            ("group-doubled", Policy(groups=(Group("P1", 1),)), {"group": "P1"}),
            (
                "quota-negative",
                Policy(groups=(Group("host", -1),)),
                {"group": "host", "quota": -1},
            ),
            (
                "groups-in-a-cycle",
                Policy(groups=(Group("A", 1, "B"), Group("B", 1, "A"))),
                {"groups": ("A", "B", "A")},
            ),
            (
                "group-unknown",
                Policy(member_of={"P1": "host"}),
                {"group": "host", "named_by": "P1"},
            ),
            (
                "group-unknown",
                Policy(member_of={"P1": "P2"}),
                {"group": "P2", "named_by": "P1"},
            ),
            (
                "place-unknown",
                Policy(groups=(HOST, Group("inner", 1, "host")), member_of={"host": "inner"}),
                {"place": "host", "group": "inner"},
            ),
            ("seats-unknown", Policy(caps=(Cap("P9", "IT", 1),)), {"at": "P9"}),
            (
                "type-unknown",
                Policy(reserves=(Reserve("P1", "arts", 1),)),
                {"at": "P1", "type": "arts"},
            ),
            ("seats-negative", Policy(caps=(Cap("P1", "IT", -1),)), {"at": "P1", "seats": -1}),
            (
                "reserves-exceed-quota",
                Policy(reserves=(Reserve("P1", "IT", 2), Reserve("P1", "law", 1, SeatOrder.LAST))),
                {"at": "P1", "reserved": 3, "quota": 2},
            ),
            (
                "pool-crossed",
                Policy(groups=(HOST,), member_of=ALL_IN_HOST, caps=(Cap("host", "IT", 1),)),
                {"pool": "host", "quota": 3, "member": "P1", "member_quota": 2},
            ),
            (
                "pool-crossed",
                Policy(
                    groups=(Group("host", 2),),
                    member_of=ALL_IN_HOST,
                    reserves=(Reserve("host", "IT", 1), Reserve("P2", "IT", 1)),
                ),
                {"pool": "host", "quota": 2, "member": "P2", "member_quota": 2},
            ),
            (
                "reserve-last-below-group",
                Policy(
                    groups=(Group("country", 4), Group("host", 5, "country")),
                    member_of=ALL_IN_HOST,
                    reserves=(Reserve("P1", "IT", 1, SeatOrder.LAST),),
                ),
                {"at": "P1", "group": "host", "quota": 5, "below": 6},
            ),
        ]
    ],
)
def test_what_contradicts_itself_is_refused(policy, code, values):
    with pytest.raises(QuotasRefused) as refused:
        tree(policy)
    assert (refused.value.code, refused.value.values) == (code, values)


def test_seats_may_be_reserved_last_where_no_group_above_has_to_choose():
    """Six seats below: with a quota of six there is never one too many, further up neither."""
    policy = Policy(
        groups=(Group("country", 5), Group("host", 6, "country")),
        member_of=ALL_IN_HOST,
        reserves=(Reserve("P1", "IT", 1, SeatOrder.LAST),),
    )
    with pytest.raises(QuotasRefused, match=re.escape("group='country', quota=5, below=6")):
        tree(policy)
    made = tree(replace(policy, groups=(Group("country", 6), Group("host", 6, "country"))))
    assert made.rules.last.tolist() == [[0, 1, 0]]


@pytest.mark.parametrize(("host", "country"), [(1, 3), (4, 6), (9, 6)])
def test_no_more_comes_up_from_a_group_than_it_lets_through_and_than_there_is(host, country):
    """Two seats beside a host with twice two: what it trims away cannot come to the country."""
    policy = Policy(
        groups=(Group("country", country), Group("host", host, "country")),
        member_of={"P1": "country", "P2": "host", "P3": "host"},
        reserves=(Reserve("P1", "IT", 1, SeatOrder.LAST),),
    )
    assert tree(policy).rules.last.tolist() == [[0, 1, 0]]
    smaller = replace(policy, groups=(Group("country", country - 1), policy.groups[1]))
    with pytest.raises(QuotasRefused, match=f"below={country}"):
        tree(smaller)


def test_a_hole_keeps_the_rank_of_what_follows():
    rows = [Applicant("A1", ("P1", "nowhere", "P2"), 7), Applicant("A2", ("P1",), 9)]
    told = numbered(build([Place("P1", 1), Place("P2", 1)], rows))
    assert told.applicants == ("A2", "A1")
    assert told.market.wishes.tolist() == [[0, NOTHING, NOTHING], [0, NOTHING, 1]]
    assert solve_plain(told.market).tolist() == [0, 2]


def test_of_equal_scores_the_links_of_the_tie_break_decide_in_turn():
    rows = [
        Applicant("A1", ("P1",), 5, (3, -2)),
        Applicant("A2", ("P1",), 5, (4, -3)),
        Applicant("A3", ("P1",), 5, (4, -1)),
    ]
    told = numbered(build([Place("P1", 1)], rows, ("gpa", "lottery")))
    assert told.applicants == ("A1", "A2", "A3")
    assert solve_plain(told.market).tolist() == [NOTHING, NOTHING, 0]


def test_precedence_comes_before_any_score():
    rows = [
        Applicant("A1", ("P1",), 99, type="again"),
        Applicant("A2", ("P1",), 10, type="first-time"),
        Applicant("A3", ("P1",), 11, type="second-time"),
        Applicant("A4", ("P1",), 0, type="again", precedence=3),
    ]
    policy = Policy(precedence=("first-time", "second-time"))

    def placed(quota: int) -> set[str]:
        told = numbered(build([Place("P1", quota)], rows, policy=policy))
        columns = solve_plain(told.market).tolist()
        return {name for name, column in zip(told.applicants, columns, strict=True) if column == 0}

    assert [placed(1), placed(2), placed(3)] == [{"A4"}, {"A4", "A2"}, {"A4", "A2", "A3"}]


def test_the_order_of_rows_changes_nothing():
    """Of places, applicants and everything in the policy, in 500 markets that have all of it."""
    for seed, instance in enumerate(small_instances(500, applicants=8)):
        expected = _placed(instance)
        turned = _turned(instance, seed)
        assert turned.hash() == instance.hash()
        assert _placed(turned) == expected, seed


def _turned(instance: Instance, seed: int) -> Instance:
    pick = seeded(seed)

    def mixed(rows):
        left = list(rows)
        return [left.pop(pick(0, len(left) - 1)) for _ in range(len(left))]

    policy = instance.policy
    return build(
        mixed(instance.places.values()),
        mixed(instance.applicants.values()),
        instance.tie_break,
        Policy(
            groups=tuple(mixed(policy.groups)),
            member_of=dict(mixed(policy.member_of.items())),
            reserves=tuple(mixed(policy.reserves)),
            caps=tuple(mixed(policy.caps)),
        ),
    )


def _placed(instance: Instance) -> dict[str, str | None]:
    told = numbered(instance)
    return {
        name: None if column == NOTHING else instance.applicants[name].wishes[column]
        for name, column in zip(told.applicants, solve_plain(told.market).tolist(), strict=True)
    }


values = st.lists(st.integers(-(2**40), 2**40), min_size=1, max_size=6)


@given(values, st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_standings_keep_the_order_of_values_within_and_across_tiers(drawn, tiers):
    keys = np.array(drawn, dtype=np.int64)[:, None]
    levels = np.array(tiers[: len(drawn)], dtype=np.int64)
    plain, tiered = as_standings(keys)[:, 0], as_standings(keys, levels)[:, 0]
    assert plain.min() >= 0
    assert tiered.max() < STANDINGS
    for one in range(len(drawn)):
        for other in range(len(drawn)):
            assert (plain[one] < plain[other]) == (drawn[one] < drawn[other])
            assert (tiered[one] < tiered[other]) == (
                (tiers[one], drawn[one]) < (tiers[other], drawn[other])
            )
