"""What every app may say, and apps above listen to."""

from django.dispatch import Signal

# Sent by a deed, inside its transaction, that changed by `update` or `bulk_create` what readers
# without an account see: pages that are kept whole hear of saving by themselves, of these not.
public_change = Signal()
