"""What happens to calls, for the apps above that hold applications to them."""

from django.dispatch import Signal

# Sent with `call`, `reason` and `by` after an opened call was cancelled, inside the deed's
# transaction; whoever holds applications to it tells the applicants.
call_cancelled = Signal()

# Sent with `place`, `before`, `reason` and `by` after seats of an opened call became fewer, inside
# the deed's transaction; whoever holds wishes for the place tells the applicants.
seats_lowered = Signal()
