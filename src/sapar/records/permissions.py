"""The registrar keeps the records; a school's coordinator reads those of its own people
(`queries.visible_to`)."""

from __future__ import annotations

import rules

from sapar.accounts.permissions import is_coordinator, is_registrar

rules.add_perm("records.see-list", is_registrar | is_coordinator)
rules.add_perm("records.upload", is_registrar)
