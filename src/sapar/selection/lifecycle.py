"""What may happen to an order, a placement run, an offer and an appeal, and who does it."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.selection.enums import AppealState, OfferState, OrderState, RunState

OWNER, APPLICANT, CLOCK = "owner of the call", "applicant", "clock"
MACHINE = "worker, or the page that asked"

ORDER_LIFECYCLE = Lifecycle(
    "placement-order",
    initial=OrderState.WAITING,
    transitions=(
        Transition(OrderState.WAITING, "take-up", OrderState.RUNNING, MACHINE),
        Transition(OrderState.RUNNING, "take-up", OrderState.RUNNING, MACHINE),
        Transition(OrderState.RUNNING, "finish", OrderState.DONE, MACHINE),
        Transition(OrderState.RUNNING, "refuse", OrderState.REFUSED, MACHINE),
    ),
)

RUN_LIFECYCLE = Lifecycle(
    "placement-run",
    initial=RunState.PREVIEW,
    transitions=(
        Transition(RunState.PREVIEW, "publish", RunState.PUBLISHED, OWNER),
        Transition(RunState.PREVIEW, "discard", RunState.DISCARDED, OWNER),
        Transition(RunState.PUBLISHED, "supersede", RunState.SUPERSEDED, OWNER),
    ),
)

OFFER_LIFECYCLE = Lifecycle(
    "offer",
    initial=OfferState.OFFERED,
    transitions=(
        Transition(OfferState.OFFERED, "accept", OfferState.ACCEPTED, APPLICANT),
        Transition(OfferState.OFFERED, "decline", OfferState.DECLINED, APPLICANT),
        Transition(OfferState.OFFERED, "expire", OfferState.EXPIRED, CLOCK),
        Transition(OfferState.OFFERED, "withdraw", OfferState.WITHDRAWN, OWNER),
        Transition(OfferState.ACCEPTED, "withdraw", OfferState.WITHDRAWN, OWNER),
        Transition(OfferState.OFFERED, "replace", OfferState.REPLACED, OWNER),
        Transition(OfferState.ACCEPTED, "replace", OfferState.REPLACED, OWNER),
    ),
)

APPEAL_LIFECYCLE = Lifecycle(
    "appeal",
    initial=AppealState.FILED,
    transitions=(
        Transition(AppealState.FILED, "uphold", AppealState.UPHELD, OWNER),
        Transition(AppealState.FILED, "dismiss", AppealState.DISMISSED, OWNER),
    ),
)
