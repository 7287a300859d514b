"""Words of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Flow(models.TextChoices):
    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum", _("Memorandum")
    INTER_INSTITUTIONAL = "inter-institutional", _("Inter-institutional agreement")
    CONSORTIUM = "consortium", _("Consortium agreement")
    PROGRAMME = "programme", _("Exchange programme's protocol")


class Tuition(models.TextChoices):
    """Whether a participant pays the host for studying."""

    UNKNOWN = "", _("Not stated")
    WAIVED = "waived", _("No tuition at the host")
    PAID = "paid", _("Tuition is paid")


# The university's own country: hosts in it are hosts of internal mobility.
HOME_COUNTRY = "KZ"
