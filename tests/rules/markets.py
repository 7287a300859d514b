"""Small random markets, and every stable allocation of one found by trying all allocations."""

from itertools import product

from hypothesis import strategies as st

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.instance import Applicant, Instance, Place, build

CHAIN = ("gpa", "lottery")
PLACES = ("P1", "P2", "P3")
wishlists = st.lists(st.sampled_from([*PLACES, "P-gone"]), max_size=5).map(tuple)
eligibilities = st.none() | st.frozensets(st.sampled_from(PLACES), min_size=1)
scores = st.integers(0, 4)


@st.composite
def markets(draw, most_applicants: int = 4) -> Instance:
    """Few scores, so that ties are common; an own score for some places; useless wishes too."""
    places = [Place(name, draw(st.integers(0, 2))) for name in PLACES]
    lots = draw(st.permutations(range(1, draw(st.integers(1, most_applicants)) + 1)))
    applicants = [
        Applicant(
            id=f"A{number}",
            wishes=draw(wishlists),
            score=draw(scores),
            tie=(draw(st.integers(0, 1)), -lot),
            eligible=draw(eligibilities),
            scores=draw(st.dictionaries(st.sampled_from(PLACES), scores, max_size=3)),
        )
        for number, lot in enumerate(lots)
    ]
    return build(places, applicants, CHAIN)


def stable_allocations(instance: Instance) -> list[Allocation]:
    """All feasible allocations without a blocking pair, by definition and brute force."""
    names = list(instance.wishes)
    choices = [(*instance.wishes[name], None) for name in names]
    tried = (Allocation(dict(zip(names, given, strict=True))) for given in product(*choices))
    return [one for one in tried if _fits(instance, one) and not _is_blocked(instance, one)]


def wish_number(instance: Instance, applicant: str, place: str | None) -> int:
    """How far down the list; nothing at all is worse than the last wish."""
    wishes = instance.wishes[applicant]
    return len(wishes) if place is None else wishes.index(place)


def _fits(instance: Instance, allocation: Allocation) -> bool:
    return all(len(allocation.admitted(place)) <= instance.quota(place) for place in PLACES)


def _is_blocked(instance: Instance, allocation: Allocation) -> bool:
    for name, wishes in instance.wishes.items():
        for place in wishes[: wish_number(instance, name, allocation.assigned[name])]:
            admitted = allocation.admitted(place)
            own = instance.key(name, place)
            if len(admitted) < instance.quota(place):
                return True
            if any(instance.key(other, place) < own for other in admitted):
                return True
    return False
