"""What people do with applications: write the draft, send it, decide on it."""

from sapar.applications.actions.decisions import (
    refuse_application,
    release_application,
    return_application,
    verify_application,
)
from sapar.applications.actions.drafting import (
    DraftSaved,
    attach_document,
    give_consent,
    remove_document,
    save_draft,
    set_wishes,
    settle_set_aside,
    start_application,
)
from sapar.applications.actions.sending import submit_application, withdraw_application

__all__ = [
    "DraftSaved",
    "attach_document",
    "give_consent",
    "refuse_application",
    "release_application",
    "remove_document",
    "return_application",
    "save_draft",
    "set_wishes",
    "settle_set_aside",
    "start_application",
    "submit_application",
    "verify_application",
    "withdraw_application",
]
