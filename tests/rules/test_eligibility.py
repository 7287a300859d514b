import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_rules import facts as known
from mobility_rules.eligibility import (
    CLAUSES,
    DEFAULT_LEARNER_CRITERIA,
    DEFAULT_STAFF_CRITERIA,
    Criterion,
    criteria_to_json,
    default_criteria,
    judge,
    replay,
    with_language_level,
)
from mobility_rules.facts import (
    ApplicantFacts,
    CountFact,
    GpaFact,
    JudgementFact,
    LanguageFact,
    facts_from_json,
    facts_to_json,
)
from mobility_rules.findings import Finding, Outcome, Severity, Standing, Verdict
from tests.rules.people import DEADLINE, IN_ORDER, TODAY, applicant, count, english, gpa

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
words = st.text(max_size=8)
counts = st.builds(CountFact, st.integers(0, 3), words, days, st.none() | days)
scores = st.decimals("0", "4", allow_nan=False, places=4)
gpas = st.builds(GpaFact, scores, st.decimals("0", "300", places=1), words, days)
certificates = st.builds(
    LanguageFact,
    st.sampled_from(["en", "tr", "de"]),
    st.sampled_from(known.LANGUAGE_LEVELS),
    words,
    days,
    st.none() | days,
    words,
    days,
)
judgements = st.builds(JudgementFact, st.booleans(), words, days)
applicants = st.builds(
    ApplicantFacts,
    audience=st.sampled_from(known.AUDIENCES),
    kind=st.sampled_from(known.ENGAGEMENT_KINDS),
    level=st.sampled_from(("", *known.LEVELS)),
    year=st.none() | st.integers(1, 7),
    unit=words,
    judged_on=days,
    deadline=days,
    gpa=st.none() | gpas,
    debts=st.none() | counts,
    sanctions=st.none() | counts,
    ethics=st.none() | counts,
    languages=st.lists(certificates, max_size=4).map(tuple),
    teamwork=st.none() | judgements,
    units_above=st.lists(words, max_size=2).map(tuple),
    engaged_from=st.none() | days,
    engaged_until=st.none() | days,
)
EVERY_CLAUSE = (
    *DEFAULT_LEARNER_CRITERIA,
    Criterion("audience/1", {"audience": "learners"}),
    Criterion("level-among/1", {"levels": ["bachelor", "integrated"]}),
    Criterion("unit-is/1", {"unit": "SCHL-MEDI"}),
    Criterion("year-at-least/1", {"year": 2}),
    Criterion("engagement-active/1", {"until": "2028-06-30"}),
)


@given(applicants)
def test_judging_never_fails_and_replaying_what_was_stored_gives_the_same_verdict(facts):
    verdict = judge(facts, EVERY_CLAUSE)
    stored = json.dumps([facts_to_json(facts), criteria_to_json(EVERY_CLAUSE)])
    assert replay(*json.loads(stored)) == verdict
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict
    assert verdict.clauses == tuple(criterion.clause for criterion in EVERY_CLAUSE)
    assert all(found.code in CLAUSES[found.clause].codes for found in verdict.findings)


@given(applicants)
def test_facts_survive_storage_and_the_order_of_certificates_is_no_matter(facts):
    stored = facts_to_json(facts)
    assert facts_to_json(facts_from_json(stored)) == stored
    turned = applicant(languages=facts.languages[::-1])
    assert facts_to_json(turned) == facts_to_json(applicant(languages=facts.languages))
    assert judge(turned, EVERY_CLAUSE) == judge(applicant(languages=facts.languages), EVERY_CLAUSE)


@given(applicants)
def test_nothing_can_be_cured_after_the_deadline_and_only_unmet_clauses_can(facts):
    verdict = judge(facts, EVERY_CLAUSE)
    curable = [finding for finding in verdict.findings if finding.curable]
    assert all(finding.outcome is Outcome.UNMET for finding in curable)
    assert facts.judged_on <= facts.deadline or not curable


def test_the_universitys_six_criteria_are_judged_in_its_order():
    verdict = judge(IN_ORDER, DEFAULT_LEARNER_CRITERIA)
    assert [finding.code for finding in verdict.findings] == [
        "no-disciplinary-sanction-met",
        "gpa-met",
        "no-ethics-violation-met",
        "language-level-met",
        "no-academic-debt-met",
        "teamwork-met",
    ]
    assert verdict.standing is Standing.FOR_YOU
    assert verdict.may_be_released


def test_all_reasons_are_gathered_never_only_the_first():
    facts = applicant(gpa=gpa("2.1"), debts=count(1), ethics=count(1), languages=())
    verdict = judge(facts, DEFAULT_LEARNER_CRITERIA)
    assert [finding.code for finding in verdict.blocking] == [
        "gpa-below-minimum",
        "ethics-violation-recorded",
        "language-level-unknown",
        "academic-debt-open",
    ]


def test_a_debt_and_an_expired_certificate_say_not_yet():
    facts = applicant(debts=count(1), languages=(english("B2", expires=date(2027, 1, 1)),))
    verdict = judge(facts, DEFAULT_LEARNER_CRITERIA)
    assert verdict.standing is Standing.NOT_YET
    assert (verdict.may_submit, verdict.may_be_released) == (True, False)


def test_one_reason_that_cannot_be_cured_says_not_for_you():
    verdict = judge(applicant(debts=count(1), gpa=gpa("2.74")), DEFAULT_LEARNER_CRITERIA)
    assert verdict.standing is Standing.NOT_FOR_YOU
    assert not verdict.may_submit


def test_a_debt_left_at_the_deadline_says_not_for_you():
    facts = applicant(debts=count(1), judged_on=DEADLINE + timedelta(days=1))
    assert judge(facts, DEFAULT_LEARNER_CRITERIA).standing is Standing.NOT_FOR_YOU


def test_an_open_judgement_keeps_nobody_from_submitting_or_being_released():
    verdict = judge(applicant(teamwork=None), DEFAULT_LEARNER_CRITERIA)
    assert [finding.code for finding in verdict.undecided] == ["teamwork-not-judged"]
    assert (verdict.standing, verdict.may_be_released) == (Standing.FOR_YOU, True)


def test_staff_are_asked_for_neither_score_nor_debts():
    teacher = applicant(audience="staff", kind="teacher", level="", year=None, gpa=None, debts=None)
    assert judge(teacher, DEFAULT_STAFF_CRITERIA).standing is Standing.FOR_YOU
    assert judge(teacher, default_criteria("staff")).standing is Standing.FOR_YOU
    assert judge(teacher, default_criteria("learners")).standing is Standing.NOT_FOR_YOU


def test_waivable_and_advisory_findings_do_not_block():
    findings = [Finding("late", "x/1", severity) for severity in Severity]
    verdict = Verdict.of(findings)
    assert verdict.blocking == (findings[0],)
    assert Verdict.of(findings[1:]).standing is Standing.FOR_YOU


def test_a_place_may_ask_another_level_than_the_call():
    asked = with_language_level(DEFAULT_LEARNER_CRITERIA, "en", "C1")
    assert [finding.code for finding in judge(IN_ORDER, asked).blocking] == ["language-level-below"]
    assert len(asked) == len(DEFAULT_LEARNER_CRITERIA)
    assert with_language_level(DEFAULT_LEARNER_CRITERIA, "en", "") == DEFAULT_LEARNER_CRITERIA
    added = with_language_level(DEFAULT_LEARNER_CRITERIA, "tr", "A2")
    assert judge(IN_ORDER, added).findings[-1].code == "language-level-unknown"


def test_changing_one_stored_fact_changes_the_replayed_verdict():
    stored, criteria = facts_to_json(IN_ORDER), criteria_to_json(DEFAULT_LEARNER_CRITERIA)
    assert replay(stored, criteria) == judge(IN_ORDER, DEFAULT_LEARNER_CRITERIA)
    stored["gpa"]["value"] = "2.7499"
    assert replay(stored, criteria).standing is Standing.NOT_FOR_YOU


@pytest.mark.parametrize("value", ["5.2", "-0.01", "NaN", "Infinity"])
def test_an_impossible_gpa_is_no_fact(value):
    with pytest.raises(ValueError, match="GPA"):
        GpaFact(Decimal(value), Decimal(0), "registrar", TODAY)


@pytest.mark.parametrize(
    "changed", [{"audience": "guests"}, {"kind": "pupil"}, {"level": "school"}]
)
def test_words_the_kernel_does_not_know_are_refused(changed):
    with pytest.raises(ValueError, match="is none of"):
        applicant(**changed)
