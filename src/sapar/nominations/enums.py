"""What a host may answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationState(models.TextChoices):
    SENT = "sent", _("Sent to the host")
    CORRECTION_REQUESTED = "correction", _("Host asks for a correction")
    ACCEPTED = "accepted", _("Accepted by the host")
    DECLINED = "declined", _("Declined by the host")
    WITHDRAWN = "withdrawn", _("Nomination withdrawn")
