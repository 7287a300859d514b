"""Deeds on roles and on accounts."""

from sapar.accounts.actions.accounts import claim_person, create_account, follow_merge
from sapar.accounts.actions.closing import close_account
from sapar.accounts.actions.roles import end_role, grant_role

__all__ = [
    "claim_person",
    "close_account",
    "create_account",
    "end_role",
    "follow_merge",
    "grant_role",
]
