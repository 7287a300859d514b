"""Who scores, who judges, who runs and publishes, who answers an offer.

What is asked of a whole page stands first; what is asked of a record takes the record.
"""

import rules

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.permissions import (
    has_person,
    is_commission,
    is_commission_chair,
    is_coordinator,
    is_officer,
)
from sapar.accounts.queries import units_held
from sapar.applications.models import Application
from sapar.applications.permissions import is_own, sits_in_commission


@rules.predicate
def chairs_commission(user: User, application: Application) -> bool:
    return application.call.owner_id in units_held(user, RoleKind.COMMISSION_CHAIR)


rules.add_perm("selection.view", is_commission | is_officer | is_coordinator)
rules.add_perm("selection.place", is_officer | is_coordinator)
rules.add_perm("selection.enter-scores", is_commission)
rules.add_perm("selection.enter-judgement", is_commission_chair)
rules.add_perm("selection.see-own-result", has_person)
rules.add_perm("selection.appeal", has_person)
rules.add_perm("selection.answer-appeals", is_officer | is_coordinator)

# Nobody scores, judges or places an application of his own, or answers the own appeal.
rules.add_perm("selection.score", sits_in_commission & ~is_own)
rules.add_perm("selection.override", (is_officer | is_coordinator) & ~is_own)
rules.add_perm("selection.answer-appeal", (is_officer | is_coordinator) & ~is_own)
rules.add_perm("selection.judge", sits_in_commission & chairs_commission & ~is_own)
