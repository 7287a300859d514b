"""What an office does with calls: draft, say how seats are given, open, amend, decide, cancel."""

from sapar.calls.actions.drafting import create_call, set_documents, update_call
from sapar.calls.actions.places import add_place, amend_seats, remove_place
from sapar.calls.actions.publishing import cancel_call, decide_call, open_call
from sapar.calls.actions.seating import (
    add_cap,
    add_conditional_seats,
    add_minimum,
    add_reserve,
    add_shared_quota,
    remove_seat_rule,
    set_seating,
)

__all__ = [
    "add_cap",
    "add_conditional_seats",
    "add_minimum",
    "add_place",
    "add_reserve",
    "add_shared_quota",
    "amend_seats",
    "cancel_call",
    "create_call",
    "decide_call",
    "open_call",
    "remove_place",
    "remove_seat_rule",
    "set_documents",
    "set_seating",
    "update_call",
]
