"""Small markets by name, with everything that a policy can say, and what is fair in them."""

from collections.abc import Iterator

from mobility_rules.placement.deferred_acceptance import Allocation, in_numbers
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.market import NOTHING, UNLIMITED, Market
from mobility_rules.placement.numbering import Numbered, numbered
from mobility_rules.placement.policy import Cap, Group, Policy, Reserve, SeatOrder
from tests.rules.placement.small_markets import seeded, small_market


def small_instances(number: int, *, applicants: int = 5, places: int = 3) -> Iterator[Instance]:
    """So many of them, always the same ones."""
    for seed in range(number):
        yield instance_of(small_market(seeded(seed), applicants, places))


def plain_instances(number: int, *, applicants: int = 5, places: int = 3) -> Iterator[Instance]:
    """The same without groups, reserves and caps."""
    for instance in small_instances(number, applicants=applicants, places=places):
        rows = instance.places.values(), instance.applicants.values()
        yield build(*rows, instance.tie_break)


def instance_of(market: Market) -> Instance:
    """Places P0, P1, ...; groups G2, ... by number of node; applicants A0, ...; types T0, ..."""
    names = [
        f"P{node}" if node < market.places else f"G{node}" for node in range(len(market.quotas))
    ]
    quotas = market.quotas.tolist()
    places = [Place(names[place], quotas[place]) for place in range(market.places)]
    applicants = [_applicant(market, names, row) for row in range(market.applicants)]
    return build(places, applicants, ("lottery",), _policy(market, names))


def in_order(instance: Instance, allocation: Allocation) -> tuple[Numbered, list[int]]:
    """The market in numbers, and the column granted to each."""
    names = numbered(instance)
    return names, in_numbers(names, allocation).tolist()


def _applicant(market: Market, names: list[str], row: int) -> Applicant:
    wished = [
        (names[place], score)
        for place, score in zip(
            market.wishes[row].tolist(), market.standings[row].tolist(), strict=True
        )
        if place != NOTHING
    ]
    return Applicant(
        f"A{row}",
        tuple(place for place, _ in wished),
        score=0,
        tie=(row,),
        scores=dict(wished),
        type=f"T{market.types[row]}",
    )


def _policy(market: Market, names: list[str]) -> Policy:
    above = {
        name: "" if parent == NOTHING else names[parent]
        for name, parent in zip(names, market.parents.tolist(), strict=True)
    }
    groups = names[market.places :]
    return Policy(
        groups=tuple(
            Group(name, quota, above[name])
            for name, quota in zip(groups, market.quotas.tolist()[market.places :], strict=True)
        ),
        member_of={name: above[name] for name in names[: market.places] if above[name]},
        reserves=tuple(_reserves(market, names)),
        caps=tuple(_caps(market, names)),
    )


def _reserves(market: Market, names: list[str]) -> Iterator[Reserve]:
    tables = (SeatOrder.FIRST, market.rules.first), (SeatOrder.LAST, market.rules.last)
    for node, row in enumerate(market.rules.rule_of.tolist()):
        for order, table in tables if row != NOTHING else ():
            for kind, seats in enumerate(table[row].tolist()):
                if seats:
                    yield Reserve(names[node], f"T{kind}", seats, order)


def _caps(market: Market, names: list[str]) -> Iterator[Cap]:
    for node, row in enumerate(market.rules.rule_of.tolist()):
        if row != NOTHING:
            for kind, seats in enumerate(market.rules.caps[row].tolist()):
                if seats != UNLIMITED:
                    yield Cap(names[node], f"T{kind}", seats)
