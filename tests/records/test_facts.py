"""One fact at a time: superseded, never overwritten."""

import datetime as dt

import pytest
from django.utils import translation

from sapar.accounts.models import Engagement
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.records.actions import record_fact
from sapar.records.models import Fact
from sapar.records.queries import current_facts, facts_history
from sapar.records.sources import source_words
from tests.records.registrar_files import LEARNER, REGISTRAR, upload

DEBTS = "academic-debts"
DAY = dt.date(2026, 9, 20)


@pytest.fixture
def engagement():
    upload(LEARNER)
    return Engagement.objects.get()


def record(engagement, count, as_of=DAY):
    return record_fact(
        engagement, DEBTS, {"count": count}, source="Letter 12", as_of=as_of, by=REGISTRAR
    )


def test_a_new_fact_counts_and_the_old_one_stays(engagement):
    record(engagement, 1)

    assert current_facts(engagement)[DEBTS][""].value == {"count": 1}
    assert [fact.value["count"] for fact in facts_history(engagement).filter(kind=DEBTS)] == [1, 0]


def test_the_same_fact_again_is_no_new_fact(engagement):
    first = record(engagement, 1)

    assert record(engagement, 1) == first
    assert Fact.objects.filter(kind=DEBTS).count() == 2


def test_a_fact_older_than_the_known_one_is_refused(engagement):
    with pytest.raises(Refusal) as refused:
        record(engagement, 1, as_of=dt.date(2026, 9, 14))

    assert words(refused.value.code, refused.value.values) == (
        "The fact is as of 2026-09-14, but a later one, as of 2026-09-15, is already on record. "
        "Expected is a day not before 2026-09-15."
    )


def test_what_was_never_recorded_is_absent(engagement):
    Fact.objects.filter(kind=DEBTS).delete()

    assert DEBTS not in current_facts(engagement)


def test_a_source_is_worded_in_the_language_of_the_reader(engagement):
    fact = current_facts(engagement)[DEBTS][""]
    number = fact.sheet_run.public_id

    with translation.override("en"):
        assert source_words(fact.source) == f"Registrar's upload {number}"
        assert source_words("Letter 12") == "Letter 12"
