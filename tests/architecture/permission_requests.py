"""Asking an address as somebody, with what the deed there needs, and what the answer is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.messages import WARNING
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from sapar.accounts.models import User
from sapar.accounts.queries import engagements_of
from sapar.applications.actions.sending import content_hash
from sapar.core import clock
from tests.architecture.permission_world import Record, World
from tests.factories.people import PASSWORD

Given = dict[str, Any]
SCORES = {"motivation": "80", "interview": "70", "comment": "", "version": ""}


def names_of(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The name of every address below the patterns; an address without a name by its route."""
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= names_of(pattern.url_patterns)
        else:
            names.add(pattern.name or str(pattern.pattern))
    return names


class Asker:
    """Asks as each role; whatever an answer changed is undone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._cookies = {
            role: _signed_in(user).cookies.output(header="", sep=";")
            for role, user in world.users.items()
        }

    def ask(self, role: str, method: str, name: str, record: Record) -> tuple[str, Any]:
        """What the answer is called, and the answer."""
        with transaction.atomic():
            user = self.world.users.get(role)
            given = PAYLOADS.get(name, _nothing)(
                record.subject, user or self.world.users["student"]
            )
            client = self._browser_of(role)
            send = client.post if method == "POST" else client.get
            response: Any = send(
                self._address(role, name, record), given if method == "POST" else None
            )
            if response.streaming:
                b"".join(response.streaming_content)  # read to its end, the file is closed
            transaction.set_rollback(True)
        return _called(response), response

    def _browser_of(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie(self._cookies.get(role, ""))
        client.cookies.load(self.world.cookies.get(role, {}))
        return client

    def _address(self, role: str, name: str, record: Record) -> str:
        link = self.world.links.get(role)
        return reverse(name, args=[*([link] if link else []), *record.address])


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def _called(response: Any) -> str:
    """The word for an answer in the table."""
    if response.status_code == 302:
        if "?next=" in response.headers["Location"]:
            return "sign in"
        told = response.wsgi_request._messages._queued_messages
        return "refused" if any(message.level >= WARNING for message in told) else "302"
    if any(template.name == "portal/hosts/code.html" for template in response.templates):
        return "code" if response.status_code == 200 else str(response.status_code)
    return str(response.status_code)


def _nothing(_subject: Any, _user: User) -> Given:
    return {}


def _unfinished(_subject: Any, _user: User) -> Given:
    """Something, but not what the form needs."""
    return {"unknown": "1"}


def _version(subject: Any, _user: User) -> Given:
    return {"version": subject.version}


def _because(subject: Any, _user: User) -> Given:
    tomorrow = clock.now() + dt.timedelta(days=1)
    until = tomorrow.strftime("%Y-%m-%dT%H:%M")
    return {"version": subject.version, "reason": "Because.", "until": until}


def _expected_version(subject: Any, _user: User) -> Given:
    return {"expected_version": subject.version, "reason": "Because."}


def _done(_subject: Any, _user: User) -> Given:
    return {"done": "1"}


def _apply(_subject: Any, user: User) -> Given:
    """With an engagement of one's own; who has none tries with that of somebody else."""
    engagement = engagements_of(user).first()
    return {"engagement": engagement.public_id if engagement else ""}


PAYLOADS: dict[str, Callable[[Any, User], Given]] = {
    "set-theme": lambda *_who: {"theme": "dark"},
    "account_login": lambda *_who: {"login": "nobody@example.org", "password": PASSWORD},
    "application-start": _apply,
    "application-about": lambda *_who: {"phone": "+7 700 000 00 03", "emergency_contact": "Father"},
    "application-motivation": lambda *_who: {"motivation": "To see."},
    "application-wishes": _done,
    "application-documents": _done,
    "application-save": lambda *_who: {"field": "phone", "phone": "+7 700 000 00 04"},
    "application-set-aside": lambda *_who: {"field": "phone"},
    "application-check": lambda subject, _user: {
        "version": subject.version,
        "content": content_hash(subject),
    },
    "application-withdraw": lambda *_who: {"reason": "Because."},
    "offer-accept": _version,
    "offer-decline": _version,
    "sample-clock": lambda *_who: {"to": "beginning"},
    "host-confirm": lambda *_who: {"code": "000 000"},
    "host-answer": lambda subject, _user: {"answer": "accept", "version": subject.version},
    "office-application-release": _version,
    "office-application-verify": _version,
    "office-application-return": _because,
    "office-application-refuse": _because,
    "office-call-publish": _expected_version,
    "office-call-cancel": _expected_version,
    "office-score": lambda *_who: SCORES,
    "office-score-save": lambda *_who: {"field": "motivation", "motivation": "80"},
    "office-judgement": lambda *_who: {"is_met": "yes", "reason": "Because.", "version": ""},
    "office-run-publish": _version,
    "office-offer-withdraw": _because,
    "office-nomination-resend": lambda subject, _user: {
        "version": subject.version,
        "correction": "The name.",
    },
    **dict.fromkeys(
        (
            "office-partner-new",
            "office-partner-edit",
            "office-contact-new",
            "office-contact-edit",
            "office-agreement-new",
            "office-agreement-edit",
            "office-agreement-end",
            "office-condition-new",
            "office-condition-edit",
            "office-call-new",
            "office-call-edit",
            "office-call-requirements",
            "office-call-scorecard",
            "office-call-documents",
            "office-call-places",
            "office-role-grant",
        ),
        _unfinished,
    ),
}
