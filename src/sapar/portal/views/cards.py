"""Social cards, as pictures that may be kept for an hour."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sapar.core.translated import LANGUAGES
from sapar.portal.cards import card_of, card_of_portal

AN_HOUR = "public, max-age=3600"


@require_safe
def card(request: HttpRequest, kind: str, record_id: str, language: str) -> HttpResponse:
    return _answer(card_of(kind, record_id, language) if language in LANGUAGES else None)


@require_safe
def portal_card(request: HttpRequest, language: str) -> HttpResponse:
    return _answer(card_of_portal(language) if language in LANGUAGES else None)


def _answer(picture: bytes | None) -> HttpResponse:
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": AN_HOUR})
