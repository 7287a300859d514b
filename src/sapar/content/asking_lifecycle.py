"""What may happen to a question, an event and an attendance, and who does it."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.content.enums import AttendanceState, EventState, QuestionState

ASKER, OFFICE, ATTENDEE, OWNER, WAITING_LIST = (
    "asker",
    "office",
    "attendee",
    "owner of the event",
    "waiting list",
)

QUESTION_LIFECYCLE = Lifecycle(
    "question",
    initial=QuestionState.UNCONFIRMED,
    transitions=(
        Transition(QuestionState.UNCONFIRMED, "confirm", QuestionState.NEW, ASKER),
        Transition(QuestionState.NEW, "answer", QuestionState.ANSWERED, OFFICE),
        Transition(QuestionState.NEW, "put-aside", QuestionState.DISMISSED, OFFICE),
        Transition(QuestionState.DISMISSED, "take-up", QuestionState.NEW, OFFICE),
    ),
)

EVENT_LIFECYCLE = Lifecycle(
    "event",
    initial=EventState.DRAFT,
    transitions=(
        Transition(EventState.DRAFT, "publish", EventState.PUBLISHED, OWNER),
        Transition(EventState.PUBLISHED, "cancel", EventState.CANCELLED, OWNER),
    ),
)

_UNCONFIRMED, _PLACED = AttendanceState.UNCONFIRMED, AttendanceState.CONFIRMED
_WAITING, _CANCELLED = AttendanceState.WAITING, AttendanceState.CANCELLED

ATTENDANCE_LIFECYCLE = Lifecycle(
    "attendance",
    initial=_UNCONFIRMED,
    transitions=(
        Transition(_UNCONFIRMED, "take-place", _PLACED, ATTENDEE),
        Transition(_UNCONFIRMED, "wait", _WAITING, ATTENDEE),
        Transition(_WAITING, "move-up", _PLACED, WAITING_LIST),
        Transition(_PLACED, "cancel", _CANCELLED, ATTENDEE),
        Transition(_WAITING, "cancel", _CANCELLED, ATTENDEE),
        Transition(_CANCELLED, "register-again", _UNCONFIRMED, ATTENDEE),
    ),
)
