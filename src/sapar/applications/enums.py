"""States of an application, and the consents it needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for correction")
    RELEASED = "released", _("Released by the school")
    VERIFIED = "verified", _("Verified")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LIVE_STATES = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.RELEASED,
    ApplicationState.VERIFIED,
)
EDITABLE_STATES = (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.RETURNED)


class Consent(models.TextChoices):
    PROCESSING = "processing", _("Processing of personal data")
    TRANSFER = "transfer", _("Passing personal data to the hosts named in the wishes")
