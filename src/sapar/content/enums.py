"""Words of the editorial work: rubrics, states, kinds of regulations, topics of questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rubric(models.TextChoices):
    """Where an article stands. A page has its own place in the portal and no date of its own."""

    PAGE = "page", _("Page")
    HELPFUL = "helpful", _("Helpful information")
    NEWS = "news", _("News")


class ArticleState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    UNPUBLISHED = "unpublished", _("Unpublished")


class RegulationKind(models.TextChoices):
    LAW = "law", _("Law")
    ORDER = "order", _("Order")
    RESOLUTION = "resolution", _("Resolution")
    CRITERIA = "criteria", _("Assessment criteria")
    UNIVERSITY = "university", _("Regulation of the university")


class RegulationStatus(models.TextChoices):
    IN_FORCE = "in-force", _("In force")
    AMENDED = "amended", _("In force, amended")
    REPEALED = "repealed", _("Repealed")
    UNKNOWN = "unknown", _("Status not confirmed")
    MISSING = "missing", _("Not supplied yet")


class ReadingProblem(models.TextChoices):
    """Why the words of a file cannot be searched, or not all of them."""

    ENCRYPTED = "encrypted", _("The file is locked with a password")
    DAMAGED = "damaged", _("The file is damaged")
    NO_TEXT = "no-text", _("The file has pictures of pages and no text")
    TOO_SLOW = "too-slow", _("Reading the file took too long")


class Concern(models.TextChoices):
    """Whom or what a regulation applies to."""

    LEARNERS = "learners", _("Students, interns and residents")
    STAFF = "staff", _("Teachers and other employees")
    INCOMING = "incoming", _("Those who come to us")
    EXTERNAL = "external", _("External mobility")
    INTERNAL = "internal", _("Internal mobility")
    DATA = "data", _("Personal data")


class MenuPlace(models.TextChoices):
    HEADER = "header", _("Top of every page")
    FOOTER = "footer", _("Foot of every page")


class EventState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


class AttendanceState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address not confirmed yet")
    CONFIRMED = "confirmed", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class QuestionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address not confirmed yet")
    NEW = "new", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    DISMISSED = "dismissed", _("Put aside")


class Topic(models.TextChoices):
    """What a question is about; it also orders the frequent questions."""

    TAKING_PART = "taking-part", _("Who may take part")
    APPLYING = "applying", _("Applying and papers")
    SELECTION = "selection", _("Selection and results")
    MONEY = "money", _("Costs and funding")
    STUDIES = "studies", _("Studies and credits")
    COMING = "coming", _("Coming to us")
    OTHER = "other", _("Something else")
