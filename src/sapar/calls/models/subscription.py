"""Who wants to be told when a call opens."""

from __future__ import annotations

from django.db import models

from sapar.accounts.enums import Audience, Direction
from sapar.calls.models.call import Call
from sapar.core.models import PublicIdModel
from sapar.institutions.models import Institution


class CallSubscription(PublicIdModel):
    """An address that is told of calls that open: of one call, of one partner's, or of all that
    fit; it counts once it was confirmed. Empty filters mean every call.
    """

    email = models.EmailField()
    language = models.CharField(max_length=2)
    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    partner = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    direction = models.CharField(max_length=8, choices=Direction.choices, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"subscription {self.public_id}"


class CallNotice(models.Model):
    """That a subscription was told of a call: once and no more."""

    subscription = models.ForeignKey(
        CallSubscription, on_delete=models.CASCADE, related_name="notices"
    )
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "call"], name="told_once_of_a_call")
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} told of {self.call_id}"
