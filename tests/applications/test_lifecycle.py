"""Every state with every deed, against a table written by hand."""

import pytest

from mobility_rules.transitions import NotAllowed
from sapar.applications.enums import ApplicationState
from sapar.applications.lifecycle import LIFECYCLE

# One row a state, one column a deed; a dot is a deed that does not exist in that state.
TABLE = """
             submit     return    release   release-internal  verify    refuse   withdraw
draft        submitted  .         .         .                 .         .        withdrawn
submitted    submitted  returned  released  verified          .         refused  withdrawn
returned     submitted  .         .         .                 .         refused  withdrawn
released     .          returned  .         .                 verified  refused  withdrawn
verified     .          .         .         .                 .         .        withdrawn
refused      .          .         .         .                 .         .        .
withdrawn    .          .         .         .                 .         .        .
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(row[0], deed, target) for row in ROWS for deed, target in zip(HEAD, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "deed", "target"), CELLS)
def test_deed_leads_where_the_table_says(state: str, deed: str, target: str) -> None:
    if target == ".":
        with pytest.raises(NotAllowed):
            LIFECYCLE.target(state, deed)
    else:
        assert LIFECYCLE.target(state, deed) == target


def test_table_knows_every_state_and_deed() -> None:
    assert {row[0] for row in ROWS} == set(ApplicationState) == set(LIFECYCLE.states)
    assert set(HEAD) == set(LIFECYCLE.deeds)


def test_diagram_shows_every_row_and_both_ends() -> None:
    lines = LIFECYCLE.diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> draft"]
    assert lines[-2:] == ["    refused --> [*]", "    withdrawn --> [*]"]
    assert len(lines) == 2 + len(LIFECYCLE.transitions) + 2
    assert "    submitted --> verified: release-internal (coordinator)" in lines
