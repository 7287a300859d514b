import pytest

from mobility_rules.placement.appeals import ChangedFact, Retried, retry
from mobility_rules.placement.certificate import certify
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.fixing import Fixed, lost, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.keeping import HELD, WAITS, remaining_of
from mobility_rules.placement.minimums import place
from mobility_rules.placement.policy import Minimum, Policy, Reserve
from tests.rules.placement.instances import small_instances


def market() -> Instance:
    """Anna gets Vilnius, Berik Riga, Camila nothing."""
    places = [Place("Vilnius", 1), Place("Riga", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius", "Riga"), 90),
        Applicant("Berik", ("Vilnius", "Riga"), 80),
        Applicant("Camila", ("Vilnius", "Riga"), 70, eligible=frozenset({"Vilnius"})),
    ]
    return build(places, applicants)


def placed(instance: Instance, overrides: tuple[Fixed, ...] = ()) -> dict[str, str]:
    assigned = solve(with_fixed(instance, overrides)).assigned
    return {one: place for one, place in assigned.items() if place is not None}


def anew(fact: ChangedFact, instance: Instance | None = None, **other) -> Retried:
    """Everybody placed anew."""
    instance = instance or market()
    return retry(instance, placed(instance), fact, keeps_seats=False, **other)


def test_a_corrected_score_moves_the_appellant_and_whoever_stood_there():
    told = anew(ChangedFact("Berik", score=95))
    assert told.own == Moved("Berik", "Riga", "Vilnius")
    assert told.comparison.losses == (Moved("Anna", "Vilnius", "Riga"),)
    assert told.kept == ()


def test_who_holds_a_seat_keeps_it_where_that_is_the_way():
    corrected = ChangedFact("Berik", score=95)
    told = retry(market(), placed(market()), corrected, keeps_seats=True)
    assert told.kept == (Fixed("Anna", "Vilnius", HELD, is_kept=True),)
    assert (told.own.after, told.comparison.losses) == ("Riga", ())


def test_an_appellant_whose_score_was_too_high_keeps_the_own_seat():
    told = retry(market(), placed(market()), ChangedFact("Anna", score=1), keeps_seats=True)
    assert told.own == Moved("Anna", "Vilnius", "Vilnius")
    places = [Place("Vilnius", 1)]
    rows = [Applicant("Anna", ("Vilnius",), 90), Applicant("Berik", ("Vilnius",), 80)]
    alone = build(places, rows)
    told = retry(alone, placed(alone), ChangedFact("Anna", score=1), keeps_seats=True)
    assert (told.own.after, told.kept) == (
        "Vilnius",
        (Fixed("Anna", "Vilnius", HELD, is_kept=True),),
    )


def test_a_seat_that_waits_to_be_filled_is_not_given_by_an_appeal():
    """Anna gave Vilnius back; Camila is put before Berik and still waits."""
    first, seats = market(), {"Berik": "Riga"}
    raised = ChangedFact("Camila", score=85)
    told = retry(first, seats, raised, keeps_seats=True, waiting={"Anna": "Vilnius"})
    assert Fixed("Anna", "Vilnius", WAITS, is_kept=True) in told.kept
    assert (told.own.after, told.comparison.gains) == (None, ())
    told = retry(remaining_of(first, {"Anna"}), seats, raised, keeps_seats=True)
    assert told.own == Moved("Camila", None, "Vilnius")


def test_a_score_at_one_place_leaves_the_others():
    told = anew(ChangedFact("Camila", scores={"Vilnius": 85}))
    assert (told.own.after, told.comparison.gains) == (None, ())
    told = anew(ChangedFact("Camila", scores={"Vilnius": 91}))
    assert told.own.after == "Vilnius"
    assert told.comparison.losses == (
        Moved("Anna", "Vilnius", "Riga"),
        Moved("Berik", "Riga", None),
    )


def test_a_wish_that_may_be_granted_after_all():
    allowed = ChangedFact("Camila", score=85, eligible=frozenset({"Vilnius", "Riga"}))
    assert anew(allowed).own.after == "Riga"


def test_decisions_of_the_first_run_stand_in_the_second():
    fixed = (Fixed("Camila", "Riga"),)
    published = placed(market(), fixed)
    corrected = ChangedFact("Berik", score=95)
    told = retry(market(), published, corrected, keeps_seats=False, overrides=fixed)
    assert told.allocation.assigned == {"Anna": None, "Berik": "Vilnius", "Camila": "Riga"}


def test_a_place_that_was_closed_stays_closed():
    policy = Policy(minimums=(Minimum("Riga", 2),))
    rows = market().applicants.values()
    instance = build([Place("Vilnius", 1), Place("Riga", 2)], rows, policy=policy)
    published = place(instance)
    assert (published.closed, published.allocation.unplaced) == (("Riga",), ["Berik", "Camila"])
    fact = ChangedFact("Camila", eligible=frozenset({"Vilnius", "Riga"}))
    held = {"Anna": "Vilnius"}
    left = remaining_of(instance, ())
    told = retry(left, held, fact, keeps_seats=False, closed=published.closed)
    assert told.own == Moved("Camila", None, None)
    assert retry(left, held, fact, keeps_seats=False).own.after == "Riga"


def test_where_rules_leave_no_seat_for_whoever_keeps_one_it_is_refused():
    """Anna may have the seat reserved for her type after all, and Berik sits in it."""
    policy = Policy(reserves=(Reserve("Riga", "law", 1),))
    rows = [
        Applicant("Anna", ("Riga",), 90, type="law", eligible=frozenset()),
        Applicant("Berik", ("Riga",), 80, type="arts"),
    ]
    instance = build([Place("Riga", 1)], rows, policy=policy)
    fact = ChangedFact("Anna", eligible=frozenset({"Riga"}))
    with pytest.raises(QuotasRefused, match="fixed-lost"):
        retry(instance, {"Berik": "Riga"}, fact, keeps_seats=True)
    assert anew(fact, instance).own.after == "Riga"


def test_who_took_no_part_cannot_appeal():
    with pytest.raises(ValueError, match="Erlan"):
        anew(ChangedFact("Erlan", score=1))


def test_a_fact_that_is_what_it_was_changes_nothing_and_a_better_score_never_hurts():
    for instance in small_instances(100):
        before = solve(instance)
        for one, applicant in instance.applicants.items():
            same = anew(ChangedFact(one, score=applicant.score), instance)
            assert (same.allocation, same.instance) == (before, instance)
            raised = {place: score + 2 for place, score in applicant.scores.items()}
            better = anew(ChangedFact(one, scores=raised), instance).comparison
            assert one not in [loss.applicant for loss in better.losses]


def test_where_seats_are_kept_nobody_loses_and_the_run_holds():
    refused = answered = 0
    for instance in small_instances(100):
        for one, applicant in instance.applicants.items():
            raised = {place: score + 2 for place, score in applicant.scores.items()}
            fact = ChangedFact(one, scores=raised)
            try:
                told = retry(instance, placed(instance), fact, keeps_seats=True)
            except QuotasRefused:
                refused += 1
                continue
            answered += 1
            assert told.comparison.losses == ()
            assert not lost(told.kept, told.allocation)
            assert certify(told.instance, told.allocation, fixed=told.kept).holds
    assert answered > 200 > 20 * refused
