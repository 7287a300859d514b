"""Feeds (Atom) of news and calls, calendars (ICS) of calls, and the page that lists them all."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.accounts.enums import Audience, Direction
from sapar.calls.models import Call
from sapar.calls.queries import visible_to
from sapar.content.enums import Rubric
from sapar.content.queries import published_articles
from sapar.portal.calendars import Entry, address, calendar_response
from sapar.portal.views.articles import readings
from sapar.ui.pages import public_page

IN_A_FEED = 30
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
# Pasted texts may carry them, and XML cannot.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
@public_page
def overview(request: HttpRequest) -> HttpResponse:
    calendar = reverse("calls-ics")
    kinds = [
        (direction.label, audience.label, f"{calendar}?direction={direction}&audience={audience}")
        for direction in Direction
        for audience in Audience
    ]
    return render(request, "portal/feeds/overview.html", {"kinds": kinds})


@require_safe
@public_page
def news_feed(request: HttpRequest) -> HttpResponse:
    feed = _feed(_("News and helpful information"), reverse("articles"), reverse("news-feed"))
    for reading in readings(published_articles(Rubric.NEWS, Rubric.HELPFUL)[:IN_A_FEED]):
        article = reading.article
        assert article.published is not None  # noqa: S101  (only published ones are read)
        feed.add_item(
            title=_writable(reading.title),
            link=address(reverse("article", args=[article.slug])),
            description=escape(_writable(reading.lead)),
            unique_id=_id("article", article.public_id),
            pubdate=article.published_at,
            updateddate=max(filter(None, (article.published_at, article.published.made_at))),
            author_name=_writable(reading.byline) or None,
        )
    return _answer(feed)


@require_safe
@public_page
def calls_feed(request: HttpRequest) -> HttpResponse:
    feed = _feed(_("Calls"), reverse("calls"), reverse("calls-feed"))
    for call in _calls(request).order_by("-opened_at")[:IN_A_FEED]:
        feed.add_item(
            title=_writable(call.title),
            link=address(reverse("call", args=[call.public_id])),
            description=escape(_writable(call.summary)),
            unique_id=_id("call", call.public_id),
            pubdate=call.opened_at,
            updateddate=call.decided_at or call.opened_at,
            categories=[str(call.get_direction_display()), str(call.get_audience_display())],
        )
    return _answer(feed)


@require_safe
@public_page
def calls_calendar(request: HttpRequest) -> HttpResponse:
    """Opening and deadline of each call; ``direction`` and ``audience`` choose a kind."""
    calls = _calls(request)
    for name, known in (("direction", Direction.values), ("audience", Audience.values)):
        if request.GET.get(name) in known:
            calls = calls.filter(**{name: request.GET[name]})
    entries = [entry for call in calls.order_by("closes_at") for entry in _entries(call)]
    return calendar_response(
        _("Academic mobility: calls"), get_language() or "en", entries, "calls"
    )


def _entries(call: Call) -> list[Entry]:
    url = address(reverse("call", args=[call.public_id]))
    texts = {
        "opens": (call.opens_at, _("Opens: %(call)s") % {"call": call.title}),
        "closes": (call.closes_at, _("Deadline: %(call)s") % {"call": call.title}),
    }
    return [
        Entry(
            uid=f"{call.public_id}-{name}",
            sequence=call.version,
            title=title,
            starts=at - dt.timedelta(minutes=30) if name == "closes" else at,
            ends=at if name == "closes" else at + dt.timedelta(minutes=30),
            changed_at=call.opened_at or call.opens_at,
            text=str(call.summary),
            url=url,
            is_cancelled=call.state == "cancelled",
        )
        for name, (at, title) in texts.items()
    ]


def _calls(request: HttpRequest) -> QuerySet[Call]:
    return visible_to(request.user).filter(opened_at__isnull=False)


def _feed(title: str, page: str, own: str) -> Atom1Feed:
    return Atom1Feed(
        title=title,
        link=address(page),
        description="",
        language=get_language(),
        feed_url=address(own),
        feed_guid=_id("feed", own),
    )


def _writable(text: object) -> str:
    """Plain text; a summary is HTML to those who read feeds, so it is escaped as well."""
    return NOT_IN_XML.sub("", str(text))


def _id(kind: str, name: str) -> str:
    """Stays the same when an address or a title changes, as Atom asks."""
    return f"urn:sapar:{kind}:{get_language()}:{name}"


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=MEDIA_TYPE)
