"""How allauth sends its mail: through the outbox, in the reader's language."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Grows with the sign-in screens."""
