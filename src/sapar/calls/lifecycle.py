"""The table of a call. Opening freezes its terms; what the clock decides stands in `CallPhase`."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.calls.enums import CallState

OWNER = "owner of the call"

CALL_LIFECYCLE = Lifecycle(
    name="call",
    initial=CallState.DRAFT,
    transitions=(
        Transition(CallState.DRAFT, "open", CallState.OPENED, OWNER),
        Transition(CallState.DRAFT, "cancel", CallState.CANCELLED, OWNER),
        Transition(CallState.OPENED, "cancel", CallState.CANCELLED, OWNER),
        Transition(CallState.OPENED, "decide", CallState.DECIDED, OWNER),
    ),
)
