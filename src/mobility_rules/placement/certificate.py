"""The proof of a run: named checks of the result against the input, each with what it found.

It needs nothing but the JSON documents of the run, so an outsider can repeat it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.cutoffs import cutoff, solve_by_cutoffs
from mobility_rules.placement.deferred_acceptance import Allocation, allocation_from_json, solve
from mobility_rules.placement.instance import Instance, build, instance_from_json
from mobility_rules.placement.lottery import Lottery
from mobility_rules.scorecards import LOTTERY


@dataclass(frozen=True, slots=True)
class Check:
    """problems: what contradicts it, named by application numbers and places; none: it holds."""

    name: str
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.problems

    def to_json(self) -> JsonObject:
        return {"name": self.name, "holds": self.holds, "problems": list(self.problems)}


@dataclass(frozen=True, slots=True)
class Certificate:
    """input_hash, output_hash: SHA-256 of the canonical JSON of instance and allocation."""

    input_hash: str
    output_hash: str
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    def to_json(self) -> JsonObject:
        return {
            "input_hash": self.input_hash,
            "output_hash": self.output_hash,
            "holds": self.holds,
            "checks": [check.to_json() for check in self.checks],
        }


def certify(
    instance: Instance, allocation: Allocation, lottery: Lottery | None = None
) -> Certificate:
    """Check the allocation, whoever made it. A false one gives problems, never an exception.

    With a lottery, its seed and every applicant's number in the draw are checked too.
    """
    checks = [Check("feasibility", tuple(_feasibility(instance, allocation)))]
    if checks[0].holds:
        checks += [Check(name, tuple(look(instance, allocation))) for name, look in _CHECKS.items()]
    if lottery is not None:
        checks.append(Check("lottery", tuple(_lottery(instance, lottery))))
    return Certificate(instance.hash(), allocation.hash(), tuple(checks))


def verify(
    run_input: JsonObject, run_output: JsonObject, lottery: JsonObject | None = None
) -> Certificate:
    """The certificate recomputed from the documents of a run."""
    drawn = None if lottery is None else Lottery.from_json(lottery)
    return certify(instance_from_json(run_input), allocation_from_json(run_output), drawn)


def _feasibility(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Everybody who took part has one result, only real places are given, no quota is exceeded."""
    if set(allocation.assigned) != set(instance.applicants):
        yield "the applicants of the result are not those of the input"
    given = [place for place in allocation.assigned.values() if place is not None]
    for place in sorted(set(given)):
        if place not in instance.places:
            yield f"{place} is no place of the input"
        elif given.count(place) > instance.quota(place):
            yield f"{place} has {instance.quota(place)} seats and {given.count(place)} admitted"


def _individual_rationality(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Nobody got a place that was not wished or may not be had."""
    for one, place in allocation.assigned.items():
        if place is not None and place not in instance.wishes[one]:
            yield f"{one} got {place}, which is no wish that may be granted"


def _non_wastefulness(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """No free seat that somebody would rather have."""
    admitted = {place: len(allocation.admitted(place)) for place in instance.places}
    for one, place in _rather(instance, allocation):
        if admitted[place] < instance.quota(place):
            yield f"{one} would rather have {place}, which has a free seat"


def _no_justified_envy(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Nobody would rather have a place that somebody with a lower standing got."""
    admitted = {place: allocation.admitted(place) for place in instance.places}
    for one, place in _rather(instance, allocation):
        own = instance.key(one, place)
        for other in admitted[place]:
            if instance.key(other, place) < own:
                yield f"{one} would rather have {place}, which {other} got with a lower standing"


def _cutoff_consistency(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """Everybody holds the first wish whose cutoff they reach."""
    last = {place: cutoff(instance, allocation, place) for place in instance.places}
    for one, wishes in instance.wishes.items():
        reached = (
            place
            for place in wishes
            if (bar := last[place]) is None or instance.key(one, place) >= instance.key(bar, place)
        )
        first = next(reached, None)
        if first != allocation.assigned[one]:
            yield f"{one} reaches the cutoff of {first} and got {allocation.assigned[one]}"


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
    """The same rows in another order give the same result."""
    places = list(instance.places.values())[::-1]
    applicants = list(instance.applicants.values())[::-1]
    again = solve(build(places, applicants, instance.tie_break))
    yield from _differences("in another order of rows", again, allocation)


def _second_solver(instance: Instance, allocation: Allocation) -> Iterator[str]:
    """A method that shares nothing with the first comes to the same result."""
    yield from _differences("by rising cutoffs", solve_by_cutoffs(instance), allocation)


_CHECKS: dict[str, Callable[[Instance, Allocation], Iterator[str]]] = {
    "individual-rationality": _individual_rationality,
    "non-wastefulness": _non_wastefulness,
    "no-justified-envy": _no_justified_envy,
    "cutoff-consistency": _cutoff_consistency,
    "determinism": _determinism,
    "second-solver": _second_solver,
}


def _rather(instance: Instance, allocation: Allocation) -> Iterator[tuple[str, str]]:
    """Every applicant with every wish dearer than the one granted."""
    for one, wishes in instance.wishes.items():
        got = allocation.assigned[one]
        for place in wishes:
            if place == got:
                break
            yield one, place


def _differences(how: str, other: Allocation, allocation: Allocation) -> Iterator[str]:
    for one, place in sorted(allocation.assigned.items()):
        if other.assigned[one] != place:
            yield f"{one} got {place}, and {other.assigned[one]} {how}"
