"""Predicates that other apps compose their permissions of. What no predicate allows is denied."""

from __future__ import annotations

import rules

from sapar.accounts.enums import RoleKind
from sapar.accounts.queries import Someone, has_role, person_of


@rules.predicate
def is_signed_in(user: Someone) -> bool:
    return bool(getattr(user, "is_authenticated", False))


@rules.predicate
def has_person(user: Someone) -> bool:
    """The account belongs to somebody the registrar knows."""
    return person_of(user) is not None


@rules.predicate
def is_coordinator(user: Someone) -> bool:
    return has_role(user, RoleKind.COORDINATOR)


@rules.predicate
def is_officer(user: Someone) -> bool:
    return has_role(user, RoleKind.OFFICER)


@rules.predicate
def is_registrar(user: Someone) -> bool:
    return has_role(user, RoleKind.REGISTRAR)


@rules.predicate
def is_commission(user: Someone) -> bool:
    return has_role(user, RoleKind.COMMISSION_MEMBER, RoleKind.COMMISSION_CHAIR)


@rules.predicate
def is_commission_chair(user: Someone) -> bool:
    return has_role(user, RoleKind.COMMISSION_CHAIR)


@rules.predicate
def is_administrator(user: Someone) -> bool:
    return has_role(user, RoleKind.ADMINISTRATOR)


@rules.predicate
def holds_a_role(user: Someone) -> bool:
    return has_role(user)


rules.add_perm("accounts.sign-in", is_signed_in)
rules.add_perm("accounts.enter-office", holds_a_role)
rules.add_perm("accounts.manage-roles", is_administrator)
