"""What search engines read first: which pages there are, and which are none of their business."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sapar.portal.calendars import address
from sapar.portal.sitemap import public_pages
from sapar.ui.pages import public_page

# The same for every crawler. Pages behind links say noindex themselves: a list would name them.
NOT_FOR_CRAWLERS = ("account", "office", "my", "today", "applications", "offers", "sample", "ui")


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"entries": list(public_pages())}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: /*/{folder}/" for folder in NOT_FOR_CRAWLERS),
        "Disallow: /*/search/?",
        f"Sitemap: {address(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
