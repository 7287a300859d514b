"""Checking a stored run again from nothing but what is stored: an altered run is found out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobility_rules.canonical import sha256_of
from mobility_rules.placement.certificate import ENVY_ALLOWED, OUT_OF_TIME, verify
from mobility_rules.placement.checking import Check
from sapar.core.wording import words
from sapar.selection.models import PlacementRun
from sapar.selection.placing import EXACT_SECONDS
from sapar.selection.reserve import fixed_of


@dataclass(frozen=True, slots=True)
class RunCheck:
    """One check by name; no problems: it holds. note: why it was not made."""

    name: str
    problems: tuple[str, ...]
    note: str = ""

    @property
    def holds(self) -> bool:
        return not self.problems

    def __str__(self) -> str:
        return words(f"check-{self.name}")


def verify_run(run: PlacementRun) -> list[RunCheck]:
    """The checks of the kernel's certificate, repeated from the stored JSON, and our own."""
    lottery = {**run.certificate["lottery"], "seed": run.call.lottery_seed}
    certificate = verify(
        run.input,
        run.output,
        lottery,
        fixed=fixed_of(run),
        closed=tuple(run.closed),
        seconds=EXACT_SECONDS,
    )
    kernel = [RunCheck(one.name, one.problems, _why_not(one)) for one in certificate.checks]
    return [*kernel, *(RunCheck(name, tuple(look(run))) for name, look in _CHECKS.items())]


def _why_not(check: Check) -> str:
    if not check.note:
        return ""
    return words(_NOTES.get(check.note, f"not-made-{check.name}"))


_NOTES = {ENVY_ALLOWED: "not-made-most-placed", OUT_OF_TIME: "not-made-out-of-time"}


def _documents(run: PlacementRun) -> Iterator[str]:
    if sha256_of(run.input) != run.input_hash:
        yield "the input is not the one whose hash was stored"
    if sha256_of(run.output) != run.output_hash:
        yield "the output is not the one whose hash was stored"


def _scores(run: PlacementRun) -> Iterator[str]:
    placed_by = {applicant["id"]: applicant["score"] for applicant in run.input["applicants"]}
    for outcome in run.outcomes.select_related("application"):
        number = outcome.application.public_id
        parts = sum(part["thousandths"] for part in outcome.breakdown["ingredients"])
        parts += outcome.breakdown.get("correction", 0)  # after an appeal
        if not parts == outcome.score == placed_by.get(number):
            yield f"the parts of the score of {number} do not add up"


_CHECKS: dict[str, Callable[[PlacementRun], Iterator[str]]] = {
    "documents": _documents,
    "scores": _scores,
}
