"""A spreadsheet is looked at, and then confirmed as a whole or left."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.sheets.models import SheetRun

SHEET_RUN = Lifecycle(
    name="sheet run",
    initial=SheetRun.State.PREVIEWED,
    transitions=(
        Transition(SheetRun.State.PREVIEWED, "confirm", SheetRun.State.CONFIRMED, "registrar"),
    ),
)
