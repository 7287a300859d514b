"""The checks of a stored run: as its certificate has them, or made again from nothing but what is
stored, so that an altered run is found out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobility_rules.canonical import sha256_of
from mobility_rules.placement.certificate import ENVY_ALLOWED, OUT_OF_TIME, verify
from mobility_rules.placement.checking import Check
from sapar.core.errors import Refusal
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


def certified(run: PlacementRun) -> list[RunCheck]:
    """What was checked when the run was made."""
    stored = run.certificate["checks"]
    return [
        _shown(Check(one["name"], tuple(one["problems"]), one.get("note", ""))) for one in stored
    ]


def verify_run(run: PlacementRun) -> list[RunCheck]:
    """The checks of the kernel's certificate, repeated from the stored JSON, and our own. Of
    documents so damaged that they cannot be read, what can be said without reading them."""
    try:
        return [*_certified_again(run), *_own_checks(run)]
    except Exception:
        documents = next(_own_checks(run))
        if documents.holds:
            raise
        return [documents]


def _certified_again(run: PlacementRun) -> Iterator[RunCheck]:
    lottery = {**run.certificate["lottery"], "seed": run.call.lottery_seed}
    certificate = verify(
        run.input,
        run.output,
        lottery,
        fixed=fixed_of(run),
        closed=tuple(run.closed),
        seconds=EXACT_SECONDS,
    )
    return map(_shown, certificate.checks)


def check_unaltered(run: PlacementRun) -> None:
    """Raise `Refusal` ``run-altered`` where what is stored of a run does not fit together."""
    for check in _own_checks(run):
        if not check.holds:
            raise altered(run, check)


def altered(run: PlacementRun, failed: RunCheck) -> Refusal:
    return Refusal("run-altered", number=run.number, check=str(failed), problem=failed.problems[0])


def _own_checks(run: PlacementRun) -> Iterator[RunCheck]:
    """Each when it is asked for: those after the documents look into them."""
    return (RunCheck(name, tuple(look(run))) for name, look in _CHECKS.items())


def _shown(check: Check) -> RunCheck:
    return RunCheck(_RENAMED.get(check.name, check.name), check.problems, _why_not(check))


def _why_not(check: Check) -> str:
    if not check.note:
        return ""
    return words(_NOTES.get(check.note, f"not-made-{check.name}"))


_NOTES = {ENVY_ALLOWED: "not-made-most-placed", OUT_OF_TIME: "not-made-out-of-time"}


_RENAMED = {"second-solver": "second-opinion"}
"""Names in certificates from before."""


def altered_documents(run: PlacementRun) -> Iterator[str]:
    """What does not have the hash that was stored with it."""
    if sha256_of(run.input) != run.input_hash:
        yield "the input is not the one whose hash was stored"
    if sha256_of(run.output) != run.output_hash:
        yield "the output is not the one whose hash was stored"
    for name in ("input_hash", "output_hash"):
        if run.certificate.get(name) != getattr(run, name):
            yield f"the {name} is not that of the certificate"


def _scores(run: PlacementRun) -> Iterator[str]:
    placed_by = {applicant["id"]: applicant["score"] for applicant in run.input["applicants"]}
    for outcome in run.outcomes.select_related("application"):
        number = outcome.application.public_id
        parts = sum(part["thousandths"] for part in outcome.breakdown["ingredients"])
        parts += outcome.breakdown.get("correction", 0)  # after an appeal
        if not parts == outcome.score == placed_by.get(number):
            yield f"the parts of the score of {number} do not add up"


def _outcomes(run: PlacementRun) -> Iterator[str]:
    told = dict(run.outcomes.values_list("application__public_id", "place__public_id"))
    given = run.output["assigned"]
    for number in sorted(told.keys() | given.keys()):
        if number not in told or number not in given or told[number] != given[number]:
            yield f"{number} is told another result than the output gives"


_CHECKS: dict[str, Callable[[PlacementRun], Iterator[str]]] = {
    "documents": altered_documents,
    "scores": _scores,
    "outcomes": _outcomes,
}
