"""States of a placement run and of an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    PREVIEW = "preview", _("Preview")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Discarded")


class OutcomeKind(models.TextChoices):
    PLACED = "placed", _("Place offered")
    RESERVE = "reserve", _("On the reserve list")
    NOT_ELIGIBLE = "not-eligible", _("Not eligible")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "Withdrawn")


LIVE_OFFERS = (OfferState.OFFERED, OfferState.ACCEPTED)


class OfferOrigin(models.TextChoices):
    RUN = "run", _("Placement")
    RESERVE_LIST = "reserve-list", _("Reserve list")
