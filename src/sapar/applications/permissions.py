"""Who may see and decide applications; to anybody else it is as if there were none."""

import rules

from sapar.accounts.enums import Direction, RoleKind
from sapar.accounts.models import User
from sapar.accounts.permissions import is_commission, is_coordinator, is_officer
from sapar.accounts.queries import person_of, units_held
from sapar.applications.enums import ApplicationState
from sapar.applications.models import Application
from sapar.applications.queries import COMMISSION
from sapar.applications.readiness import is_overdue


@rules.predicate
def is_own(user: User, application: Application) -> bool:
    person = person_of(user)
    return person is not None and person == person_of(application.engagement.person)


@rules.predicate
def was_submitted(user: User, application: Application) -> bool:
    return application.submitted_at is not None


@rules.predicate
def coordinates_applicant(user: User, application: Application) -> bool:
    """The applicant belongs to the coordinator's school, whatever the direction of the call."""
    return application.engagement.unit_id in units_held(user, RoleKind.COORDINATOR)


@rules.predicate
def keeps_external_call(user: User, application: Application) -> bool:
    call = application.call
    return call.direction == Direction.EXTERNAL and call.owner_id in units_held(
        user, RoleKind.OFFICER
    )


@rules.predicate
def sits_in_commission(user: User, application: Application) -> bool:
    """Commissions see what is ready for them, and only look."""
    return application.state == ApplicationState.VERIFIED and application.call.owner_id in (
        units_held(user, *COMMISSION)
    )


@rules.predicate
def lies_with_school(user: User, application: Application) -> bool:
    return application.state == ApplicationState.SUBMITTED


@rules.predicate
def lies_with_department(user: User, application: Application) -> bool:
    return application.state == ApplicationState.RELEASED


@rules.predicate
def was_not_corrected(user: User, application: Application) -> bool:
    return is_overdue(application)


# Nobody decides on an application of his own.
by_school = was_submitted & coordinates_applicant & ~is_own
by_department = was_submitted & keeps_external_call & ~is_own
by_holder = (by_school & lies_with_school) | (by_department & lies_with_department)

rules.add_perm("applications.see-list", is_coordinator | is_officer | is_commission)
rules.add_perm("applications.see-contact", by_school | by_department)
rules.add_perm("applications.release", by_school)
rules.add_perm("applications.verify", by_department)
rules.add_perm("applications.return", by_holder)
rules.add_perm("applications.refuse", by_holder | ((by_school | by_department) & was_not_corrected))
