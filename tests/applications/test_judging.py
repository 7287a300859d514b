"""Verdicts: stored with their facts, replayed, and worded in three languages."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from mobility_rules.eligibility import CLAUSES as RULES
from mobility_rules.eligibility import default_criteria, judge
from mobility_rules.facts import (
    ApplicantFacts,
    CountFact,
    GpaFact,
    LanguageFact,
    facts_from_json,
    facts_to_json,
)
from sapar.accounts.enums import Audience, Direction, EngagementKind
from sapar.applications.judging import call_standing, judge_draft, replay_all
from sapar.applications.models import Verdict
from sapar.applications.sayings import say_finding
from sapar.applications.tables import criteria_rows
from sapar.applications.wording import CLAUSES
from sapar.core import clock, wording
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import make_engagement, make_unit

DAY = dt.date(2026, 11, 24)


@pytest.mark.django_db
class TestStanding:
    def test_call_is_for_whoever_meets_every_criterion(self) -> None:
        verdict = call_standing(made.make_call(), made.make_eligible())
        assert verdict.standing == "for-you"
        assert [finding.code for finding in verdict.undecided] == ["teamwork-not-judged"]

    def test_debt_makes_it_not_yet_and_a_low_score_not_at_all(self) -> None:
        call, engagement = made.make_call(), made.make_eligible()
        made.record(engagement, FactKind.ACADEMIC_DEBTS, {"count": "1"})
        assert call_standing(call, engagement).standing == "not-yet"
        made.record(engagement, FactKind.GPA, {"value": "2.7499", "credits": "120"})
        verdict = call_standing(call, engagement)
        assert verdict.standing == "not-for-you"
        assert [finding.code for finding in verdict.blocking] == [
            "gpa-below-minimum",
            "academic-debt-open",
        ]

    def test_staff_are_asked_neither_for_a_score_nor_for_debts(self) -> None:
        call = made.make_call(audience=Audience.STAFF)
        clauses = call_standing(call, made.make_eligible(kind=EngagementKind.TEACHER)).clauses
        assert "gpa-at-least/1" not in clauses
        assert "no-academic-debt/1" not in clauses

    def test_internal_call_is_for_the_own_school(self) -> None:
        school = make_unit()
        call = made.make_call(direction=Direction.INTERNAL, owner=school)
        assert call_standing(call, made.make_eligible(school)).standing == "for-you"
        verdict = call_standing(call, made.make_eligible())
        assert [finding.code for finding in verdict.blocking] == ["unit-other"]

    def test_stay_lies_within_the_engagement(self) -> None:
        call, engagement = made.make_call(), made.make_eligible()
        engagement.ends_on = call.period.ends_on - dt.timedelta(days=1)
        assert call_standing(call, engagement).standing == "not-for-you"
        engagement.ends_on = call.period.ends_on
        assert call_standing(call, engagement).standing == "for-you"

    def test_nothing_recorded_is_not_yet(self) -> None:
        verdict = call_standing(made.make_call(), make_engagement())
        assert verdict.standing == "not-yet"
        assert {finding.code for finding in verdict.blocking} == {
            "disciplinary-sanctions-unknown",
            "gpa-unknown",
            "ethics-violations-unknown",
            "language-level-unknown",
            "academic-debts-unknown",
        }

    def test_certificate_that_expired_says_so(self) -> None:
        engagement = make_engagement()
        yesterday = clock.today() - dt.timedelta(days=1)
        made.record_english(engagement, "C1", expires=yesterday.isoformat())
        verdict = call_standing(made.make_call(), engagement)
        assert "language-certificate-expired" in [finding.code for finding in verdict.blocking]


@pytest.mark.django_db
def test_place_may_ask_for_more_english_than_the_call() -> None:
    application = made.complete(made.make_draft())
    assert {verdict.standing for verdict in judge_draft(application).wishes.values()} == {"for-you"}
    terms = application.call.terms.get()
    terms.content["places"][0]["minimum_english"] = "C1"
    type(terms).objects.filter(pk=terms.pk).update(content=terms.content)
    judgement = judge_draft(application)
    standings = {verdict.standing for verdict in judgement.wishes.values()}
    assert standings == {"for-you", "not-yet"}
    assert judgement.may_be_released


@pytest.mark.django_db
class TestReplay:
    def test_every_stored_verdict_comes_out_the_same(self) -> None:
        made.make_verified()
        results = list(replay_all())
        assert len(results) == Verdict.objects.count() == 9
        assert {result.difference for result in results} == {""}
        call_command("replay", stdout=io.StringIO())

    def test_altered_fact_is_noticed(self) -> None:
        made.make_submitted()
        row = Verdict.objects.filter(wish="").get()
        row.facts["debts"]["count"] = 3
        row.save()
        (different,) = [result for result in replay_all() if result.difference]
        assert different.row == row
        assert different.difference == "standing: stored for-you, recomputed not-yet"
        told = io.StringIO()
        with pytest.raises(CommandError) as failed:
            call_command("replay", stdout=told)
        assert failed.value.returncode == 1
        assert row.public_id in told.getvalue()
        assert "3 verdicts replayed, 1 came out differently" in told.getvalue()

    def test_clause_that_is_gone_is_noticed(self) -> None:
        made.make_submitted()
        row = Verdict.objects.filter(wish="").get()
        row.criteria[0]["clause"] = "no-such-clause/9"
        row.save()
        (different,) = [result for result in replay_all() if result.difference]
        assert different.difference.startswith("cannot be recomputed")


counts = some.builds(
    CountFact,
    count=some.integers(0, 3),
    source=some.just("Registrar"),
    as_of=some.just(DAY),
    until=some.none() | some.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
)
certificates = some.builds(
    LanguageFact,
    language=some.sampled_from(["en", "tr"]),
    level=some.sampled_from(["A1", "A2", "B1", "B2", "C1", "C2"]),
    test=some.just("IELTS"),
    issued=some.dates(dt.date(2020, 1, 1), DAY),
    expires=some.none() | some.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)),
    source=some.just("Registrar"),
    as_of=some.just(DAY),
)
applicants = some.builds(
    ApplicantFacts,
    audience=some.sampled_from(["learners", "staff"]),
    kind=some.just("student"),
    level=some.sampled_from(["", "bachelor"]),
    year=some.none() | some.integers(1, 7),
    unit=some.just("7KQ4-M2XD"),
    judged_on=some.dates(dt.date(2026, 11, 1), dt.date(2026, 12, 31)),
    deadline=some.just(dt.date(2026, 12, 10)),
    gpa=some.none()
    | some.builds(
        GpaFact,
        value=some.decimals(0, 4, places=4),
        credits=some.just(Decimal(120)),
        source=some.just("Registrar"),
        as_of=some.just(DAY),
    ),
    debts=some.none() | counts,
    sanctions=some.none() | counts,
    ethics=some.none() | counts,
    languages=some.lists(certificates, max_size=3).map(tuple),
)


@given(applicants, some.sampled_from(["learners", "staff"]))
def test_judging_twice_and_after_storing_is_equal(facts: ApplicantFacts, audience: str) -> None:
    criteria = default_criteria(audience)
    verdict = judge(facts, criteria)
    assert judge(facts, criteria) == verdict
    assert judge(facts_from_json(facts_to_json(facts)), criteria) == verdict
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            assert all(say_finding(finding) for finding in verdict.findings)
            assert len(criteria_rows(verdict)) == len(criteria)


def test_every_code_of_the_rules_has_words() -> None:
    codes = {code for clause in RULES.values() for code in clause.codes}
    assert len(codes) > 25
    assert codes - wording.known_codes() == set()


def test_every_clause_has_a_name() -> None:
    assert set(RULES) == set(CLAUSES)
