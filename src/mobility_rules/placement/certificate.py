"""The proof of a run: named checks of the result against the input, each with what it found.

It needs nothing but the JSON documents of the run, so an outsider can repeat it. What the
commission decided itself is no fault of the placement: the checks hold for everybody else, and
beside each decision stands what it breaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mobility_rules.canonical import JsonObject
from mobility_rules.placement import minimums
from mobility_rules.placement.checking import (
    PROMISED,
    Check,
    check,
    enough_or_nobody,
    second_opinion,
    shown,
)
from mobility_rules.placement.deferred_acceptance import (
    Allocation,
    allocation_from_json,
    as_if_wished,
    in_numbers,
    solve,
)
from mobility_rules.placement.engines import Engine
from mobility_rules.placement.exact import worth
from mobility_rules.placement.fixing import Fixed, with_fixed
from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.instance import Instance, build, instance_from_json
from mobility_rules.placement.lottery import Lottery
from mobility_rules.placement.market import Keys
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.overrides import Override, overrides
from mobility_rules.scorecards import LOTTERY

OUT_OF_TIME = "not repeated: the most placed were not found within the time that was given"
ENVY_ALLOWED = "does not apply: the policy asks for the most placed, which is not free of envy"


@dataclass(frozen=True, slots=True)
class Certificate:
    """input_hash, output_hash: SHA-256 of the canonical JSON of instance and allocation."""

    input_hash: str
    output_hash: str
    checks: tuple[Check, ...]
    overrides: tuple[Override, ...] = ()

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    def to_json(self) -> JsonObject:
        data: JsonObject = {
            "input_hash": self.input_hash,
            "output_hash": self.output_hash,
            "holds": self.holds,
            "checks": [check.to_json() for check in self.checks],
        }
        if self.overrides:
            data["overrides"] = [override.to_json() for override in self.overrides]
        return data


def certify(
    instance: Instance,
    allocation: Allocation,
    lottery: Lottery | None = None,
    *,
    fixed: Iterable[Fixed] = (),
    closed: Iterable[str] = (),
    made_by: Engine | None = None,
    seconds: float | None = None,
) -> Certificate:
    """Check the allocation, whoever made it. A false one gives problems, never an exception.

    instance: as it came in, before anything was fixed or closed. lottery: its seed and everybody's
    number in the draw are checked, too. fixed: what the commission decided. closed: places that
    took nobody because of their minimum. made_by: as `second_opinion` has it. seconds: how long the
    most placed are searched for again where the policy asks for them.
    """
    decided, open_ones = tuple(fixed), minimums.closed(instance, closed)
    told: tuple[Override, ...] = ()
    try:
        placed = with_fixed(open_ones, decided)
        least = minimums.least_of(open_ones, decided) if instance.policy.minimums else None
        checks = _without_solving(placed, allocation, least)
        if checks[0].holds:
            told = overrides(open_ones, allocation, decided)
            if instance.policy.allows_envy:
                again = _most_placed(instance, allocation, decided, seconds)
                checks = [*map(_excused, checks), again]
            else:
                checks += _solved_again(placed, allocation, made_by)
    except QuotasRefused as refused:
        checks = [Check("feasibility", (str(refused),))]
    if lottery is not None:
        checks.append(Check("lottery", shown(_lottery(instance, lottery))))
    return Certificate(instance.hash(), allocation.hash(), tuple(checks), told)


def verify(
    run_input: JsonObject,
    run_output: JsonObject,
    lottery: JsonObject | None = None,
    fixed: Iterable[Fixed] = (),
    closed: Iterable[str] = (),
    seconds: float | None = None,
) -> Certificate:
    """The certificate recomputed from the documents of a run."""
    drawn = None if lottery is None else Lottery.from_json(lottery)
    instance, allocation = instance_from_json(run_input), allocation_from_json(run_output)
    return certify(instance, allocation, drawn, fixed=fixed, closed=closed, seconds=seconds)


def _without_solving(instance: Instance, allocation: Allocation, least: Keys | None) -> list[Check]:
    """Feasibility first, and nothing else where that is not given. least: how many each place takes
    at least; None where there are no minimums."""
    problems = shown(_feasibility(instance, allocation))
    if problems:
        return [Check("feasibility", problems)]
    names = numbered(as_if_wished(instance, allocation))
    granted = in_numbers(names, allocation)
    unwished = Check("individual-rationality", shown(_unwished(instance, allocation)))
    checks = [
        unwished if one.name == unwished.name else one
        for one in check(names.market, granted, names)
    ]
    if least is not None and checks[0].holds:
        checks.append(enough_or_nobody(names.market, granted, names, least))
    return checks


def _solved_again(
    instance: Instance, allocation: Allocation, made_by: Engine | None
) -> list[Check]:
    names = numbered(instance)
    return [
        Check("determinism", shown(_determinism(instance, allocation))),
        second_opinion(names.market, in_numbers(names, allocation), names, made_by),
    ]


def _excused(one: Check) -> Check:
    return one if one.holds or one.name in PROMISED else Check(one.name, note=ENVY_ALLOWED)


def _most_placed(
    instance: Instance, allocation: Allocation, fixed: Iterable[Fixed], seconds: float | None
) -> Check:
    """Solved again it places as many as high on their lists; who they are may differ, since there
    may be several best allocations."""
    turned = _turned(instance)
    try:
        again = minimums.place(turned, fixed, seconds=seconds).allocation
    except QuotasRefused as refused:
        if refused.code != "exact-out-of-time":
            raise
        return Check("determinism", note=OUT_OF_TIME)
    names = numbered(with_fixed(turned, fixed))
    own, best = (worth(in_numbers(names, one)) for one in (allocation, again))
    problem = f"{own[0]} placed with a rank sum of {own[1]}; solved again {best[0]} with {best[1]}"
    return Check("determinism", () if own == best else (problem,))


def _feasibility(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Everybody who took part has one result, only real places are given, no quota is exceeded."""
    if set(allocation.assigned) != set(instance.applicants):
        yield "the applicants of the result are not those of the input"
    given = Counter(place for place in allocation.assigned.values() if place is not None)
    for place in sorted(given):
        if place not in instance.places:
            yield f"{place} is no place of the input"
        elif given[place] > instance.quota(place):
            yield f"{place} has {instance.quota(place)} seats and {given[place]} admitted"


def _unwished(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Nobody got a place that was not wished or may not be had."""
    for one, place in allocation.assigned.items():
        if place is not None and place not in instance.wishes[one]:
            yield f"{one} got {place}, which is no wish that may be granted"


def _lottery(instance: Instance, lottery: Lottery) -> Iterator[str]:
    """The seed is the promised one, and everybody stands where the draw put them."""
    if not lottery.is_kept:
        yield "the seed is not the one that was promised"
    if LOTTERY not in instance.tie_break:
        return
    link, positions = instance.tie_break.index(LOTTERY), lottery.positions()
    for one, applicant in instance.applicants.items():
        if -applicant.tie[link] != positions.get(one):
            yield f"{one} stands at {-applicant.tie[link]} and was drawn {positions.get(one)}"


def _determinism(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """The same rows in another order give the same input and the same result."""
    turned = _turned(instance)
    if turned.hash() != instance.hash():
        yield "the hash of the input depends on the order of its rows"
    again = solve(turned).assigned
    for one, place in sorted(allocation.assigned.items()):
        if again[one] != place:
            yield f"{one} got {place}, and {again[one]} in another order of rows"


def _turned(instance: Instance) -> Instance:
    places = list(instance.places.values())[::-1]
    applicants = list(instance.applicants.values())[::-1]
    return build(places, applicants, instance.tie_break, instance.policy)
