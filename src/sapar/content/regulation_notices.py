"""The mail about acts whose status nobody has looked at for long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from sapar.accounts.queries import people_with_role
from sapar.accounts.recipients import recipient_of
from sapar.content.models import Regulation
from sapar.content.regulations import KEEPERS
from sapar.core.translated import Translated
from sapar.institutions.models import Unit
from sapar.messaging.actions import queue_mail
from sapar.messaging.registry import Message


def tell_keepers(owner: Unit, regulations: Sequence[Regulation]) -> None:
    """One mail to each person, whatever the number of roles and of acts."""
    titles = [one.title.as_dict() for one in regulations]
    people = {person.pk: person for kind in KEEPERS for person in people_with_role(kind, owner)}
    for person in people.values():
        if recipient := recipient_of(person):
            queue_mail("regulations-old", recipient, titles=titles)


def _with_link(values: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    titles = [Translated.from_dict(title).get(language) for title in values["titles"]]
    link = settings.PUBLIC_ADDRESS + reverse("office-regulations")
    return {**values, "titles": titles, "link": link}, []


MESSAGES = (
    Message(
        "regulations-old",
        "content/mail/regulations-old_subject.txt",
        "content/mail/regulations-old.txt",
        _with_link,
    ),
)
