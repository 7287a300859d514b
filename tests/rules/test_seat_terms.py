"""What contradicts itself about seats is found before a call opens, with its field and values."""

from typing import Any

import pytest

from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Group,
    Minimum,
    Policy,
    Reserve,
    SeatOrder,
)
from mobility_rules.seat_terms import CODES, check_seats

SEATS = {"vilnius": 2, "kaunas": 3, "riga": 1}
TYPES = ("medicine", "nursing")
LITHUANIA: dict[str, Any] = {
    "groups": (Group("lithuania", 4),),
    "member_of": {"vilnius": "lithuania", "kaunas": "lithuania"},
}


def test_a_sound_policy_is_found_sound():
    policy = Policy(
        **LITHUANIA,
        reserves=(
            Reserve("vilnius", "medicine", 1),
            Reserve("riga", "nursing", 1, SeatOrder.LAST),
        ),
        caps=(Cap("kaunas", "medicine", 0),),
        minimums=(Minimum("kaunas", 3),),
        conditional=(Conditional("kaunas", 1, "visa"),),
        precedence=("first-time",),
    )
    assert list(check_seats(policy, SEATS, TYPES)) == []


@pytest.mark.parametrize(
    ("policy", "code", "field", "given", "expected"),
    [
        (
            Policy(reserves=(Reserve("vilnius", "medicine", 2), Reserve("vilnius", "nursing", 1))),
            "reserves-exceed-quota",
            "reserves",
            "3",
            "2",
        ),
        (
            Policy(reserves=(Reserve("vilnius", "medicine", -1),)),
            "seats-negative",
            "reserves",
            "-1",
            "",
        ),
        (
            Policy(caps=(Cap("vilnius", "medicine", -1),)),
            "seats-negative",
            "reserves",
            "-1",
            "",
        ),
        (
            Policy(reserves=(Reserve("oslo", "medicine", 1),)),
            "seats-unknown",
            "reserves",
            "oslo",
            "",
        ),
        (
            Policy(reserves=(Reserve("vilnius", "law", 1),)),
            "type-unknown",
            "reserves",
            "law",
            "",
        ),
        (Policy(caps=(Cap("vilnius", "law", 1),)), "type-unknown", "caps", "law", ""),
        (
            Policy(**LITHUANIA, reserves=(Reserve("lithuania", "medicine", 1),)),
            "pool-crossed",
            "reserves",
            "2",
            "4",
        ),
        (
            Policy(**LITHUANIA, reserves=(Reserve("vilnius", "medicine", 1, SeatOrder.LAST),)),
            "reserve-last-below-group",
            "reserves",
            "5",
            "4",
        ),
        (
            Policy(groups=(Group("lithuania", 1, "baltic"),), member_of={"vilnius": "lithuania"}),
            "group-unknown",
            "groups",
            "",
            "",
        ),
        (
            Policy(
                groups=(Group("a", 1, "b"), Group("b", 1, "a")),
                member_of={"vilnius": "a", "kaunas": "b"},
            ),
            "groups-in-a-cycle",
            "groups",
            "",
            "",
        ),
        (
            Policy(groups=(Group("vilnius", 1),), member_of={"kaunas": "vilnius"}),
            "group-doubled",
            "groups",
            "",
            "",
        ),
        (
            Policy(groups=(Group("lithuania", -1),), member_of={"kaunas": "lithuania"}),
            "quota-negative",
            "groups",
            "-1",
            "",
        ),
        (Policy(groups=(Group("lithuania", 1),)), "group-empty", "groups", "0", "1"),
        (
            Policy(
                groups=(Group("lithuania", 1),),
                member_of={"vilnius": "lithuania", "oslo": "lithuania"},
            ),
            "place-unknown",
            "groups",
            "oslo",
            "",
        ),
        (Policy(minimums=(Minimum("oslo", 1),)), "place-unknown", "minimums", "oslo", ""),
        (Policy(minimums=(Minimum("kaunas", 4),)), "minimum-exceeds-seats", "minimums", "4", "3"),
        (
            Policy(
                groups=(Group("lithuania", 2),),
                member_of={"kaunas": "lithuania"},
                minimums=(Minimum("kaunas", 3),),
            ),
            "minimum-exceeds-seats",
            "minimums",
            "3",
            "2",
        ),
        (Policy(minimums=(Minimum("kaunas", 0),)), "rule-without-seats", "minimums", "0", "1"),
        (
            Policy(minimums=(Minimum("kaunas", 1), Minimum("kaunas", 2))),
            "minimum-doubled",
            "minimums",
            "2",
            "1",
        ),
        (
            Policy(conditional=(Conditional("vilnius", 3, "visa"),)),
            "conditional-exceeds-seats",
            "conditional",
            "3",
            "2",
        ),
        (
            Policy(
                conditional=(Conditional("vilnius", 1, "visa"), Conditional("vilnius", 1, "money"))
            ),
            "conditional-doubled",
            "conditional",
            "2",
            "1",
        ),
    ],
)
def test_each_contradiction_names_its_field_what_was_given_and_expected(
    policy, code, field, given, expected
):
    (found,) = check_seats(policy, SEATS, TYPES)
    said = (found.values["field"], found.values["given"], found.values["expected"])
    assert (found.code, *said) == (code, field, given, expected)
    assert found.blocks
    assert code in CODES


def test_a_pool_names_itself_and_the_place_that_it_crosses():
    policy = Policy(**LITHUANIA, reserves=(Reserve("lithuania", "medicine", 1),))
    (found,) = check_seats(policy, SEATS, TYPES)
    assert (found.values["pool"], found.values["member"]) == ("lithuania", "vilnius")
