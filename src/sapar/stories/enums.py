"""States of stories and comments, and the reasons moderators give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for a moderator")
    RETURNED = "returned", _("Returned to the author")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden")
    TAKEN_OUT = "taken-out", _("Taken out by the author")


class ShownName(models.TextChoices):
    """How much of the author's name readers see."""

    FULL = "full", _("Given name and family name")
    GIVEN = "given", _("Given name only")
    NONE = "none", _("No name")


class CommentState(models.TextChoices):
    WAITING = "waiting", _("Waits for a moderator")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden by a moderator")
    DELETED = "deleted", _("Deleted by the author")


class ModerationMode(models.TextChoices):
    BEFORE = "before", _("A moderator reads first, then it is published")
    AFTER = "after", _("It is published at once, a moderator reads afterwards")


class Reason(models.TextChoices):
    """Why something is reported, returned or hidden."""

    INSULT = "insult", _("Insults somebody")
    PRIVATE = "private", _("Tells private things about somebody")
    ADVERTISING = "advertising", _("Is advertising")
    FALSE = "false", _("Is not true")
    OFF_TOPIC = "off-topic", _("Does not belong here")
    UNLAWFUL = "unlawful", _("Is unlawful")
    OTHER = "other", _("Another reason")
