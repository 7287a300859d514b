from datetime import date, timedelta

import pytest

from mobility_rules.eligibility import CLAUSES, BadParameter, Criterion, UnknownClause, judge
from mobility_rules.facts import JudgementFact, LanguageFact
from mobility_rules.findings import Finding, Outcome
from tests.rules.people import DEADLINE, RECORDED, TODAY, applicant, count, english, gpa

ENGLISH_B1 = {"language": "en", "level": "B1"}
AFTER_DEADLINE = DEADLINE + timedelta(days=1)


def finding(facts, clause, **parameters) -> Finding:
    (found,) = judge(facts, [Criterion(clause, parameters)]).findings
    assert found.code in CLAUSES[clause].codes
    return found


def told(found: Finding) -> tuple[str, Outcome, bool]:
    return found.code, found.outcome, found.curable


@pytest.mark.parametrize(
    ("value", "minimum", "code", "seen"),
    [
        ("2.75", "2.75", "gpa-met", "2.75"),
        ("2.750", "2.75", "gpa-met", "2.75"),
        ("2.7501", "2.75", "gpa-met", "2.75"),
        ("2.7499", "2.75", "gpa-below-minimum", "2.74"),
        ("2.745", "2.75", "gpa-below-minimum", "2.74"),
        ("2.7499999999999999999999999999999", "2.75", "gpa-below-minimum", "2.74"),
        ("2.7555", "2.755", "gpa-met", "2.755"),
        ("2.7549", "2.755", "gpa-below-minimum", "2.754"),
        ("4.00", "4", "gpa-met", "4.00"),
        ("0", "0", "gpa-met", "0.00"),
    ],
)
def test_gpa_is_compared_unrounded_and_never_shown_as_reaching_what_it_misses(
    value, minimum, code, seen
):
    found = finding(applicant(gpa=gpa(value)), "gpa-at-least/1", minimum=minimum)
    assert (found.code, found.seen, found.curable) == (code, seen, False)
    assert found.values["gpa_exact"] == value
    assert (found.source, found.as_of) == ("registrar", RECORDED)


@pytest.mark.parametrize(
    ("clause", "parameters", "missing", "code"),
    [
        ("gpa-at-least/1", {"minimum": "2.75"}, {"gpa": None}, "gpa-unknown"),
        ("no-academic-debt/1", {}, {"debts": None}, "academic-debts-unknown"),
        ("no-disciplinary-sanction/1", {}, {"sanctions": None}, "disciplinary-sanctions-unknown"),
        ("no-ethics-violation/1", {}, {"ethics": None}, "ethics-violations-unknown"),
        ("language-level/1", ENGLISH_B1, {"languages": ()}, "language-level-unknown"),
        ("level-among/1", {"levels": ["master"]}, {"level": ""}, "level-unknown"),
        ("year-at-least/1", {"year": 2}, {"year": None}, "year-unknown"),
    ],
)
def test_what_is_not_recorded_passes_nobody_and_can_be_recorded_until_the_deadline(
    clause, parameters, missing, code
):
    on_the_last_day = applicant(**missing, judged_on=DEADLINE)
    too_late = applicant(**missing, judged_on=AFTER_DEADLINE)
    assert told(finding(on_the_last_day, clause, **parameters)) == (code, Outcome.UNMET, True)
    assert told(finding(too_late, clause, **parameters)) == (code, Outcome.UNMET, False)


@pytest.mark.parametrize(
    ("number", "until", "expected"),
    [
        (0, None, ("no-disciplinary-sanction-met", Outcome.MET, False)),
        (1, None, ("disciplinary-sanction-in-force", Outcome.UNMET, False)),
        (1, TODAY - timedelta(days=1), ("disciplinary-sanction-ended", Outcome.MET, False)),
        (1, TODAY, ("disciplinary-sanction-in-force", Outcome.UNMET, True)),
        (1, DEADLINE - timedelta(days=1), ("disciplinary-sanction-in-force", Outcome.UNMET, True)),
        (1, DEADLINE, ("disciplinary-sanction-in-force", Outcome.UNMET, False)),
    ],
)
def test_a_sanction_counts_while_it_is_in_force_and_is_cured_by_ending_in_time(
    number, until, expected
):
    facts = applicant(sanctions=count(number, until))
    assert told(finding(facts, "no-disciplinary-sanction/1")) == expected


def test_an_ethics_violation_does_not_lapse():
    facts = applicant(ethics=count(1, until=TODAY - timedelta(days=100)))
    found = finding(facts, "no-ethics-violation/1")
    assert told(found) == ("ethics-violation-recorded", Outcome.UNMET, False)
    clean = finding(applicant(), "no-ethics-violation/1")
    assert told(clean) == ("no-ethics-violation-met", Outcome.MET, False)


def test_a_debt_can_be_cleared_until_the_deadline():
    owing = {"debts": count(2)}
    found = finding(applicant(**owing), "no-academic-debt/1")
    assert told(found) == ("academic-debt-open", Outcome.UNMET, True)
    assert (found.seen, found.needed) == ("2", "0")
    late = finding(applicant(**owing, judged_on=AFTER_DEADLINE), "no-academic-debt/1")
    assert told(late) == ("academic-debt-open", Outcome.UNMET, False)
    clear = finding(applicant(), "no-academic-debt/1")
    assert told(clear) == ("no-academic-debt-met", Outcome.MET, False)


EXPIRED = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("certificates", "code", "seen"),
    [
        ((english("B2"),), "language-level-met", "B2"),
        ((english("C1"),), "language-level-met", "C1"),
        ((english("B1"),), "language-level-below", "B1"),
        ((english("B2", expires=TODAY),), "language-level-met", "B2"),
        ((english("B2", expires=None),), "language-level-met", "B2"),
        ((english("B2", expires=EXPIRED),), "language-certificate-expired", "B2"),
        ((english("A2", expires=EXPIRED),), "language-certificate-expired", "A2"),
        ((english("C1", expires=EXPIRED), english("B1")), "language-certificate-expired", "C1"),
        ((english("A2", expires=EXPIRED), english("B1")), "language-level-below", "B1"),
        ((english("C1", expires=EXPIRED), english("B2")), "language-level-met", "B2"),
        ((english("A1"), english("C2"), english("B1")), "language-level-met", "C2"),
    ],
)
def test_the_best_certificate_valid_on_the_day_counts(certificates, code, seen):
    found = finding(
        applicant(languages=certificates), "language-level/1", language="en", level="B2"
    )
    assert (found.code, found.seen, found.needed) == (code, seen, "B2")
    assert found.curable is (code != "language-level-met")


@pytest.mark.parametrize(
    ("expires", "code"),
    [(DEADLINE, "language-level-met"), (DEADLINE - timedelta(1), "language-certificate-expired")],
)
def test_how_long_the_office_takes_after_the_deadline_costs_nobody_a_certificate(expires, code):
    late = applicant(languages=(english("B2", expires=expires),), judged_on=AFTER_DEADLINE)
    assert finding(late, "language-level/1", language="en", level="B2").code == code


def test_a_certificate_of_another_language_or_of_tomorrow_is_none():
    german = LanguageFact("de", "C2", "Goethe", RECORDED, None, "registrar", RECORDED)
    tomorrow = TODAY + timedelta(days=1)
    coming = LanguageFact("en", "C2", "IELTS", tomorrow, None, "registrar", RECORDED)
    facts = applicant(languages=(german, coming))
    found = finding(facts, "language-level/1", language="en", level="A1")
    assert found.code == "language-level-unknown"


def test_teamwork_waits_for_the_commission_and_then_is_what_it_said():
    waiting = finding(applicant(teamwork=None), "teamwork-judged/1")
    assert told(waiting) == ("teamwork-not-judged", Outcome.UNDECIDED, False)
    met = finding(applicant(), "teamwork-judged/1")
    assert told(met) == ("teamwork-met", Outcome.MET, False)
    unmet = finding(
        applicant(teamwork=JudgementFact(False, "did not come", TODAY)), "teamwork-judged/1"
    )
    assert told(unmet) == ("teamwork-unmet", Outcome.UNMET, False)
    assert unmet.values["reason"] == "did not come"


@pytest.mark.parametrize(
    ("clause", "parameters", "code"),
    [
        ("audience/1", {"audience": "learners"}, "audience-met"),
        ("audience/1", {"audience": "staff"}, "audience-other"),
        ("level-among/1", {"levels": ["master", "bachelor"]}, "level-met"),
        ("level-among/1", {"levels": ["master", "doctoral"]}, "level-not-among"),
        ("unit-is/1", {"unit": "SCHL-MEDI"}, "unit-met"),
        ("unit-is/1", {"unit": "UNIV-ROOT"}, "unit-met"),
        ("unit-is/1", {"unit": "SCHL-DENT"}, "unit-other"),
        ("year-at-least/1", {"year": 3}, "year-met"),
        ("year-at-least/1", {"year": 4}, "year-below-minimum"),
        ("engagement-active/1", {}, "engagement-active-met"),
        ("engagement-active/1", {"until": "2027-12-31"}, "engagement-active-met"),
        ("engagement-active/1", {"until": "2028-01-01"}, "engagement-ends-too-early"),
    ],
)
def test_whom_a_call_is_for_cannot_be_cured(clause, parameters, code):
    facts = applicant(units_above=("UNIV-ROOT",), engaged_until=date(2027, 12, 31))
    found = finding(facts, clause, **parameters)
    outcome = Outcome.MET if code.endswith("-met") else Outcome.UNMET
    assert told(found) == (code, outcome, False)


def test_an_engagement_that_begins_tomorrow_has_not_begun():
    facts = applicant(engaged_from=TODAY + timedelta(days=1))
    assert finding(facts, "engagement-active/1").code == "engagement-not-begun"


@pytest.mark.parametrize(
    ("clause", "parameters", "parameter"),
    [
        ("gpa-at-least/1", {}, "minimum"),
        ("gpa-at-least/1", {"minimum": "2,75"}, "minimum"),
        ("gpa-at-least/1", {"minimum": 2.75}, "minimum"),
        ("gpa-at-least/1", {"minimum": "NaN"}, "minimum"),
        ("gpa-at-least/1", {"minimum": "2.75", "rounding": "up"}, "rounding"),
        ("language-level/1", {"language": "en", "level": "B3"}, "level"),
        ("language-level/1", {"language": "", "level": "B1"}, "language"),
        ("level-among/1", {"levels": []}, "levels"),
        ("level-among/1", {"levels": ["school"]}, "levels"),
        ("year-at-least/1", {"year": "2"}, "year"),
        ("engagement-active/1", {"until": "soon"}, "until"),
        ("no-academic-debt/1", {"maximum": 1}, "maximum"),
    ],
)
def test_a_parameter_a_clause_cannot_read_is_named(clause, parameters, parameter):
    with pytest.raises(BadParameter) as raised:
        finding(applicant(), clause, **parameters)
    assert (raised.value.clause, raised.value.parameter) == (clause, parameter)


def test_an_unknown_clause_is_refused_before_anything_is_judged():
    with pytest.raises(UnknownClause) as raised:
        finding(applicant(), "gpa-at-least/99")
    assert raised.value.name == "gpa-at-least/99"


def test_every_clause_carries_a_version_and_a_docstring_that_says_its_rule():
    for name, clause in CLAUSES.items():
        words, _, version = name.partition("/")
        assert words
        assert version.isdigit()
        assert clause.rule.__doc__
