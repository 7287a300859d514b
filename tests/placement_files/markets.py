"""Random small instances with everything in them: reserves, caps, groups, levels, priorities."""

import random

from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Group,
    Minimum,
    Policy,
    Reserve,
    SeatOrder,
)


def some_instance(seed: int, *, minimums: bool = False) -> Instance:
    """The first one of this seed whose seats do not contradict each other."""
    chance = random.Random(seed)
    while True:
        instance = _instance(chance, minimums)
        try:
            numbered(instance)
        except QuotasRefused:
            continue
        if any(one.wishes for one in instance.applicants.values()):
            return instance


def _instance(chance: random.Random, minimums: bool) -> Instance:
    places = [f"p{number}" for number in range(chance.randrange(2, 6))]
    quotas = {place: chance.randrange(4) for place in places}
    groups = (Group("g0", chance.randrange(6)), Group("g1", chance.randrange(4), "g0"))
    policy = Policy(
        groups=groups if chance.random() < 0.6 else (),
        member_of={place: chance.choice(("g0", "g1")) for place in chance.sample(places, k=2)},
        reserves=tuple(
            Reserve(place, chance.choice(("law", "medicine")), 1, chance.choice(list(SeatOrder)))
            for place in places
            if quotas[place] and chance.random() < 0.3
        ),
        caps=tuple(Cap(place, "law", 1) for place in places if chance.random() < 0.2),
        precedence=("medicine",) if chance.random() < 0.3 else (),
        minimums=tuple(Minimum(p, q) for p, q in quotas.items() if q > 1) if minimums else (),
        conditional=tuple(Conditional(p, 1, "visa") for p, q in quotas.items() if q == 3),
    )
    if not policy.groups:
        policy = Policy.from_json({**policy.to_json(), "member_of": {}})
    people = range(chance.randrange(1, 14))
    lots = chance.sample(list(people), k=len(people))
    return build(
        [Place(place, quotas[place], frozenset(("master",) * (place == "p0"))) for place in places],
        [
            Applicant(
                id=f"a{number:02}",
                wishes=tuple(chance.choices(places, k=chance.randrange(5))),
                score=chance.randrange(4),
                tie=(chance.randrange(2), lots[number]),
                eligible=frozenset(chance.sample(places, k=len(places) - 1)),
                type=chance.choice(("", "law", "medicine")),
                level=chance.choice(("", "master", "bachelor")),
                precedence=chance.choice((0, 0, 0, 2)),
            )
            for number in people
        ],
        ("grade", "lottery"),
        policy,
    )
