"""The diagrams in docs/architecture.md are those of the tables that the code walks by."""

import re
from pathlib import Path

import pytest

from mobility_rules.transitions import Lifecycle
from sapar.applications.lifecycle import LIFECYCLE as APPLICATION
from sapar.calls.lifecycle import CALL_LIFECYCLE
from sapar.content.asking_lifecycle import (
    ATTENDANCE_LIFECYCLE,
    EVENT_LIFECYCLE,
    QUESTION_LIFECYCLE,
)
from sapar.content.lifecycle import ARTICLE_LIFECYCLE
from sapar.nominations.lifecycle import LIFECYCLE as NOMINATION
from sapar.selection.lifecycle import (
    APPEAL_LIFECYCLE,
    OFFER_LIFECYCLE,
    ORDER_LIFECYCLE,
    RUN_LIFECYCLE,
)
from sapar.sheets.lifecycle import SHEET_RUN
from sapar.stories.comment_lifecycle import COMMENT_LIFECYCLE
from sapar.stories.lifecycle import STORY_LIFECYCLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
LIFECYCLES = (
    CALL_LIFECYCLE,
    APPLICATION,
    ORDER_LIFECYCLE,
    RUN_LIFECYCLE,
    OFFER_LIFECYCLE,
    APPEAL_LIFECYCLE,
    NOMINATION,
    SHEET_RUN,
    ARTICLE_LIFECYCLE,
    QUESTION_LIFECYCLE,
    EVENT_LIFECYCLE,
    ATTENDANCE_LIFECYCLE,
    STORY_LIFECYCLE,
    COMMENT_LIFECYCLE,
)


def diagrams_on_page() -> dict[str, str]:
    """Heading -> the Mermaid block below it."""
    blocks = re.findall(
        r"^#### ([^\n]+)\n+```mermaid\n(stateDiagram.*?)\n```", PAGE.read_text(), re.M | re.S
    )
    return dict(blocks)


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_the_page_shows_the_table_as_it_is(lifecycle: Lifecycle):
    assert diagrams_on_page().get(lifecycle.name) == lifecycle.diagram()


def test_the_page_shows_no_table_that_is_gone():
    assert set(diagrams_on_page()) == {lifecycle.name for lifecycle in LIFECYCLES}
