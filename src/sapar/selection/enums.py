"""States of a placement run, of an order for one, and of an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    PREVIEW = "preview", _("Preview")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced by a later run")
    DISCARDED = "discarded", _("Discarded")


class RunCause(models.TextChoices):
    """Why a run was made: the first result of a call, or what followed from something later."""

    FIRST = "first", _("First result")
    WITHDRAWALS = "withdrawals", _("Seats that became free")
    APPEAL = "appeal", _("Appeal")


class OrderKind(models.TextChoices):
    PREVIEW = "preview", _("Preview")
    PUBLICATION = "publication", _("Publication")


class OrderState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("placement order", "Waits for its turn")
    RUNNING = "running", pgettext_lazy("placement order", "Under way")
    DONE = "done", pgettext_lazy("placement order", "Done")
    REFUSED = "refused", pgettext_lazy("placement order", "Refused")


OPEN_ORDERS = (OrderState.WAITING, OrderState.RUNNING)


class OrderPhase(models.TextChoices):
    """In the order in which they come."""

    JUDGING = "judging", _("Applications are judged by the facts of now")
    PLACING = "placing", _("Places are given")
    PROVING = "proving", _("The result is checked")
    EXPLAINING = "explaining", _("What each applicant is told is worked out")
    STORING = "storing", _("The result is stored")
    FOLDER = "folder", _("The folder for doubters is written")
    PUBLISHING = "publishing", _("Offers are made and everybody is written to")


class AppealState(models.TextChoices):
    FILED = "filed", _("Filed")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class OutcomeKind(models.TextChoices):
    PLACED = "placed", _("Place offered")
    RESERVE = "reserve", _("On the reserve list")
    NOT_ELIGIBLE = "not-eligible", _("Not eligible")
    WITHHELD = "withheld", _("No place, by decision of the commission")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "Withdrawn")
    REPLACED = "replaced", _("Replaced by a place higher on the list")


LIVE_OFFERS = (OfferState.OFFERED, OfferState.ACCEPTED)


class OfferOrigin(models.TextChoices):
    RUN = "run", _("Placement")
    RESERVE_LIST = "reserve-list", _("Reserve list")
    LATER_RUN = "later-run", _("Later placement")
