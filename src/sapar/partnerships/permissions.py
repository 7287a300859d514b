"""Who may do what with partners: whoever owns a direction of mobility keeps its hosts.

Agreements are the department's business everywhere; a school keeps those with its hosts in
Kazakhstan as well, since internal mobility is its own.
"""

import rules

from sapar.accounts.enums import Direction
from sapar.accounts.models import User
from sapar.accounts.permissions import is_coordinator, is_officer
from sapar.institutions.models import Institution
from sapar.partnerships.queries import direction_of


@rules.predicate
def is_abroad(user: User, partner: Institution) -> bool:
    return direction_of(partner) == Direction.EXTERNAL


@rules.predicate
def is_in_kazakhstan(user: User, partner: Institution) -> bool:
    return direction_of(partner) == Direction.INTERNAL


keeps_host = (is_officer & is_abroad) | (is_coordinator & is_in_kazakhstan)

rules.add_perm("partnerships.see-list", is_officer | is_coordinator)
rules.add_perm("partnerships.create_partner", is_officer | is_coordinator)
rules.add_perm("partnerships.manage_partner", keeps_host)
rules.add_perm("partnerships.manage_agreements", is_officer | keeps_host)
