"""Asking an address as somebody, with what the deed there needs, and what the answer is called."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.messages import WARNING
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from sapar.accounts.models import User
from tests.architecture.permission_payloads import payload_of
from tests.architecture.permission_world import Record, World


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Every address below the patterns."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def name_of(address: URLPattern) -> str:
    """An address without a name goes by its route."""
    return address.name or str(address.pattern)


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
            given = payload_of(name, record.subject, user or self.world.users["student"])
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
