"""What happens to accounts, for the apps above that keep something of theirs."""

from django.dispatch import Signal

# Sent with `user`, `by` and `take_out` before an account is closed, inside the deed's transaction.
# Receivers put in order what they keep: with `take_out` it goes, without it stays and names nobody.
# One that cannot let the account go raises Refusal, and then nothing has happened.
account_closing = Signal()
