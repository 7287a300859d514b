"""What happens to agreements, for the apps above that have promised something on their ground."""

from django.dispatch import Signal

# Sent with `condition` and `quota` before a yearly quota is lowered, inside the deed's transaction;
# whoever has allotted more than that raises a Refusal.
quota_lowering = Signal()
