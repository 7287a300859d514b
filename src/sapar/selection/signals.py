"""What happens to offers, for the apps above that go on from them."""

from django.dispatch import Signal

# Sent with `offer` and `by` after the owner took an offer back or replaced it by a dearer place,
# inside the deed's transaction; whoever has passed the applicant on to a host takes that back too.
offer_withdrawn = Signal()
