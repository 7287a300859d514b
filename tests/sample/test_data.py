"""The sample university's files hold together: every key leads somewhere, in three languages."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from sapar.sample.people import generate
from sapar.sample.tracks import TRACKS

DATA = Path(__file__).parents[2] / "src/sapar/sample/data"
LANGUAGES = {"kk", "ru", "en"}
LEVELS = {"bachelor", "integrated", "master", "doctoral", "internship", "residency"}
KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return loaded


UNIVERSITY, CALLS = load("university"), load("calls")
PARTNERS = {row["key"]: row for row in load("partners")["partners"]}
AGREEMENTS = {row["key"]: row for row in load("agreements")["agreements"]}
CONDITIONS = {
    condition["key"]: (agreement, condition)
    for agreement in AGREEMENTS.values()
    for condition in agreement["conditions"]
}
PERIODS = {row["key"]: row for year in UNIVERSITY["academic_years"] for row in year["periods"]}
UNITS = {row["key"] for row in UNIVERSITY["units"]}
PROGRAMMES = {row["key"]: row for row in UNIVERSITY["programmes"]}


def texts(node: Any) -> list[dict[str, str]]:
    """Every place, however deep, where a text stands in languages."""
    if isinstance(node, list):
        return [text for each in node for text in texts(each)]
    if not isinstance(node, dict):
        return []
    if set(node) & LANGUAGES:
        return [node]
    return texts(list(node.values()))


@pytest.mark.parametrize("name", ["university", "partners", "calls"])
def test_every_text_stands_in_three_languages(name: str) -> None:
    found = texts(load(name))
    assert found
    for text in found:
        assert set(text) == LANGUAGES
        assert all(text.values()), text
        assert not KAZAKH_ONLY.search(text["ru"]), text
        assert not re.search("[а-я]", text["en"], re.IGNORECASE), text


def test_facts_and_assumptions_are_told_apart() -> None:
    for row in UNIVERSITY["units"] + UNIVERSITY["programmes"]:
        assert row["evidence"] == ("seen" if row["source"] else "inferred"), row
    assert [row["code"] for row in PROGRAMMES.values() if row["code"]] == ["6B10102"]
    assert all(year["sample"] for year in UNIVERSITY["academic_years"])
    assert all(agreement["sample"] for agreement in AGREEMENTS.values())


def test_partners_are_counted_by_strength_of_evidence() -> None:
    assert Counter((row["direction"], row["evidence"]) for row in PARTNERS.values()) == {
        ("external", "bilateral"): 6,
        ("external", "inferred"): 1,
        ("external", "project-consortium"): 15,
        ("internal", "bilateral"): 1,
        ("internal", "project-consortium"): 4,
        ("internal", "weak-contact"): 2,
        ("internal", "candidate"): 5,
    }


def test_direction_follows_the_country_and_only_candidates_lack_a_source() -> None:
    for row in PARTNERS.values():
        assert row["direction"] == ("internal" if row["country"] == "KZ" else "external")
        assert (row["source"] == "") == (row["evidence"] == "candidate")


def test_initials_of_asfendiyarov_differ_by_language() -> None:
    name = PARTNERS["kaznmu-asfendiyarov"]["name"]
    assert "С.Ж." in name["kk"]
    assert "С.Д." in name["ru"]


def test_periods_lie_in_their_year_and_cycle_blocks_in_a_semester() -> None:
    semesters = [row for row in PERIODS.values() if row["kind"] == "semester"]
    for year in UNIVERSITY["academic_years"]:
        for row in year["periods"]:
            assert year["from"] <= row["from"] < row["to"] <= year["to"]
            if row["kind"] == "cycle-block":
                assert any(
                    one["from"] <= row["from"] and row["to"] <= one["to"] for one in semesters
                )


def test_agreements_name_partners_once_and_their_coordinator_as_sample() -> None:
    assert len({row["partner"] for row in AGREEMENTS.values()}) == 20
    for key, row in AGREEMENTS.items():
        assert row["partner"] in PARTNERS
        assert row["signed"] <= row["valid_from"] < row["valid_until"]
        assert row["coordinator"]["email"] == f"coordinator.{key}@example.org"
        assert row["coordinator"]["name"].endswith("(sample)")
        assert row["coordinator"]["language"] in LANGUAGES


def test_conditions_are_plausible() -> None:
    for _, condition in CONDITIONS.values():
        assert 1 <= condition["quota_per_year"] <= 4
        assert condition["english_level"] in {"A2", "B1", "B2", "C1"}
        assert set(condition["levels"]) <= LEVELS
        assert (condition["levels"] == []) == (condition["audience"] == "staff")


def test_one_agreement_has_ended_and_one_has_not_begun() -> None:
    first_day = PERIODS["autumn-2026"]["from"]
    last_day = PERIODS["spring-2028"]["to"]
    assert [key for key, row in AGREEMENTS.items() if row["valid_until"] < first_day] == [
        "perpignan"
    ]
    assert [key for key, row in AGREEMENTS.items() if row["valid_from"] > last_day] == ["tongji"]


def test_places_fit_their_call() -> None:
    for call in CALLS["calls"]:
        period = PERIODS[call["period"]]
        for place in call["places"]:
            agreement, condition = CONDITIONS[place["condition"]]
            assert agreement["key"] == place["agreement"]
            assert condition["audience"] == call["audience"]
            assert condition["period_kind"] == period["kind"]
            assert PARTNERS[agreement["partner"]]["direction"] == call["direction"]
            assert agreement["valid_from"] <= period["from"]
            assert period["to"] <= agreement["valid_until"]


def test_seats_stay_within_the_yearly_quotas() -> None:
    seats: Counter[tuple[str, str]] = Counter()
    for call in CALLS["calls"]:
        start = PERIODS[call["period"]]["from"]
        year = next(y["key"] for y in UNIVERSITY["academic_years"] if y["from"] <= start <= y["to"])
        for place in call["places"]:
            seats[year, place["condition"]] += place["seats"]
    for (_, key), taken in seats.items():
        assert taken <= CONDITIONS[key][1]["quota_per_year"]


def test_each_owner_calls_both_audiences_and_four_calls_are_past() -> None:
    calls = CALLS["calls"]
    owners = {"external": "international-cooperation", "internal": "school-medicine"}
    assert {(call["direction"], call["audience"]) for call in calls} == {
        (direction, audience) for direction in owners for audience in ("learners", "staff")
    }
    for call in calls:
        assert call["owner"] == owners[call["direction"]]
        assert call["owner"] in UNITS
        assert call["opens_days"] < call["closes_days"]
        assert call.get("past", False) == (call["closes_days"] < 0)
        assert {row["code"] for row in call["documents"]} <= set(CALLS["documents"])
    assert len([call for call in calls if call.get("past")]) == 4


def test_texts_of_calls_are_neither_notes_nor_essays() -> None:
    for call in CALLS["calls"]:
        for text in call["text"].values():
            assert 60 <= len(text.split()) <= 120, call["key"]


def test_scorecards_add_up_and_break_ties_by_their_own_items() -> None:
    for card in CALLS["scorecards"].values():
        codes = [item["code"] for item in card["items"]]
        assert sum(int(item["weight"]) for item in card["items"]) == 100
        assert set(card["tie_break"][:-1]) <= set(codes)
        assert card["tie_break"][-1] == "lottery"


def test_tracks_agree_with_the_programmes() -> None:
    assert {track.programme for track in TRACKS} == set(PROGRAMMES)
    for track in TRACKS:
        programme = PROGRAMMES[track.programme]
        assert (track.unit, track.level) == (programme["unit"], programme["level"])
        assert track.last_year == programme["years"]


def test_everybody_works_or_studies_in_a_unit_of_the_university() -> None:
    assert {person.unit for person in generate(1).people} <= UNITS
