"""A nominee as a host needs to know one: name as in the passport, studies, period. No more than
that.
"""

from __future__ import annotations

from dataclasses import dataclass

from sapar.accounts.models import Engagement
from sapar.selection.models import Offer


@dataclass(frozen=True, slots=True)
class Nominee:
    """`programme` is the programme of a learner and the position of a teacher or employee."""

    name: str
    number: str
    duty: str
    programme: str
    level: str


def nominee_of(offer: Offer) -> Nominee:
    """The nominee of an offer, worded in the active language."""
    engagement = offer.application.engagement
    return Nominee(
        name=engagement.person.passport_name or engagement.person.full_name,
        number=offer.application.public_id,
        duty=engagement.get_kind_display(),
        programme=programme_of(engagement),
        level=engagement.get_level_display() if engagement.level else "",
    )


def programme_of(engagement: Engagement) -> str:
    if engagement.programme is not None:
        return str(engagement.programme)
    return engagement.position or str(engagement.unit)
