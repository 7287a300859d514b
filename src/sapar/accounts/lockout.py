"""Lock-out against guessing: five wrong passwords close an address for a while, known or not."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sapar.core import clock


def address_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Whose failures are counted together: the address, in whichever case it was typed."""
    given = credentials or {}
    address = given.get("email") or given.get("login") or request.POST.get("login", "")
    return str(address).strip().casefold()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page that says until when; it is the same for addresses without an account."""
    attempts = AccessAttempt.objects.filter(username=address_of(request, credentials))
    last = attempts.order_by("-attempt_time").first()
    cool_off = get_cool_off(request)
    until = last.attempt_time + cool_off + clock.sample_offset() if last and cool_off else None
    return render(request, "account/locked.html", {"until": until}, status=429)
