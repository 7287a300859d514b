"""Seats that a later run was not free to give, in the language of the reader.

The reason stands in the certificate, which is in English, as the decisions of the commission do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mobility_rules.placement.hierarchy import QuotasRefused
from mobility_rules.placement.keeping import CONFIRMED, HELD, WAITS
from sapar.core.errors import Refusal

SAID: dict[str, Promise] = {
    CONFIRMED: _("keeps the seat that was accepted"),
    HELD: _("keeps the seat that was offered or accepted before"),
    WAITS: _("the seat was given back and waits to be filled"),
}

NOT_KEPT = ("fixed-lost", "fixed-exceed-quota", "fixed-exceed-cap")


@contextmanager
def seats_kept() -> Iterator[None]:
    """What the kernel refuses, as a `Refusal`: ``seats-not-kept`` with the numbers of those for
    whom no seat is left that they are to keep, ``later-rules-contradict``."""
    try:
        yield
    except QuotasRefused as refused:
        if refused.code not in NOT_KEPT:
            raise Refusal("later-rules-contradict", rule=str(refused)) from refused
        applicants = refused.values["applicants"]
        assert isinstance(applicants, tuple)  # noqa: S101  (as the kernel says)
        raise Refusal("seats-not-kept", numbers=", ".join(sorted(applicants))) from refused
