"""What calls do when an agreement below them changes."""

from typing import Any

from django.db.models import Sum
from django.dispatch import receiver

from sapar.calls.models import CallPlace
from sapar.calls.queries import ALLOTTING
from sapar.core.errors import Refusal
from sapar.partnerships.models import AgreementCondition
from sapar.partnerships.signals import quota_lowering


@receiver(quota_lowering)
def keep_promised_seats(condition: AgreementCondition, quota: int, **_: Any) -> None:
    """Seats that a published call has promised are not taken away by a smaller quota."""
    allotted = (
        CallPlace.objects.filter(condition=condition, call__state__in=ALLOTTING)
        .values("call__period__academic_year__name")
        .annotate(seats=Sum("seats"))
        .order_by("-seats")
        .first()
    )
    if allotted is not None and allotted["seats"] > quota:
        raise Refusal(
            "quota-below-allotted",
            quota=quota,
            seats=allotted["seats"],
            year=allotted["call__period__academic_year__name"],
        )
