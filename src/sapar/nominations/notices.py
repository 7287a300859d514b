"""What is mailed about nominations: to the host with its link, to nominees, to the owner of the
call.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sapar.accounts.enums import RoleKind
from sapar.accounts.queries import people_with_role
from sapar.accounts.recipients import recipient_of
from sapar.core.actor import Recipient
from sapar.institutions.enums import UnitKind
from sapar.links.actions import mint_link, revoke_links
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message
from sapar.nominations.models import Letter, Nomination

HOST_PAGE = "host-nominations"


def tell_host(letter: Letter) -> None:
    contact = letter.contact
    queue_mail(
        "nomination-letter",
        Recipient(contact.email, contact.language, contact.name),
        letter=letter.public_id,
        host=letter.host.name.as_dict(),
        period=letter.call.period.name.as_dict(),
        nominees=letter.nominations.exclude(state="withdrawn").count(),
        expires=letter.link_expires_at.isoformat(),
        owner=letter.call.owner.name.as_dict(),
    )


def tell_host_of_withdrawal(nomination: Nomination) -> None:
    contact = nomination.letter.contact
    queue_mail(
        "nomination-withdrawn",
        Recipient(contact.email, contact.language, contact.name),
        **_values(nomination),
    )


def tell_nominee(nomination: Nomination, kind: str) -> None:
    recipient = recipient_of(nomination.offer.application.engagement.person)
    if recipient is not None:
        queue_mail(kind, recipient, **_values(nomination))


def tell_owner(nomination: Nomination) -> None:
    unit = nomination.letter.call.owner
    kind = RoleKind.OFFICER if unit.kind == UnitKind.DEPARTMENT else RoleKind.COORDINATOR
    for person in people_with_role(kind, unit):
        recipient = recipient_of(person)
        if recipient is not None:
            queue_mail("host-answered", recipient, **_values(nomination), state=nomination.state)


def _values(nomination: Nomination) -> dict[str, Any]:
    letter = nomination.letter
    return {
        "application": nomination.offer.application.public_id,
        "host": letter.host.name.as_dict(),
        "owner": letter.call.owner.name.as_dict(),
        "reason": nomination.reason,
        "expires": letter.link_expires_at.isoformat(),
    }


def _with_link(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    """Mint the link when the mail is rendered: the token stands in that mail and nowhere else.

    It replaces the one before, which may have gone to an address that was corrected since.
    """
    letter = Letter.objects.select_related("contact").get(public_id=values["letter"])
    revoke_links(HOST_PAGE, letter.public_id)
    _link, token = mint_link(
        HOST_PAGE, letter.public_id, letter.contact.email, language, letter.link_expires_at
    )
    with translation.override(language):
        address = settings.PUBLIC_ADDRESS + reverse("host-page", args=[token])
    return {**values, "link": address}, [token]


MESSAGES = (
    Message(
        "nomination-letter",
        "nominations/mail/letter_subject.txt",
        "nominations/mail/letter.txt",
        prepare=_with_link,
    ),
    *(
        Message(
            f"nomination-{state}",
            f"nominations/mail/{state}_subject.txt",
            f"nominations/mail/{state}.txt",
        )
        for state in ("sent", "accepted", "declined", "correction", "withdrawn")
    ),
    Message(
        "host-answered", "nominations/mail/answered_subject.txt", "nominations/mail/answered.txt"
    ),
)
