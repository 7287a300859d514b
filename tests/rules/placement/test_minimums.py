from dataclasses import replace

import pytest

from mobility_rules.placement.choice import dearer, is_accepted
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, solve
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.minimums import (
    MinimumResult,
    closed,
    compare_modes,
    place,
)
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Minimum, MinimumMode, Policy
from tests.rules.placement.instances import small_instances


def market(*minimums: Minimum, mode: MinimumMode = MinimumMode.CLOSE) -> Instance:
    """Closing Vilnius, which lacks the most, sends Camila to Riga, which then has enough."""
    places = [Place("Vilnius", 4), Place("Riga", 3), Place("Ghent", 2)]
    applicants = [
        Applicant("Anna", ("Ghent", "Vilnius"), 90),
        Applicant("Berik", ("Riga", "Vilnius"), 80),
        Applicant("Camila", ("Vilnius", "Riga"), 70),
        Applicant("Dana", ("Ghent", "Vilnius"), 60),
    ]
    return build(places, applicants, policy=Policy(minimums=minimums, minimum_mode=mode))


def riga_is_small(policy: Policy) -> Instance:
    """The most are placed when the seat in Riga goes to the last one, who wishes nothing else."""
    applicants = [
        Applicant("Anna", ("Riga", "Vilnius"), 90),
        Applicant("Berik", ("Riga", "Vilnius"), 80),
        Applicant("Camila", ("Riga",), 70),
    ]
    return build([Place("Vilnius", 2), Place("Riga", 1)], applicants, policy=policy)


VILNIUS, RIGA, GHENT = Minimum("Vilnius", 3), Minimum("Riga", 2), Minimum("Ghent", 2)


def test_the_place_that_lacks_the_most_is_closed_first():
    assert place(market(VILNIUS, RIGA, GHENT)) == MinimumResult(
        Allocation({"Anna": "Ghent", "Berik": "Riga", "Camila": "Riga", "Dana": "Ghent"}),
        ("Vilnius",),
    )


def test_of_two_that_lack_as_much_the_first_by_name_is_closed():
    assert place(market(Minimum("Vilnius", 2), RIGA)).closed == ("Riga",)


@pytest.mark.parametrize("mode", list(MinimumMode))
def test_without_minimums_it_is_the_ordinary_placement(mode):
    instance = riga_is_small(Policy(minimum_mode=mode))
    assert place(instance) == MinimumResult(solve(instance), ())


def test_the_exact_mode_is_taken_when_the_policy_says_so():
    """Three could fill Vilnius, which would leave the sum of ranks larger."""
    told = place(market(VILNIUS, GHENT, mode=MinimumMode.EXACT))
    assert told.closed == ("Vilnius",)
    assert told.allocation.unplaced == []


def test_both_modes_stand_side_by_side_with_what_they_cost():
    """Riga has one seat, for Anna; Berik, who would be the second there, is the price."""
    told = compare_modes(riga_is_small(Policy(minimums=(Minimum("Vilnius", 2),))))
    assert told.close.allocation.assigned == {"Anna": "Riga", "Berik": None, "Camila": None}
    assert (told.close.placed, told.close.rank_sum, told.close.envious) == (1, 1, 0)
    assert told.close.closed == ("Vilnius",)
    assert told.exact.allocation.assigned == {
        "Anna": "Vilnius",
        "Berik": "Vilnius",
        "Camila": "Riga",
    }
    assert (told.exact.placed, told.exact.rank_sum, told.exact.envious) == (3, 5, 2)
    assert told.exact.closed == ()


def test_what_was_found_is_compared_and_not_searched_for_again():
    instance = market(VILNIUS, RIGA, GHENT, mode=MinimumMode.EXACT)
    found = place(instance)
    told = compare_modes(instance, found=found, seconds=0)
    assert told.exact.allocation == found.allocation
    assert told.close.closed == ("Vilnius",)


@pytest.mark.parametrize("mode", list(MinimumMode))
def test_a_place_that_somebody_is_fixed_at_stays_open(mode):
    decided = place(market(VILNIUS, mode=mode), [Fixed("Dana", "Vilnius")])
    assert decided.allocation.admitted("Vilnius") == ["Camila", "Dana"]
    assert decided.closed == ()


@pytest.mark.parametrize(
    ("minimum", "code"),
    [
        (Minimum("Paris", 1), "minimum-unknown"),
        (Minimum("Riga", 4), "minimum-exceeds-quota"),
    ],
)
def test_a_minimum_that_makes_no_sense_is_refused(minimum, code):
    with pytest.raises(QuotasRefused, match=code):
        place(market(minimum))


def test_in_small_markets_both_modes_keep_the_minimums_and_exact_places_as_many_at_least():
    fewer = 0
    for instance in small_instances(120):
        least = tuple(
            Minimum(one.id, min(2, one.quota)) for one in instance.places.values() if one.quota
        )
        told = compare_modes(replace(instance, policy=replace(instance.policy, minimums=least)))
        for cost in (told.close, told.exact):
            for rule in least:
                taken = len(cost.allocation.admitted(rule.at))
                assert taken == 0 or taken >= rule.seats
                assert taken == 0 or rule.at not in cost.closed
        assert told.exact.placed >= told.close.placed
        assert told.close.envious == 0
        fewer += told.exact.placed > told.close.placed
        names = numbered(closed(instance, told.exact.closed))
        granted = in_numbers(names, told.exact.allocation)
        assert told.exact.envious == len(
            {
                one
                for one, column in dearer(names.market, granted)
                if is_accepted(names.market, granted, one, column)
            }
        )
    assert fewer > 0
