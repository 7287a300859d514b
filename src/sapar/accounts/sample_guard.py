"""A real university must not be reachable with the sample's published password."""

from django.conf import settings
from django.core.management.base import CommandError

from sapar.accounts.models import User

SAMPLE_PASSWORD = "journey-sample-2026"  # noqa: S105  (of accounts that open in sample mode only)


def check_no_sample_accounts() -> None:
    """Called before Sapar serves. Raises CommandError when a real database holds some."""
    count = 0 if settings.SAMPLE_MODE else User.objects.filter(is_sample=True).count()
    if count:
        raise CommandError(
            f"This database holds {count} sample accounts, whose password is public, and "
            "sample mode is off. Use a database without the sample university (another DATA "
            "folder or DATABASE_URL), or set SAPAR_SAMPLE=1 for a trial. Nothing was started."
        )
