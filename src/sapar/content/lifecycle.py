"""The table of an article. Its readers see the published revision, whatever is written beside."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.content.enums import ArticleState as State

WRITER = "editor or officer"
EDITOR = "editor"

ARTICLE_LIFECYCLE = Lifecycle(
    name="article",
    initial=State.DRAFT,
    transitions=(
        Transition(State.DRAFT, "submit", State.IN_REVIEW, WRITER),
        Transition(State.DRAFT, "schedule", State.SCHEDULED, EDITOR),
        Transition(State.DRAFT, "publish", State.PUBLISHED, EDITOR),
        Transition(State.IN_REVIEW, "return", State.DRAFT, EDITOR),
        Transition(State.IN_REVIEW, "schedule", State.SCHEDULED, EDITOR),
        Transition(State.IN_REVIEW, "publish", State.PUBLISHED, EDITOR),
        Transition(State.SCHEDULED, "return", State.DRAFT, EDITOR),
        Transition(State.SCHEDULED, "schedule", State.SCHEDULED, EDITOR),
        Transition(State.SCHEDULED, "publish", State.PUBLISHED, EDITOR),
        Transition(State.SCHEDULED, "publish-due", State.PUBLISHED, "schedule"),
        Transition(State.PUBLISHED, "publish", State.PUBLISHED, EDITOR),
        Transition(State.PUBLISHED, "unpublish", State.UNPUBLISHED, EDITOR),
        Transition(State.UNPUBLISHED, "submit", State.IN_REVIEW, WRITER),
        Transition(State.UNPUBLISHED, "schedule", State.SCHEDULED, EDITOR),
        Transition(State.UNPUBLISHED, "publish", State.PUBLISHED, EDITOR),
    ),
)
