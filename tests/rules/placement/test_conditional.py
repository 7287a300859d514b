from dataclasses import replace

import pytest

from mobility_rules.placement.conditional import on_condition
from mobility_rules.placement.deferred_acceptance import solve
from mobility_rules.placement.instance import Applicant, Instance, Place, build
from mobility_rules.placement.policy import Conditional, Policy, Reserve
from tests.rules.placement.instances import plain_instances

SIGNED = Conditional("Vilnius", 1, "agreement-signed")
FUNDED = Conditional("Vilnius", 1, "funds-granted")


def market(*conditions: Conditional, reserve: str = "", seats: int = 3) -> Instance:
    places = [Place("Vilnius", seats), Place("Riga", 1)]
    applicants = [
        Applicant("Anna", ("Vilnius",), 90),
        Applicant("Berik", ("Vilnius",), 80),
        Applicant("Camila", ("Vilnius", "Riga"), 70, type="arts"),
        Applicant("Dana", ("Riga",), 60),
    ]
    reserves = (Reserve("Vilnius", reserve, 1),) if reserve else ()
    return build(places, applicants, policy=Policy(reserves=reserves, conditional=conditions))


@pytest.mark.parametrize(
    ("instance", "told"),
    [
        (market(), {}),
        (market(SIGNED), {"Camila": "agreement-signed"}),
        (market(SIGNED, seats=4), {}),
        (market(SIGNED, reserve="arts"), {"Berik": "agreement-signed"}),
        (market(SIGNED, FUNDED), {"Camila": "agreement-signed", "Berik": "funds-granted"}),
        (
            market(Conditional("Vilnius", 3, "agreement-signed")),
            dict.fromkeys(("Anna", "Berik", "Camila"), "agreement-signed"),
        ),
    ],
)
def test_the_last_admitted_are_placed_on_a_condition(instance, told):
    assert on_condition(instance, solve(instance)) == told


def test_as_many_are_on_a_condition_as_the_seats_without_it_cannot_hold():
    found = 0
    for instance in plain_instances(200):
        policy = Policy(conditional=(Conditional("P0", 1, "agreement-signed"),))
        asked = replace(instance, policy=policy)
        result = solve(asked)
        told = on_condition(asked, result)
        admitted = result.admitted("P0")
        assert len(told) == max(0, len(admitted) - max(0, asked.quota("P0") - 1))
        for one in told:
            assert one == min(admitted, key=lambda name: asked.key(name, "P0"))
        found += len(told)
    assert found > 50
