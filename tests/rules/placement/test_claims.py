from mobility_rules.placement.choice import choose_in_tree, held, is_accepted, proposal
from mobility_rules.placement.claims import Claim, Seats
from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers, solve
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.market import Integers
from mobility_rules.placement.numbering import Numbered, numbered
from mobility_rules.placement.policy import Group, Policy
from tests.rules.placement.instances import small_instances

ANNA, BERIK = Applicant("Anna", ("Riga", "Ghent"), 90), Applicant("Berik", ("Ghent",), 80)


def test_a_claim_names_who_would_lose_the_seat_wherever_in_the_group():
    policy = Policy((Group("Europe", 1),), {"Riga": "Europe", "Ghent": "Europe"})
    instance = build([Place("Riga", 1), Place("Ghent", 1)], [ANNA, BERIK], policy=policy)
    seats = Seats(instance, Allocation({"Anna": None, "Berik": "Ghent"}))
    assert seats.claim("Anna", "Riga") == Claim("Anna", "Riga", instead_of="Berik")
    assert seats.dearer("Berik") == ()


def test_a_free_seat_is_claimed_in_nobodys_stead():
    instance = build([Place("Riga", 1), Place("Ghent", 2)], [ANNA, BERIK])
    seats = Seats(instance, Allocation({"Anna": "Ghent", "Berik": "Ghent"}))
    assert seats.dearer("Anna") == ("Riga",)
    assert seats.claim("Anna", "Riga") == Claim("Anna", "Riga", instead_of=None)


def test_a_claim_is_what_the_published_definition_accepts():
    claims = 0
    for instance in small_instances(200):
        fair = solve(instance)
        without_one = dict(fair.assigned) | {next(iter(fair.assigned)): None}
        for allocation in (fair, Allocation(without_one)):
            names, seats = numbered(instance), Seats(instance, allocation)
            granted = in_numbers(names, allocation)
            for row, one in enumerate(names.applicants):
                for place in seats.dearer(one):
                    column = instance.applicants[one].wishes.index(place)
                    accepted = is_accepted(names.market, granted, row, column)
                    claim = seats.claim(one, place)
                    assert (claim is not None) == accepted
                    assert not (accepted and allocation is fair)
                    if claim is not None:
                        loser = _loser(names, granted, row, column)
                        assert claim.instead_of == (None if loser == one else loser)
                        claims += 1
    assert claims > 50


def _loser(names: Numbered, granted: Integers, row: int, column: int) -> str | None:
    """Whose seat is gone when the tree over a wish has chosen with it."""
    wish = proposal(names.market, row, column)
    root = names.market.chain(wish.place)[-1]
    before = held(names.market, granted, root)
    gone = before - choose_in_tree(names.market, root, before | {wish})
    return next((names.applicants[one.applicant] for one in gone), None)
