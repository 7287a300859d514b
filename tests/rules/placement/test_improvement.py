"""Improvement cycles, against every assignment that scores alone call fair."""

from collections import Counter
from itertools import product
from random import Random

from mobility_rules.placement.choice import Proposal, choose_in_tree, proposal
from mobility_rules.placement.comparison import Moved
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, solve
from mobility_rules.placement.fixing import Fixed, with_fixed
from mobility_rules.placement.improvement import Improvement, disjoint_cycles, improvable
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Market
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Cap, Group, Policy, Reserve, SeatOrder

HOLDER = 1 << 31
"""Added to the number of whoever holds a seat, so that they win every tie."""


def market(*, lottery: dict[str, int], score_of_camila: int = 80) -> Instance:
    """Anna and Berik each hold what the other likes better, because Camila drew well there."""
    places = [Place("Vilnius", 1), Place("Riga", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius", "Riga"), 80, (lottery["Anna"],), scores={"Riga": 90}),
        Applicant("Berik", ("Riga", "Vilnius"), 80, (lottery["Berik"],), scores={"Vilnius": 90}),
        Applicant("Camila", ("Vilnius",), score_of_camila, (lottery["Camila"],)),
    ]
    return build(places, applicants, ("lottery",))


def test_two_who_hold_each_others_dearer_seat_are_counted():
    instance = market(lottery={"Anna": 1, "Berik": 3, "Camila": 2})
    fair = solve(instance)
    assert fair.assigned == {"Anna": "Riga", "Berik": "Vilnius", "Camila": None}
    assert improvable(instance, fair) == Improvement(
        people=(Moved("Anna", "Riga", "Vilnius"), Moved("Berik", "Vilnius", "Riga")),
        cycles=(("Anna", "Berik"),),
    )


def test_a_higher_score_is_no_tie_and_is_not_passed_over():
    instance = market(lottery={"Anna": 1, "Berik": 3, "Camila": 2}, score_of_camila=81)
    assert improvable(instance, solve(instance)) == Improvement((), ())


def test_whoever_is_fixed_swaps_with_nobody():
    instance = market(lottery={"Anna": 1, "Berik": 3, "Camila": 2})
    decided = with_fixed(instance, [Fixed("Anna", "Riga")])
    assert improvable(decided, solve(decided)).people == ()


def test_cycles_are_found_and_share_nobody():
    seats = [(place, NOTHING) for place in range(4)]
    may_take = {0: [seats[1]], 1: [seats[2], seats[0]], 2: [seats[3]], 3: [seats[2]]}
    holders = {seat: [row] for row, seat in enumerate(seats)}
    assert sorted(map(set, disjoint_cycles(may_take, holders)), key=min) == [{0, 1}, {2, 3}]
    assert list(disjoint_cycles({0: [seats[1]], 1: [seats[2]]}, holders)) == []


def test_afterwards_scores_alone_call_no_other_fair_assignment_better_for_everybody():
    helped = 0
    for seed in range(100):
        instance = tied_instance(Random(seed), applicants=4, places=3)
        fair = solve(instance)
        told = improvable(instance, fair)
        after = _improved(fair, told)
        _assert_better(instance, told)
        assert after in (every := _all_fair_by_score(instance))
        assert not any(_is_better(instance, other, after) for other in every if other != after)
        helped += len(told.people)
    assert helped > 10


def test_quotas_groups_caps_and_reserves_stay_kept():
    helped = dict.fromkeys(POLICIES, 0)
    for seed in range(1500):
        name = list(POLICIES)[seed % len(POLICIES)]
        instance = tied_instance(Random(seed), applicants=7, places=4, policy=POLICIES[name])
        fair = solve(instance)
        told = improvable(instance, fair)
        if not told.people:
            continue
        _assert_better(instance, told)
        after = _improved(fair, told)
        assert _is_fair_by_score(instance, after)
        assert Counter(after.assigned.values()) == Counter(fair.assigned.values())
        helped[name] += len(told.people)
    assert min(helped.values()) > 3


def tied_instance(
    random: Random, applicants: int, places: int, policy: Policy | None = None
) -> Instance:
    """Full lists and two scores at every place, of one's own there: cycles are common."""
    names = [f"P{number}" for number in range(places)]
    rows = [
        Applicant(
            f"A{number}",
            tuple(random.sample(names, places)),
            score=0,
            tie=(number,),
            scores={name: random.randint(0, 1) for name in names},
            type=random.choice(("law", "arts")),
        )
        for number in range(applicants)
    ]
    quota = 1 if policy is None else 2
    return build([Place(name, quota) for name in names], rows, ("lottery",), policy)


PAIRS = {"P0": "G0", "P1": "G0", "P2": "G1", "P3": "G1"}
GROUPS = (Group("G0", 2), Group("G1", 2))
POLICIES = {
    "groups": Policy(GROUPS, PAIRS),
    "nested": Policy(
        (Group("G0", 3, "all"), Group("all", 4)), {"P0": "G0", "P1": "G0", "P2": "all"}
    ),
    "reserves": Policy(
        reserves=(
            Reserve("P0", "law", 1),
            Reserve("P1", "arts", 1, SeatOrder.LAST),
            Reserve("P2", "law", 2),
        )
    ),
    "caps": Policy(caps=(Cap("P0", "law", 1), Cap("P1", "arts", 0), Cap("P2", "arts", 1))),
    "pools": Policy(
        GROUPS,
        PAIRS,
        reserves=(Reserve("G0", "law", 1), Reserve("G1", "arts", 1)),
        caps=(Cap("G1", "arts", 2),),
    ),
}


def _improved(fair: Allocation, told: Improvement) -> Allocation:
    return Allocation(dict(fair.assigned) | {one.applicant: one.after for one in told.people})


def _assert_better(instance: Instance, told: Improvement) -> None:
    for one in told.people:
        wishes = instance.wishes[one.applicant]
        assert wishes.index(one.after) < wishes.index(one.before)


def _is_better(instance: Instance, one: Allocation, other: Allocation) -> bool:
    """Everybody likes the one at least as much."""
    ranks = [
        [
            len(wishes)
            if allocation.assigned[name] is None
            else wishes.index(allocation.assigned[name])
            for name, wishes in instance.wishes.items()
        ]
        for allocation in (one, other)
    ]
    return all(mine <= theirs for mine, theirs in zip(*ranks, strict=True))


def _all_fair_by_score(instance: Instance) -> list[Allocation]:
    choices = [(*wishes, None) for wishes in instance.wishes.values()]
    tried = (
        Allocation(dict(zip(instance.wishes, given, strict=True))) for given in product(*choices)
    )
    return [one for one in tried if _is_fair_by_score(instance, one)]


def _is_fair_by_score(instance: Instance, allocation: Allocation) -> bool:
    """The published choice, with whoever holds a seat winning every tie, keeps all and takes no
    one else."""
    names = numbered(instance)
    granted = in_numbers(names, allocation).tolist()
    held = {
        _before_equals(proposal(names.market, row, column))
        for row, column in enumerate(granted)
        if column != NOTHING
    }
    roots = {_root(names.market, place) for place in range(names.market.places)}
    by_root = {
        root: {one for one in held if _root(names.market, one.place) == root} for root in roots
    }
    if any(choose_in_tree(names.market, root, seats) != seats for root, seats in by_root.items()):
        return False
    for row, column in enumerate(granted):
        wishes = names.market.wishes[row].tolist()
        for above in range(len(wishes) if column == NOTHING else column):
            if wishes[above] != NOTHING:
                wish = proposal(names.market, row, above)
                root = _root(names.market, wish.place)
                if wish in choose_in_tree(names.market, root, by_root[root] | {wish}):
                    return False
    return True


def _before_equals(seat: Proposal) -> Proposal:
    standing, number = seat.key >> NUMBER_BITS, seat.applicant
    return seat._replace(key=standing << NUMBER_BITS | HOLDER | number)


def _root(market: Market, place: int) -> int:
    return market.chain(place)[-1]
