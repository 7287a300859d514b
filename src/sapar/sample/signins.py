"""The sign-ins that `sapar run` prints and the sample's page lists."""

from sapar.sample.cast import ACCOUNTS


def sign_ins() -> list[tuple[str, str]]:
    """Address and purpose of each, those who only apply first."""
    return [(account.email, account.purpose) for account in ACCOUNTS]
