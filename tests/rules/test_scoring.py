from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_rules.ranking import (
    Entry,
    PointsOutOfRange,
    Scorecard,
    ScorecardItem,
    check_scorecard,
    check_tie_break,
    rank,
    score,
    tie_values,
)
from mobility_rules.scorecards import CODES


def item(code: str, weight: str, source: str = "commission", maximum: str = "100") -> ScorecardItem:
    return ScorecardItem(code, Decimal(weight), Decimal(maximum), source)


LEARNERS = Scorecard(
    (
        item("gpa", "40", "gpa"),
        item("language", "20", "language"),
        item("motivation", "25"),
        item("interview", "15"),
    )
)
CHAIN = ("gpa", "language", "motivation", "lottery")


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_score_shows_every_ingredient_and_their_sum():
    breakdown = score(
        LEARNERS,
        gpa=Decimal("3.41"),
        language_level="B2",
        commission={"motivation": numbers("80", "85", "85"), "interview": numbers("70.5")},
    )
    assert [(part.code, part.points, part.thousandths) for part in breakdown.ingredients] == [
        ("gpa", Decimal("85.250"), 34_100),
        ("language", Decimal("66.667"), 13_333),
        ("motivation", Decimal("83.333"), 20_833),
        ("interview", Decimal("70.500"), 10_575),
    ]
    assert breakdown.total == 34_100 + 13_333 + 20_833 + 10_575
    assert [part.seen for part in breakdown.ingredients] == ["3.41", "B2", "80; 85; 85", "70.5"]
    assert breakdown.unscored == ()


@pytest.mark.parametrize(
    ("points", "thousandths"), [("0.00099", 0), ("0.001", 1), ("0.00499", 2), ("0.005", 3)]
)
def test_half_a_thousandth_is_rounded_up_once(points, thousandths):
    half = Scorecard((item("interview", "50"), item("motivation", "50")))
    breakdown = score(half, commission={"interview": numbers(points), "motivation": numbers("0")})
    assert breakdown.total == thousandths


def test_points_count_as_a_share_of_what_the_item_allows():
    of_ten = Scorecard((item("interview", "60", maximum="10"), item("motivation", "40")))
    breakdown = score(of_ten, commission={"interview": numbers("7"), "motivation": numbers("50")})
    assert [part.thousandths for part in breakdown.ingredients] == [42_000, 20_000]
    assert breakdown.ingredients[0].points == Decimal("7.000")


def test_best_and_nothing_are_the_ends_of_the_scale():
    best = {"motivation": numbers("100"), "interview": numbers("100")}
    full = score(LEARNERS, gpa=Decimal(4), language_level="C2", commission=best)
    assert full.total == 100_000
    nothing = score(LEARNERS)
    assert nothing.total == 0
    assert nothing.unscored == ("motivation", "interview")


@given(st.permutations(numbers("33.3", "66.7", "90", "12.25")))
def test_the_order_of_members_does_not_matter(points):
    assert score(LEARNERS, commission={"motivation": points}) == score(
        LEARNERS, commission={"motivation": sorted(points)}
    )


def test_what_is_not_on_record_counts_as_nothing_and_is_shown_as_missing():
    judged = {"motivation": numbers("100"), "interview": numbers("100")}
    breakdown = score(LEARNERS, gpa=Decimal("3.2"), commission=judged)
    assert breakdown.total == 32_000 + 25_000 + 15_000
    assert [part.points for part in breakdown.ingredients][1] is None
    assert breakdown.unscored == ()


@pytest.mark.parametrize("gpa", ["4.01", "-1", "NaN"])
def test_an_impossible_gpa_is_not_scored(gpa):
    with pytest.raises(ValueError, match="GPA"):
        score(LEARNERS, gpa=Decimal(gpa))


@pytest.mark.parametrize("weight", ["forty", 40.0, None])
def test_a_stored_weight_that_is_no_exact_number_is_refused(weight):
    stored = [{"code": "a", "weight": weight, "maximum": "100", "source": "commission"}]
    with pytest.raises(ValueError, match="decimal number"):
        Scorecard.from_json(stored)


@pytest.mark.parametrize("points", ["100.001", "-1", "NaN"])
def test_points_outside_an_items_range_are_refused(points):
    with pytest.raises(PointsOutOfRange) as raised:
        score(LEARNERS, commission={"interview": numbers("50", points)})
    assert (raised.value.code, raised.value.maximum) == ("interview", Decimal(100))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), ["scorecard-empty"]),
        ((item("a", "60"), item("b", "30")), ["scorecard-weights-not-100"]),
        ((item("a", "60"), item("b", "40.001")), ["scorecard-weights-not-100"]),
        ((item("a", "33.3"), item("b", "66.7")), []),
        ((item("a", "50"), item("a", "50")), ["scorecard-item-doubled"]),
        ((item("a", "100", maximum="0"),), ["scorecard-maximum-not-positive"]),
        ((item("a", "100"), item("b", "0")), ["scorecard-weight-not-positive"]),
        ((item("a", "150"), item("b", "-50")), ["scorecard-weight-not-positive"]),
        ((item("a", "100", "oracle"),), ["scorecard-source-unknown"]),
        ((item("", "100"),), ["scorecard-item-without-code"]),
        ((item("lottery", "100"),), ["scorecard-item-code-reserved"]),
        ((item("gpa", "100"),), ["scorecard-item-code-reserved"]),
        ((item("a", "NaN"),), ["scorecard-weights-not-100", "scorecard-weight-not-positive"]),
    ],
)
def test_a_scorecard_that_does_not_add_up_is_told_why(items, expected):
    found = codes(check_scorecard(Scorecard(items)))
    assert found == expected
    assert set(found) <= set(CODES)


def test_the_finding_says_what_the_weights_add_up_to():
    (found,) = check_scorecard(Scorecard((item("a", "60"), item("b", "30.50"))))
    assert found.values == {"field": "scorecard", "given": "90.5", "expected": "100"}


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (CHAIN, []),
        (("lottery",), []),
        ((), ["tie-break-without-lottery"]),
        (("gpa",), ["tie-break-without-lottery"]),
        (("shoe-size", "lottery"), ["tie-break-item-unknown"]),
        (("gpa", "gpa", "lottery"), ["tie-break-item-doubled"]),
        (("lottery", "gpa"), ["tie-break-lottery-not-last"]),
    ],
)
def test_a_tie_break_ends_in_the_lottery(chain, expected):
    found = codes(check_tie_break(LEARNERS, chain))
    assert found == expected
    assert set(found) <= set(CODES)


def test_a_scorecard_survives_storage():
    stored = [{**data, "name": {"en": "x"}} for data in LEARNERS.to_json()]
    assert Scorecard.from_json(stored) == LEARNERS


def test_each_tie_is_decided_by_the_first_link_that_differs():
    def entry(name: str, gpa: str, level: str, lottery: int) -> Entry:
        grade = Decimal(gpa)
        ties = tie_values(
            CHAIN, score(LEARNERS, gpa=grade, language_level=level), gpa=grade, lottery=lottery
        )
        return Entry(name, 70_000, ties)

    entries = [
        entry("last-drawn", "3.5", "B2", 3),
        entry("first-drawn", "3.5", "B2", 1),
        entry("better-english", "3.5", "C1", 4),
        entry("better-gpa", "3.500001", "B1", 2),
        Entry("higher", 70_001, (0, 0, 0, -5)),
    ]
    assert [(one.position, one.entry.id, one.decided_by) for one in rank(entries, CHAIN)] == [
        (1, "higher", ""),
        (2, "better-gpa", ""),
        (3, "better-english", "gpa"),
        (4, "first-drawn", "language"),
        (5, "last-drawn", "lottery"),
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=8), st.randoms())
def test_the_order_of_rows_does_not_change_a_ranking(rows, random):
    entries = [Entry(f"A{n}", points, (tie, -n)) for n, (points, tie) in enumerate(rows)]
    shuffled = random.sample(entries, len(entries))
    chain = ("gpa", "lottery")
    ranked = rank(shuffled, chain)
    assert ranked == rank(entries, chain)
    assert [one.position for one in ranked] == list(range(1, len(entries) + 1))


def test_entries_equal_in_everything_share_a_position():
    ranked = rank([Entry("B", 1), Entry("A", 1), Entry("C", 0)], ())
    assert [(one.position, one.entry.id) for one in ranked] == [(1, "A"), (1, "B"), (3, "C")]
