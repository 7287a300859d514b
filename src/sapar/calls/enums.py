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
