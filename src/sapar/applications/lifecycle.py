"""The life of an application, as a table: state, deed, next state, who."""

from mobility_rules.transitions import Lifecycle, Transition
from sapar.applications.enums import ApplicationState

DRAFT, SUBMITTED, RETURNED, RELEASED, VERIFIED, REFUSED, WITHDRAWN = ApplicationState

APPLICANT = "applicant"
COORDINATOR = "coordinator"
OFFICER = "officer"

LIFECYCLE = Lifecycle(
    name="application",
    initial=DRAFT,
    transitions=(
        Transition(DRAFT, "submit", SUBMITTED, APPLICANT),
        Transition(SUBMITTED, "submit", SUBMITTED, APPLICANT),
        Transition(RETURNED, "submit", SUBMITTED, APPLICANT),
        Transition(SUBMITTED, "return", RETURNED, COORDINATOR),
        Transition(RELEASED, "return", RETURNED, OFFICER),
        # External: the school releases, the department verifies. Internal: the school does both.
        Transition(SUBMITTED, "release", RELEASED, COORDINATOR),
        Transition(SUBMITTED, "release-internal", VERIFIED, COORDINATOR),
        Transition(RELEASED, "verify", VERIFIED, OFFICER),
        Transition(SUBMITTED, "refuse", REFUSED, COORDINATOR),
        Transition(RELEASED, "refuse", REFUSED, OFFICER),
        # Only once the time to correct is over; or one silent applicant holds up all others.
        Transition(RETURNED, "refuse", REFUSED, COORDINATOR),
        Transition(DRAFT, "withdraw", WITHDRAWN, APPLICANT),
        Transition(SUBMITTED, "withdraw", WITHDRAWN, APPLICANT),
        Transition(RETURNED, "withdraw", WITHDRAWN, APPLICANT),
        Transition(RELEASED, "withdraw", WITHDRAWN, APPLICANT),
        Transition(VERIFIED, "withdraw", WITHDRAWN, APPLICANT),
    ),
)
