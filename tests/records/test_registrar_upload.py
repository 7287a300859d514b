"""The registrar's file makes people, engagements and facts; the same rows again change nothing."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.accounts.models import Engagement, Person
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.records.models import Fact
from sapar.records.queries import current_facts, facts_history
from sapar.sheets.actions import confirm_sheet, preview_sheet
from sapar.sheets.models import SheetRun
from tests.records.registrar_files import (
    LEARNER,
    MEMBER_OF_STAFF,
    REGISTRAR,
    file_of,
    person,
    preview,
    problems_of,
    upload,
)

NOTHING = {"new": 0, "changed": 0}
DENTISTRY = {"programme": "dentistry", "school": "dentistry"}


def everything():
    """All that an upload writes, without the rows of the upload itself."""
    people = Person.objects.order_by("pk").values()
    return (
        [{name: value for name, value in row.items() if name != "iin"} for row in people],
        list(Engagement.objects.order_by("pk").values()),
        list(Fact.objects.order_by("pk").values()),
    )


def test_a_learner_gets_person_engagement_and_facts():
    run = upload(LEARNER | {"iin": "050314650011"})

    engagement = Engagement.objects.get(registrar_number="S-1")
    learner = engagement.person
    assert (learner.full_name, learner.passport_name) == (
        "Әлиева Айгерім Серікқызы",
        "AIGERIM ALIYEVA",
    )
    assert (learner.iin, learner.email) == ("050314650011", "aliyeva@example.kz")
    assert "алиева айгерим" in learner.search_text
    assert (engagement.unit.code, engagement.programme.code) == ("medicine", "general-medicine")
    assert (engagement.level, engagement.year, engagement.ends_on) == ("bachelor", 3, None)
    facts = current_facts(engagement)
    assert {
        kind: {key: fact.value for key, fact in keys.items()} for kind, keys in facts.items()
    } == {
        "gpa": {"": {"value": "3.4", "credits": 120}},
        "academic-debts": {"": {"count": 0}},
        "disciplinary-sanctions": {"": {"count": 0, "until": ""}},
        "ethics-violations": {"": {"count": 0}},
        "language-certificate": {
            "en": {
                "language": "en",
                "level": "B2",
                "test": "IELTS Academic",
                "issued": "2026-02-10",
                "expires": "2028-02-10",
            }
        },
    }
    gpa = facts["gpa"][""]
    assert (gpa.as_of, gpa.sheet_run, gpa.entered_by) == (
        dt.date(2026, 9, 15),
        run,
        REGISTRAR.public_id,
    )
    assert run.summary == {"new": 1, "changed": 0, "same": 0}


def test_a_member_of_staff_has_a_position_and_no_marks():
    upload(MEMBER_OF_STAFF, kind="staff")

    engagement = Engagement.objects.get(registrar_number="T-1")
    assert (engagement.position, engagement.programme, engagement.level) == (
        "Senior lecturer",
        None,
        "",
    )
    assert sorted(current_facts(engagement)) == [
        "disciplinary-sanctions",
        "ethics-violations",
        "language-certificate",
    ]


def test_a_preview_changes_nothing():
    run = preview(person(1), person(2))

    assert (run.summary, run.rows) == ({"new": 2, "changed": 0, "same": 0}, 2)
    assert everything() == ([], [], [])


def test_the_same_file_again_changes_nothing():
    upload(person(1), person(2))
    before = everything()

    run = upload(person(1), person(2))

    assert run.summary == NOTHING | {"same": 2}
    assert everything() == before


def test_a_number_written_otherwise_is_the_same_number():
    upload(person(1, gpa="3.4"))

    assert preview(person(1, gpa="3.4000")).summary == NOTHING | {"same": 1}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(7)))
def test_the_same_rows_in_any_order_change_nothing(order):
    """Among them a person who studies twice and a person who came in before."""
    rows = [person(number, year=str(1 + number % 5)) for number in range(6)]
    rows.append(
        rows[2] | {"registrar_number": "S-9", "programme": "dentistry", "school": "dentistry"}
    )
    upload(*rows)
    before = everything()

    run = upload(*(rows[place] for place in order))

    assert run.summary == NOTHING | {"same": 7}
    assert everything() == before


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(5)))
def test_the_order_of_a_first_upload_does_not_matter(order):
    Fact.objects.all().delete()
    Engagement.objects.all().delete()
    Person.objects.all().delete()
    rows = [person(number) for number in range(4)]
    rows.append(
        rows[1] | {"registrar_number": "S-0", "programme": "dentistry", "school": "dentistry"}
    )
    rows[0]["registrar_number"] = "S-8"

    run = upload(*(rows[place] for place in order))

    assert run.summary == {"new": 5, "changed": 0, "same": 0}
    assert Person.objects.count() == 4


def test_a_changed_fact_supersedes_the_old_one_which_stays():
    upload(person(1))

    run = upload(person(1, gpa="3.5", as_of="2026-09-20"))

    engagement = Engagement.objects.get()
    history = facts_history(engagement).filter(kind="gpa")
    assert [fact.value["value"] for fact in history] == ["3.5", "3.4"]
    assert [fact.superseded_at is None for fact in history] == [True, False]
    assert run.summary == NOTHING | {"changed": 1, "same": 0}


def test_a_later_day_alone_is_a_new_fact_and_the_same_day_is_not():
    upload(person(1))
    upload(person(1, as_of="2026-09-20"))

    assert Fact.objects.filter(kind="gpa").count() == 2
    assert Fact.objects.current().filter(kind="gpa").get().as_of == dt.date(2026, 9, 20)


def test_facts_older_than_those_on_record_are_refused():
    upload(person(1))

    assert problems_of(person(1, as_of="2026-09-14", gpa="2.0")) == [
        (2, "as_of", "row-older-than-known")
    ]


def test_a_changed_person_and_engagement_are_brought_up_to_date():
    upload(person(1), person(2))

    run = upload(person(1, family_name="Оспанова", year="4"), person(2))

    engagement = Engagement.objects.get(registrar_number="S-1")
    assert (engagement.person.family_name, engagement.year) == ("Оспанова", 4)
    assert "оспанова" in engagement.person.search_text
    assert run.summary == {"new": 0, "changed": 1, "same": 1}


def test_an_empty_cell_erases_nothing_about_a_person():
    upload(person(1, iin="050314650011"))

    run = upload(person(1, iin="", email="", phone="", patronymic=""))

    learner = Person.objects.get()
    assert (learner.iin, learner.email) == ("050314650011", "kim1@example.kz")
    assert run.summary == NOTHING | {"same": 1}


def test_a_file_with_any_problem_changes_nothing():
    run = preview(person(1), person(2, gpa="5.2"))

    with pytest.raises(Refusal) as refused:
        confirm_sheet(run, by=REGISTRAR)

    assert (refused.value.code, refused.value.values) == ("sheet-has-problems", {"count": 1})
    assert everything() == ([], [], [])
    run.refresh_from_db()
    assert run.state == SheetRun.State.PREVIEWED


def test_confirming_twice_is_one_upload_and_one_polite_conflict():
    run = preview(person(1))
    confirm_sheet(run, by=REGISTRAR)
    before = everything()

    with pytest.raises(Conflict) as refused:
        confirm_sheet(run, by=REGISTRAR)

    assert refused.value.code == "sheet-already-confirmed"
    assert everything() == before
    assert Event.objects.filter(deed="confirm-sheet").count() == 1


def test_rows_are_judged_again_when_they_are_confirmed():
    run = preview(person(1))
    upload(person(2, email="kim1@example.kz"))

    with pytest.raises(Refusal) as refused:
        confirm_sheet(run, by=REGISTRAR)

    assert refused.value.code == "sheet-has-problems"
    run.refresh_from_db()
    assert [problem["code"] for problem in run.problems] == ["email-of-another-person"]
    assert Engagement.objects.count() == 1


def test_a_preview_confirmed_after_the_same_rows_came_in_changes_nothing():
    waiting = preview(person(1))
    upload(person(1))

    assert confirm_sheet(waiting, by=REGISTRAR).summary == NOTHING | {"same": 1}


def test_the_number_of_queries_does_not_grow_with_the_rows():
    def queries_for(rows):
        with CaptureQueriesContext(connection) as captured:
            upload(*rows)
        return len(captured)

    upload(*(person(number) for number in range(40)))
    few = queries_for([person(number, year="4", gpa="3.9") for number in range(3)])
    many = queries_for([person(number, year="5", gpa="3.8") for number in range(40)])

    assert many == few


def test_every_row_of_a_large_file_comes_in():
    rows = [person(number) for number in range(1200)]
    random.Random(1).shuffle(rows)

    assert upload(*rows).summary == {"new": 1200, "changed": 0, "same": 0}
    with clock.moved(by=dt.timedelta(days=1)):
        run = preview_sheet(
            "learners", file_of([row | {"year": "4"} for row in rows]), by=REGISTRAR
        )
        assert confirm_sheet(run, by=REGISTRAR).summary == {"new": 0, "changed": 1200, "same": 0}
    assert Engagement.objects.filter(year=4).count() == 1200
