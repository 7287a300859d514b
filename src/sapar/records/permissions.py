"""The registrar keeps the records; a school's coordinator reads those of its own people."""

from __future__ import annotations

import rules

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Engagement
from sapar.accounts.permissions import is_coordinator, is_registrar
from sapar.accounts.queries import Someone, units_held


@rules.predicate
def coordinates_unit(user: Someone, engagement: Engagement) -> bool:
    return engagement.unit_id in units_held(user, RoleKind.COORDINATOR)


rules.add_perm("records.see-list", is_registrar | is_coordinator)
rules.add_perm("records.see", is_registrar | coordinates_unit)
rules.add_perm("records.upload", is_registrar)
