"""What may happen to a comment. One that is published at once went through the same row, by the
policy instead of a moderator.
"""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.stories.enums import CommentState as State

AUTHOR = "author"
MODERATOR = "moderator"

COMMENT_LIFECYCLE = Lifecycle(
    name="comment",
    initial=State.WAITING,
    transitions=(
        Transition(State.WAITING, "publish", State.PUBLISHED, MODERATOR),
        Transition(State.WAITING, "hide", State.HIDDEN, MODERATOR),
        Transition(State.WAITING, "edit", State.WAITING, AUTHOR),
        Transition(State.WAITING, "delete", State.DELETED, AUTHOR),
        Transition(State.PUBLISHED, "publish", State.PUBLISHED, MODERATOR),  # read: it may stay
        Transition(State.PUBLISHED, "hide", State.HIDDEN, MODERATOR),
        Transition(State.PUBLISHED, "edit", State.WAITING, AUTHOR),  # unless published at once
        Transition(State.PUBLISHED, "delete", State.DELETED, AUTHOR),
        Transition(State.HIDDEN, "publish", State.PUBLISHED, MODERATOR),
        Transition(State.HIDDEN, "delete", State.DELETED, AUTHOR),
    ),
)
