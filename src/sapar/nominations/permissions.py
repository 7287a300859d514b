"""Who nominates: the owner of the call, so the department abroad and the school within the
country.
"""

import rules

from sapar.accounts.permissions import is_coordinator, is_officer

rules.add_perm("nominations.send", is_officer | is_coordinator)
