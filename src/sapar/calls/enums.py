"""Words of calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    """Every stay has an application to a call. The other kinds come with their first use."""

    COMPETITION = "competition", _("Competition")


class CallState(models.TextChoices):
    """What people decided; whether an opened call accepts applications is read from the clock."""

    DRAFT = "draft", _("Draft")
    OPENED = "opened", _("Published")
    DECIDED = "decided", _("Result published")
    CANCELLED = "cancelled", _("Cancelled")


class CallPhase(models.TextChoices):
    """Where a call stands for people at an instant: its state, read together with the clock."""

    DRAFT = "draft", _("Draft")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed, being decided")
    DECIDED = "decided", _("Result published")
    CANCELLED = "cancelled", _("Cancelled")


class TypesBy(models.TextChoices):
    """What reserves and caps of a call go by; an applicant is of exactly one type."""

    SCHOOL = "school", _("School")
    EXPERIENCE = "experience", _("First time or again")


class Experience(models.TextChoices):
    """The two types of applicants where types go by experience."""

    FIRST_TIME = "first-time", _("those who go for the first time")
    AGAIN = "again", _("those who have been on mobility before")


class Withdrawals(models.TextChoices):
    """Who may move when seats become free after the result; values as the kernel's policies."""

    RESERVE_LIST = "reserve-list", _("Only those who got nothing move up")
    FROZEN = "frozen-confirmed", _("Whoever accepted keeps the seat; the others are placed anew")
    RERUN = "re-run", _("Everybody who remains is placed anew")
