from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from mobility_rules.call_terms import CODES, CallTermsFacts, PlaceTerms, check_call_terms
from mobility_rules.eligibility import DEFAULT_LEARNER_CRITERIA, Criterion
from mobility_rules.ranking import Scorecard, ScorecardItem

ALMATY = timezone(timedelta(hours=5))
TODAY = date(2027, 3, 1)
TITLE = {"kk": "Көктем", "ru": "Весна", "en": "Spring"}
SOUND = CallTermsFacts(
    opens_at=datetime(2027, 3, 1, 9, tzinfo=ALMATY),
    closes_at=datetime(2027, 4, 1, 18, tzinfo=ALMATY),
    period_start=date(2027, 9, 1),
    period_end=date(2028, 1, 31),
    response_days=7,
    places=(PlaceTerms("vilnius", 2, date(2024, 1, 1), date(2028, 1, 31)), PlaceTerms("porto", 1)),
    criteria=DEFAULT_LEARNER_CRITERIA,
    scorecard=Scorecard((ScorecardItem("gpa", Decimal(100), Decimal(100), "gpa"),)),
    tie_break=("gpa", "lottery"),
    texts={"title": TITLE, "summary": TITLE},
)


def test_a_sound_call_may_open():
    assert check_call_terms(SOUND, today=TODAY) == ()


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"closes_at": SOUND.opens_at}, "call-closes-before-it-opens", "closes_at"),
        ({"response_days": 0}, "response-days-not-positive", "response_days"),
        ({"places": ()}, "call-without-places", "places"),
        ({"places": (PlaceTerms("porto", 1),) * 2}, "place-doubled", "places"),
        ({"places": (PlaceTerms("porto", 0),)}, "quota-not-positive", "quota"),
        (
            {"places": (PlaceTerms("porto", 1, valid_until=date(2028, 1, 30)),)},
            "agreement-ends-too-early",
            "places",
        ),
        (
            {"places": (PlaceTerms("porto", 1, valid_from=date(2027, 9, 2)),)},
            "agreement-begins-too-late",
            "places",
        ),
        ({"period_end": date(2027, 8, 31)}, "period-ends-before-it-starts", "period"),
        (
            {"closes_at": datetime(2027, 9, 1, tzinfo=ALMATY)},
            "call-closes-after-period-starts",
            "closes_at",
        ),
        ({"criteria": (Criterion("charm/1"),)}, "clause-unknown", "criteria"),
        ({"criteria": (Criterion("gpa-at-least/1"),)}, "clause-parameter-wrong", "criteria"),
        ({"scorecard": Scorecard(())}, "scorecard-empty", "scorecard"),
        ({"tie_break": ("gpa",)}, "tie-break-without-lottery", "tie_break"),
        ({"texts": {"title": {**TITLE, "kk": "  "}}}, "text-missing", "title"),
        ({"texts": {"title": {"kk": "Көктем", "en": "Spring"}}}, "text-missing", "title"),
    ],
)
def test_each_contradiction_blocks_and_names_its_field(changed, code, field):
    (found,) = check_call_terms(replace(SOUND, **changed), today=TODAY)
    assert (found.code, found.values["field"], found.blocks) == (code, field, True)
    assert code in CODES


def test_a_call_that_would_open_after_its_period_has_begun_is_told_both_dates():
    late = replace(
        SOUND,
        opens_at=datetime(2027, 9, 1, 9, tzinfo=ALMATY),
        closes_at=datetime(2027, 9, 30, 18, tzinfo=ALMATY),
    )
    codes = [finding.code for finding in check_call_terms(late, today=TODAY)]
    assert codes == ["call-opens-after-period-starts", "call-closes-after-period-starts"]


def test_a_call_that_closed_yesterday_cannot_open():
    (found,) = check_call_terms(SOUND, today=date(2027, 4, 2))
    assert found.code == "call-closes-in-the-past"
    assert check_call_terms(SOUND, today=date(2027, 4, 1)) == ()


def test_all_problems_are_found_at_once():
    broken = replace(SOUND, response_days=-1, places=(), tie_break=(), texts={"title": {}})
    assert [finding.code for finding in check_call_terms(broken, today=TODAY)] == [
        "response-days-not-positive",
        "call-without-places",
        "tie-break-without-lottery",
        "text-missing",
        "text-missing",
        "text-missing",
    ]
