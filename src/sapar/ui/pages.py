"""Whole pages for readers without an account, kept in memory (ADR 13).

A view says by `public_page` that what it answers to a stranger is the same for every stranger.
Pages are kept until something public changes (`generation`) or the clock turns (`turns`), per
address and per what a reader chose to see (light or dark, low vision). Whoever is signed in, or
has a message waiting, is served anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified

from sapar.core import clock
from sapar.ui import generation, legibility
from sapar.ui.context import chosen_theme
from sapar.ui.kept import KEPT, KeptPage, Key
from sapar.ui.turns import next_turn

Respond = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

LONGEST_ADDRESS = 300
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
REFUSED = re.compile(r";\s*q=0(\.0*)?$")
TOKEN = b"csrfmiddlewaretoken"
SERVER_WRITES = {"content-length", "etag", "content-encoding", "set-cookie"}


def public_page(view: View) -> View:
    """Mark what the view answers as the same for every reader without an account."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.is_public_page = True  # type: ignore[attr-defined]
        return response

    return marked


def keep_pages(respond: Respond) -> Respond:
    """Middleware: stands before everything that knows who the reader is."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not _is_strangers(request):
            return _not_shared(respond(request))
        try:
            number = generation.current()
        except DatabaseError:  # the page about it must still be answered
            return respond(request)
        key, now = _key(request), clock.now()
        page = KEPT.get(key)
        if page is None or not page.is_true_at(now, number):
            response = respond(request)
            if not _may_be_kept(response):
                return response
            page = _page_of(response, number, now)
            KEPT.put(key, page)
        return _answer(request, page)

    return middleware


def _is_strangers(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and not any(cookie in request.COOKIES for cookie in PERSONAL_COOKIES)
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        and "HX-Request" not in request.headers
    )


def _not_shared(response: HttpResponseBase) -> HttpResponseBase:
    """What was made for one reader is that reader's; it may be looked at again by going back."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-cache"
    return response


def _key(request: HttpRequest) -> Key:
    chosen = (chosen_theme(request), str(legibility.chosen(request)))
    return (request.get_host(), request.scheme or "", request.get_full_path(), *chosen)


def _may_be_kept(response: HttpResponseBase) -> bool:
    return (
        getattr(response, "is_public_page", False)
        and isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and TOKEN not in response.content
    )


def _page_of(response: HttpResponseBase, number: int, now: dt.datetime) -> KeptPage:
    assert isinstance(response, HttpResponse)  # noqa: S101  (`_may_be_kept` let no other through)
    headers = [item for item in response.items() if item[0].lower() not in SERVER_WRITES]
    etag = hashlib.sha256(response.content).hexdigest()[:20]
    return KeptPage(response.content, headers, number, now, next_turn(now), etag)


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    encoding = _encoding(request.headers.get("Accept-Encoding", ""))
    etag = f'"{page.etag}-{encoding}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(page.body(encoding))
        for name, value in page.headers:
            response[name] = value
        if encoding:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept-Encoding"
    return response


def _encoding(header: str) -> str:
    """The best of what a browser takes; ``q=0`` says that it does not."""
    offered = (part.strip() for part in header.lower().split(","))
    taken = {part.partition(";")[0].strip() for part in offered if not REFUSED.search(part)}
    return next((name for name in ("br", "gzip") if name in taken), "")
