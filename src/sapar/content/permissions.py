"""Who writes, who answers: editors of a unit, the department's officers, schools' coordinators."""

from __future__ import annotations

import rules

from sapar.accounts.enums import RoleKind
from sapar.accounts.permissions import is_administrator, is_coordinator, is_officer
from sapar.accounts.queries import Someone, has_role


@rules.predicate
def is_editor(user: Someone) -> bool:
    return has_role(user, RoleKind.EDITOR)


writes = is_editor | is_officer

rules.add_perm("content.edit", writes)
rules.add_perm("content.publish", is_editor)
rules.add_perm("content.furnish", is_editor | is_administrator)
rules.add_perm("content.keep-regulations", writes | is_coordinator)
rules.add_perm("content.keep-events", writes | is_coordinator)
rules.add_perm("content.answer-questions", is_officer | is_coordinator)
rules.add_perm("content.keep-frequent-questions", writes | is_coordinator)
rules.add_perm("content.keep-contacts", writes | is_coordinator | is_administrator)
