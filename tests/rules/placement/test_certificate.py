import json
from itertools import product

from hypothesis import given

from mobility_rules.placement.certificate import certify, verify
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.instance import Applicant, Place, build
from mobility_rules.placement.lottery import Lottery, commitment
from tests.rules.markets import PLACES, markets

NAMES = [
    "feasibility",
    "individual-rationality",
    "non-wastefulness",
    "no-justified-envy",
    "reserves-and-caps",
    "cutoff-consistency",
    "determinism",
    "second-opinion",
]


@given(markets(most_applicants=8))
def test_a_true_result_passes_every_check_from_its_documents_alone(instance):
    result = solve(instance)
    documents = json.loads(json.dumps([instance.to_json(), result.to_json()]))
    certificate = verify(*documents)
    assert [(check.name, check.problems) for check in certificate.checks] == [
        (name, ()) for name in NAMES
    ]
    assert (certificate.input_hash, certificate.output_hash) == (instance.hash(), result.hash())
    assert certificate.to_json()["holds"] is True


@given(markets(most_applicants=3))
def test_every_other_result_is_refused(instance):
    result = solve(instance)
    names = list(instance.wishes)
    for given_places in product([*PLACES, None], repeat=len(names)):
        other = Allocation(dict(zip(names, given_places, strict=True)))
        assert certify(instance, other).holds is (other == result)


def failing(allocation: dict[str, str | None]) -> list[str]:
    rows = [
        Applicant("A1", ("P1", "P2"), 9),
        Applicant("A2", ("P1", "P2"), 8),
        Applicant("A3", ("P1",), 7),
    ]
    instance = build([Place("P1", 1), Place("P2", 1)], rows)
    certificate = certify(instance, Allocation(allocation))
    return [check.name for check in certificate.checks if not check.holds]


def test_each_fault_is_found_by_the_check_that_is_named_after_it():
    recomputed = ["determinism", "second-opinion"]
    assert failing({"A1": "P1", "A2": "P2", "A3": None}) == []
    assert failing({"A1": "P1", "A2": "P1", "A3": None}) == ["feasibility"]
    assert failing({"A1": "P1", "A2": "P2"}) == ["feasibility"]
    assert failing({"A1": "P1", "A2": "P2", "A3": "P9"}) == ["feasibility"]
    assert failing({"A1": "P1", "A2": None, "A3": None}) == [
        "non-wastefulness",
        "cutoff-consistency",
        *recomputed,
    ]
    envied = failing({"A1": "P2", "A2": "P1", "A3": None})
    assert envied == ["no-justified-envy", "cutoff-consistency", *recomputed]
    unwished = failing({"A1": "P1", "A2": None, "A3": "P2"})
    assert unwished == [
        "individual-rationality",
        "no-justified-envy",
        "cutoff-consistency",
        *recomputed,
    ]


def test_a_drawn_number_or_a_seed_that_was_changed_is_found():
    numbers = ("A1", "A2", "A3", "withdrawn")
    lottery = Lottery("the seed", commitment("the seed"), numbers)
    lots = lottery.positions()
    rows = [Applicant(one, ("P1",), 5, (-lots[one],)) for one in ("A1", "A2", "A3")]
    instance = build([Place("P1", 1)], rows, ("lottery",))
    result = solve(instance)

    def problems(drawn: Lottery) -> int:
        check = certify(instance, result, drawn).checks[-1]
        assert check.name == "lottery"
        return len(check.problems)

    assert verify(instance.to_json(), result.to_json(), lottery.to_json()).holds
    assert problems(Lottery("the seed", commitment("another"), numbers)) == 1
    assert problems(Lottery("the seed", commitment("the seed"), ("A2", "A3", "withdrawn"))) >= 1
