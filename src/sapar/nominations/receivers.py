"""What nominations do when something happens below them."""

from typing import Any

from django.dispatch import receiver

from sapar.core.actor import Actor
from sapar.nominations.actions import withdraw_nomination
from sapar.nominations.enums import NominationState
from sapar.selection.models import Offer
from sapar.selection.signals import offer_withdrawn


@receiver(offer_withdrawn)
def withdraw_with_the_offer(offer: Offer, by: Actor, **_signal: Any) -> None:
    """A host that was told of a nominee is told when the nominee's offer is taken back."""
    over = (NominationState.WITHDRAWN, NominationState.DECLINED)
    for nomination in offer.nominations.exclude(state__in=over):
        withdraw_nomination(nomination, by=by)
