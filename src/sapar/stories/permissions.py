"""Who moderates: editors and the department's officers. Who tells a story: see `queries`."""

from __future__ import annotations

import rules

from sapar.accounts.permissions import is_officer, is_signed_in
from sapar.content.permissions import is_editor

rules.add_perm("stories.comment", is_signed_in)
rules.add_perm("stories.tell", is_signed_in)
rules.add_perm("stories.moderate", is_editor | is_officer)
