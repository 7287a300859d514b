"""Who scores, who judges, who runs and publishes, who answers an offer."""

import rules

from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.queries import units_held
from sapar.applications.models import Application
from sapar.calls.models import Call
from sapar.calls.permissions import owns_call
from sapar.selection.models import Offer
from sapar.selection.queries import COMMISSION


@rules.predicate
def is_in_commission(user: User, call: Call) -> bool:
    """A member or the chair of the commission of the unit that owns the call."""
    return call.owner_id in units_held(user, *COMMISSION)


@rules.predicate
def chairs_commission(user: User, call: Call) -> bool:
    return call.owner_id in units_held(user, RoleKind.COMMISSION_CHAIR)


@rules.predicate
def may_score(user: User, application: Application) -> bool:
    """The commission, save for a member's own application."""
    is_own = application.engagement.person_id == user.person_id
    return not is_own and is_in_commission(user, application.call)


@rules.predicate
def may_judge(user: User, application: Application) -> bool:
    is_own = application.engagement.person_id == user.person_id
    return not is_own and chairs_commission(user, application.call)


@rules.predicate
def is_own_offer(user: User, offer: Offer) -> bool:
    return offer.application.engagement.person_id == user.person_id


rules.add_perm("selection.view_scores", is_in_commission)
rules.add_perm("selection.score", may_score)
rules.add_perm("selection.judge", may_judge)
rules.add_perm("selection.view_ranking", owns_call | is_in_commission)
rules.add_perm("selection.place", owns_call)
rules.add_perm("selection.answer_offer", is_own_offer)
