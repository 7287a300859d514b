import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_rules.placement.lottery import Lottery, commitment, draw

numbers = st.lists(st.text("23456789ABCDEFGH", min_size=4, max_size=4), unique=True, max_size=12)


@given(st.text(), numbers, st.randoms())
def test_a_draw_gives_each_number_one_position_whatever_the_order_of_rows(
    seed, given_numbers, random
):
    drawn = draw(seed, given_numbers)
    assert sorted(drawn) == sorted(given_numbers)
    assert sorted(drawn.values()) == list(range(1, len(given_numbers) + 1))
    assert draw(seed, random.sample(given_numbers, len(given_numbers))) == drawn


def test_seed_and_applications_both_decide():
    many = [f"N{number}" for number in range(20)]
    assert draw("one", many) != draw("two", many)
    joined = draw("one", [*many, "N20"])
    order = sorted(many, key=joined.__getitem__)
    assert order != sorted(many, key=draw("one", many).__getitem__)


def test_a_draw_can_be_repeated_by_hand():
    """As sha256sum gives it: the numbers, one a line; then "seed:" and that; then that and "A"."""
    assert draw("seed", ["C", "A", "B"]) == {"A": 1, "C": 2, "B": 3}


def test_a_promise_is_kept_by_its_seed_only():
    promised = commitment("seed")
    assert promised == "19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b"
    assert Lottery("seed", promised, ()).is_kept
    assert not Lottery("Seed", promised, ()).is_kept


def test_a_doubled_number_is_refused():
    with pytest.raises(ValueError, match="doubled"):
        draw("seed", ["A", "B", "A"])
