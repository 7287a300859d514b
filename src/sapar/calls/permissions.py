"""Who keeps a call: external mobility belongs to the department, internal to one school."""

import rules

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.accounts.permissions import is_commission, is_coordinator, is_officer
from sapar.accounts.queries import units_held
from sapar.calls.models import Call

OWNING_ROLE = {Direction.EXTERNAL: RoleKind.OFFICER, Direction.INTERNAL: RoleKind.COORDINATOR}


@rules.predicate
def owns_call(user: User, call: Call) -> bool:
    """An officer of the owning department, or for internal mobility the school's coordinator."""
    return call.owner_id in units_held(user, OWNING_ROLE[Direction(call.direction)])


rules.add_perm("calls.see-list", is_officer | is_coordinator | is_commission)
rules.add_perm("calls.create", is_officer | is_coordinator)
rules.add_perm("calls.manage", owns_call)
