"""A seat offered to one applicant until a deadline."""

from django.db import models
from django.db.models import Q

from sapar.applications.models import Application
from sapar.calls.models import CallPlace
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.selection.enums import LIVE_OFFERS, OfferOrigin, OfferState
from sapar.selection.models.run import PlacementRun


class Offer(PublicIdModel, VersionedModel):
    """At most one live offer an application; live offers of a place never exceed its seats (kept by
    the deeds, which hold the call)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    place = models.ForeignKey(CallPlace, on_delete=models.PROTECT, related_name="offers")
    run = models.ForeignKey(PlacementRun, on_delete=models.PROTECT, related_name="offers")
    origin = models.CharField(max_length=12, choices=OfferOrigin.choices, default=OfferOrigin.RUN)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OFFERED)
    made_at = models.DateTimeField()
    respond_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=list(LIVE_OFFERS)),
                name="one_live_offer",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at__isnull=True)
                | (~Q(state="offered") & Q(answered_at__isnull=False)),
                name="offer_answered_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} -> {self.place}: {self.state}"
