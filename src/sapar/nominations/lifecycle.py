"""What may happen to a nomination, and who does it."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.nominations.enums import NominationState as State

HOST, OWNER = "host", "owner of the call"

LIFECYCLE = Lifecycle(
    "nomination",
    initial=State.SENT,
    transitions=(
        Transition(State.SENT, "accept", State.ACCEPTED, HOST),
        Transition(State.SENT, "decline", State.DECLINED, HOST),
        Transition(State.SENT, "request-correction", State.CORRECTION_REQUESTED, HOST),
        Transition(State.CORRECTION_REQUESTED, "resend", State.SENT, OWNER),
        Transition(State.SENT, "withdraw", State.WITHDRAWN, OWNER),
        Transition(State.CORRECTION_REQUESTED, "withdraw", State.WITHDRAWN, OWNER),
        Transition(State.ACCEPTED, "withdraw", State.WITHDRAWN, OWNER),
    ),
)
