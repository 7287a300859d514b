import pytest

from mobility_rules.placement.appeals import ChangedFact, retry
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.fixing import Fixed, with_fixed
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.minimums import place
from mobility_rules.placement.policy import Minimum, Policy
from tests.rules.placement.instances import small_instances


def market() -> tuple[Instance, Allocation]:
    places = [Place("Vilnius", 1), Place("Riga", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius", "Riga"), 90),
        Applicant("Berik", ("Vilnius", "Riga"), 80),
        Applicant("Camila", ("Vilnius", "Riga"), 70, eligible=frozenset({"Vilnius"})),
    ]
    instance = build(places, applicants)
    return instance, solve(instance)


def test_a_corrected_score_moves_the_appellant_and_whoever_stood_there():
    told = retry(*market(), ChangedFact("Berik", score=95), {"Anna": "Law"})
    assert told.own == Moved("Berik", "Riga", "Vilnius")
    assert told.comparison.losses == (Moved("Anna", "Vilnius", "Riga"),)
    assert told.comparison.after.by_group["Law"].first_choice == 0


def test_a_score_at_one_place_leaves_the_others():
    told = retry(*market(), ChangedFact("Camila", scores={"Vilnius": 85}))
    assert (told.own.after, told.comparison.gains) == (None, ())
    told = retry(*market(), ChangedFact("Camila", scores={"Vilnius": 91}))
    assert told.own.after == "Vilnius"
    assert told.comparison.losses == (
        Moved("Anna", "Vilnius", "Riga"),
        Moved("Berik", "Riga", None),
    )


def test_a_wish_that_may_be_granted_after_all():
    allowed = ChangedFact("Camila", score=85, eligible=frozenset({"Vilnius", "Riga"}))
    assert retry(*market(), allowed).own.after == "Riga"


def test_decisions_of_the_first_run_stand_in_the_second():
    instance, _ = market()
    fixed = [Fixed("Camila", "Riga")]
    published = solve(with_fixed(instance, fixed))
    told = retry(instance, published, ChangedFact("Berik", score=95), fixed=fixed)
    assert told.allocation.assigned == {"Anna": None, "Berik": "Vilnius", "Camila": "Riga"}


def test_a_place_that_was_closed_opens_when_the_appeal_fills_it():
    rows = market()[0].applicants.values()
    policy = Policy(minimums=(Minimum("Riga", 2),))
    instance = build([Place("Vilnius", 1), Place("Riga", 2)], rows, policy=policy)
    published = place(instance)
    assert (published.closed, published.allocation.unplaced) == (("Riga",), ["Berik", "Camila"])
    fact = ChangedFact("Camila", eligible=frozenset({"Vilnius", "Riga"}))
    told = retry(instance, published.allocation, fact)
    assert told.own == Moved("Camila", None, "Riga")
    assert told.comparison.gains == (Moved("Berik", None, "Riga"), Moved("Camila", None, "Riga"))


def test_who_took_no_part_cannot_appeal():
    with pytest.raises(ValueError, match="Erlan"):
        retry(*market(), ChangedFact("Erlan", score=1))


def test_a_fact_that_is_what_it_was_changes_nothing_and_a_better_score_never_hurts():
    for instance in small_instances(100):
        before = solve(instance)
        for one, applicant in instance.applicants.items():
            same = retry(instance, before, ChangedFact(one, score=applicant.score))
            assert (same.allocation, same.instance) == (before, instance)
            raised = {place: score + 2 for place, score in applicant.scores.items()}
            better = retry(instance, before, ChangedFact(one, scores=raised)).comparison
            assert one not in [loss.applicant for loss in better.losses]
