"""How a person belongs to the university, and the duties a person may hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sapar.institutions.enums import UnitKind


class EngagementKind(models.TextChoices):
    STUDENT = "student", _("Student")
    INTERN = "intern", _("Intern")
    RESIDENT = "resident", _("Resident")
    TEACHER = "teacher", _("Teacher")
    EMPLOYEE = "employee", _("Employee")
    GUEST = "guest", _("Guest")


LEARNER_KINDS = (EngagementKind.STUDENT, EngagementKind.INTERN, EngagementKind.RESIDENT)
STAFF_KINDS = (EngagementKind.TEACHER, EngagementKind.EMPLOYEE)


class RoleKind(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator of a school")
    OFFICER = "officer", _("Officer of the Department of International Cooperation")
    REGISTRAR = "registrar", _("Registrar")
    COMMISSION_MEMBER = "commission-member", _("Commission member")
    COMMISSION_CHAIR = "commission-chair", _("Commission chair")
    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor of the portal")


# Over which kinds of units a role can be held.
UNITS_OF_ROLE: dict[RoleKind, tuple[UnitKind, ...]] = {
    RoleKind.COORDINATOR: (UnitKind.SCHOOL,),
    RoleKind.OFFICER: (UnitKind.DEPARTMENT,),
    RoleKind.REGISTRAR: (UnitKind.REGISTRAR,),
    RoleKind.COMMISSION_MEMBER: (UnitKind.SCHOOL, UnitKind.DEPARTMENT),
    RoleKind.COMMISSION_CHAIR: (UnitKind.SCHOOL, UnitKind.DEPARTMENT),
    RoleKind.ADMINISTRATOR: tuple(UnitKind),
    RoleKind.EDITOR: (UnitKind.DEPARTMENT, UnitKind.SCHOOL),
}


class Audience(models.TextChoices):
    """Whom a call or an agreement's condition is for."""

    LEARNERS = "learners", _("Students, interns and residents")
    STAFF = "staff", _("Teachers and other employees")


class Direction(models.TextChoices):
    """External mobility belongs to the department, internal to the participant's school."""

    EXTERNAL = "external", _("External mobility")
    INTERNAL = "internal", _("Internal mobility")
