"""What selection has to say when an account below it is closed."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from sapar.accounts.models import User
from sapar.accounts.queries import engagements_of
from sapar.accounts.signals import account_closing
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.selection.enums import AppealState, OfferState
from sapar.selection.models import Appeal, Offer


@receiver(account_closing)
def refuse_while_offered(user: User, **_: Any) -> None:
    """A seat that is offered, or a stay that is not over, needs an account to be told of it."""
    going = Q(state=OfferState.ACCEPTED, place__call__period__ends_on__gte=clock.today())
    own = Offer.objects.filter(application__engagement__in=engagements_of(user))
    offer = own.filter(Q(state=OfferState.OFFERED) | going).select_related("application").first()
    if offer is not None:
        raise Refusal("offer-in-progress", number=offer.application.public_id)


@receiver(account_closing)
def refuse_while_appealing(user: User, **_: Any) -> None:
    """The answer to an appeal needs an account to be told of it."""
    own = Appeal.objects.filter(outcome__application__engagement__in=engagements_of(user))
    appeal = own.filter(state=AppealState.FILED).select_related("outcome__application").first()
    if appeal is not None:
        raise Refusal("appeal-in-progress", number=appeal.outcome.application.public_id)
