"""The sentences of a missed wish: the one that answers why comes first."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from sapar.selection import missed

HOST = "Vilnius University"
MISSED = {
    "own_score": 81_000,
    "last_admitted": 84_000,
    "gap": 3_000,
    "enough": 84_000,
    "decided_by": "score",
    "waiting_position": 2,
}
ENOUGH = "With 84 points you would have been placed at Vilnius University; you have 81."
LAST = "The last one admitted had 84, 3 more than you."
WAITS = (
    "Among all who would rather have this place, those placed elsewhere included, your position "
    "is 2."
)


def told(language: str = "en", **changed: Any) -> list[str]:
    with override(language):
        return list(missed.sentences({**MISSED, **changed}, HOST, lambda link: link.upper()))


def test_what_would_have_been_enough_comes_first() -> None:
    assert told() == [ENOUGH, LAST, WAITS]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "84,5 балл болса, сізге «Vilnius University» орны берілер еді; сізде 81 балл."),
        ("ru", "С баллом 84,5 вы получили бы место «Vilnius University»; у вас 81."),
    ],
)
def test_it_is_said_in_the_language_of_its_reader(language: str, sentence: str) -> None:
    assert told(language, enough=84_500)[0] == sentence


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        (
            {"decided_by": "lottery", "own_score": 84_000, "gap": 0, "enough": 84_001},
            "At Vilnius University your score of 84 equalled the one to beat, and so did all else: "
            "the lottery decided.",
        ),
        (
            {"decided_by": "gpa", "own_score": 84_000, "gap": 0, "enough": 84_001},
            "At Vilnius University your score of 84 equalled the one to beat; the tie-break "
            "decided: GPA.",
        ),
        (
            {"decided_by": "precedence", "enough": None, "gap": None},
            "No score would have been enough: by the rules of the call others come before you at "
            "this place.",
        ),
        (
            {"decided_by": "precedence", "enough": None, "is_kept": True},
            "The seats of this place stay with those who held them before.",
        ),
        (
            {"decided_by": "precedence", "enough": None, "gap": None, "is_given_away": True},
            "No score would have been enough: the commission gave the seats of this place itself.",
        ),
        (
            {"enough": 100_001, "last_admitted": 100_000, "gap": 19_000},
            "Not even 100 points would have been enough at Vilnius University; you have 81.",
        ),
        (
            {"enough": None},
            "Your score of 81 was not enough at Vilnius University.",
        ),
    ],
)
def test_what_decided_is_said_as_such(changed: dict[str, Any], first: str) -> None:
    assert told(**changed)[0] == first


def test_after_a_tie_what_would_have_been_enough_follows() -> None:
    assert told(decided_by="lottery", own_score=84_000, gap=0, enough=84_001)[1:] == [
        "With 84.001 points you would have been placed at Vilnius University; you have 84.",
        "The last one admitted had 84, too.",
        WAITS,
    ]


def test_where_no_score_would_do_no_gap_is_named() -> None:
    """It would read as if so many points more had been enough."""
    sentences = told(decided_by="precedence", enough=None)
    assert sentences == [
        "No score would have been enough: by the rules of the call others come before you at this "
        "place.",
        WAITS,
    ]


def test_seats_that_were_kept_since_are_named_behind_what_had_been_enough() -> None:
    since = "Since then the seats of this place stay with those who hold them."
    assert told(is_kept=True) == [ENOUGH, LAST, since, WAITS]
