"""The table of a story. The state is that of the author's working copy.

What readers see is kept apart, in ``published_content``: it stays while its author writes a new
version and a moderator reads it, is replaced by "publish" and taken away by "hide" and "take-out".
"""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.stories.enums import StoryState as State

AUTHOR = "author"
MODERATOR = "moderator"

STORY_LIFECYCLE = Lifecycle(
    name="story",
    initial=State.DRAFT,
    transitions=(
        Transition(State.DRAFT, "save", State.DRAFT, AUTHOR),
        Transition(State.DRAFT, "submit", State.SUBMITTED, AUTHOR),
        Transition(State.DRAFT, "take-out", State.TAKEN_OUT, AUTHOR),
        Transition(State.DRAFT, "hide", State.HIDDEN, MODERATOR),
        Transition(State.SUBMITTED, "recall", State.DRAFT, AUTHOR),
        Transition(State.SUBMITTED, "take-out", State.TAKEN_OUT, AUTHOR),
        Transition(State.SUBMITTED, "publish", State.PUBLISHED, MODERATOR),
        Transition(State.SUBMITTED, "return", State.RETURNED, MODERATOR),
        Transition(State.SUBMITTED, "hide", State.HIDDEN, MODERATOR),
        Transition(State.RETURNED, "save", State.RETURNED, AUTHOR),
        Transition(State.RETURNED, "submit", State.SUBMITTED, AUTHOR),
        Transition(State.RETURNED, "take-out", State.TAKEN_OUT, AUTHOR),
        Transition(State.RETURNED, "hide", State.HIDDEN, MODERATOR),
        Transition(State.PUBLISHED, "save", State.DRAFT, AUTHOR),
        Transition(State.PUBLISHED, "take-out", State.TAKEN_OUT, AUTHOR),
        Transition(State.PUBLISHED, "hide", State.HIDDEN, MODERATOR),
        Transition(State.HIDDEN, "save", State.HIDDEN, AUTHOR),
        Transition(State.HIDDEN, "submit", State.SUBMITTED, AUTHOR),
        Transition(State.HIDDEN, "take-out", State.TAKEN_OUT, AUTHOR),
        Transition(State.TAKEN_OUT, "resume", State.DRAFT, AUTHOR),
    ),
)
