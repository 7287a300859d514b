"""Everything that was read for one run."""

from __future__ import annotations

from dataclasses import dataclass, field

from sapar.placement_files.tables.policy_file import PolicyFile
from sapar.placement_files.tables.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What was read. policy_file: its name, for messages."""

    wishes: Table
    places: Table
    groups: Table | None = None
    applicants: Table | None = None
    policy: PolicyFile = field(default_factory=PolicyFile)
    policy_file: str = "policy"

    def ignored(self) -> dict[str, tuple[str, ...]]:
        """Columns that mean nothing here, by file."""
        every = (self.wishes, self.places, self.groups, self.applicants)
        return {table.file: table.ignored for table in every if table and table.ignored}
