"""What is still missing before places can be given: everything at once, each with who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sapar.accounts.models import Person
from sapar.accounts.queries import person_of
from sapar.applications.enums import ApplicationState
from sapar.applications.readiness import is_overdue
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.selection.models import ScoreSheet
from sapar.selection.points import Item
from sapar.selection.queries import commission_of, verified_applications

UNDECIDED = (ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.RELEASED)
TEAMWORK = "teamwork-judged/1"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, worded in the reader's language when it is shown."""

    code: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return words(self.code, self.values)


def check_closed(call: Call) -> None:
    """Places are given between the deadline and the result. Raises `Refusal`
    ``placement-call-open``, `Conflict` ``placement-published``."""
    if call.state == CallState.DECIDED:
        raise Conflict("placement-published")
    if call.state != CallState.OPENED or clock.now() < call.closes_at:
        raise Refusal("placement-call-open", closes_at=call.closes_at)


def missing_for_placement(call: Call) -> list[Missing]:
    """Nothing, when the placement may run."""
    return [*_undecided(call), *_unscored(call), *_unjudged(call)]


def commission_items(call: Call) -> list[Item]:
    """The items of the frozen scorecard that members score by hand."""
    scorecard: list[Item] = current_terms(call).content["scorecard"]
    return [item for item in scorecard if item["source"] == "commission"]


def needs_judgement(call: Call) -> bool:
    criteria = current_terms(call).content["criteria"]
    return any(criterion["clause"] == TEAMWORK for criterion in criteria)


def _undecided(call: Call) -> Iterator[Missing]:
    waiting = call.applications.filter(state__in=UNDECIDED).select_related("engagement__unit")
    for application in waiting.order_by("public_id"):
        stage = "overdue" if is_overdue(application) else application.state
        holder = {
            ApplicationState.SUBMITTED: application.engagement.unit.name,
            ApplicationState.RELEASED: call.owner.name,
            "overdue": application.engagement.unit.name,
        }.get(stage)
        yield Missing(f"missing-{stage}", {"number": application.public_id, "holder": holder})
    if not verified_applications(call).exists():
        yield Missing("missing-applications")


def _unscored(call: Call) -> Iterator[Missing]:
    if not commission_items(call):
        return
    members = commission_of(call)
    if not members:
        yield Missing("missing-commission", {"unit": call.owner.name})
    applicants = _applicants(call)
    for number, applicant in applicants.items():
        if members == [applicant]:
            yield Missing("missing-scorer", {"number": number})
    scored = _scored(call)
    for member in members:
        left = [
            number
            for number, applicant in applicants.items()
            if applicant != member and (number, member.pk) not in scored
        ]
        if left:
            yield Missing(
                "missing-scores", {"member": member.full_name, "numbers": ", ".join(sorted(left))}
            )


def _applicants(call: Call) -> dict[str, Person | None]:
    """Whom the commission scores, by application number, and no more of them than who they are."""
    person = "engagement__person"
    rows = (
        verified_applications(call)
        .select_related(None)
        .select_related(f"{person}__merged_into")
        .only("call", "public_id", f"{person}__merged_into__merged_into")
    )
    return {one.public_id: person_of(one.engagement.person) for one in rows}


def _scored(call: Call) -> set[tuple[str, int]]:
    """Application number and key of the member of every sheet handed in."""
    sheets = ScoreSheet.objects.filter(
        application__in=verified_applications(call), handed_in_at__isnull=False
    )
    return set(sheets.values_list("application__public_id", "member_id"))


def _unjudged(call: Call) -> Iterator[Missing]:
    if needs_judgement(call):
        unjudged = verified_applications(call).filter(judgement=None)
        for number in unjudged.order_by("public_id").values_list("public_id", flat=True):
            yield Missing("missing-judgement", {"number": number})
