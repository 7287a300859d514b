"""How a page is found and shown elsewhere: by search engines, in messengers, in feed readers."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from sapar.core.translated import LANGUAGES
from sapar.ui.links import in_language, with_query
from sapar.ui.parts import Text
from sapar.ui.structured_data import Data, script_of

register = template.Library()
DESCRIPTION_LETTERS = 200
# Whoever reads none of the three is most likely to read this one.
FOR_ALL_OTHERS = "en"
LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}


@register.inclusion_tag("ui/frame/reach.html", takes_context=True)
def reach(
    context: Context, title: Text, description: Text = "", kind: str = "", record_id: str = ""
) -> dict[str, Any]:
    """``{% reach title description "article" public_id %}`` in ``{% block reach %}``: the page may
    be found. A page that does not say so is left alone by search engines.

    With a kind and a record the page has a card of its own, else the portal's.
    """
    language = get_language() or FOR_ALL_OTHERS
    path = _canonical_path(context)
    card = ["card", kind, record_id, language] if kind else ["portal-card", language]
    return {
        "title": title,
        "description": Truncator(" ".join(str(description).split())).chars(DESCRIPTION_LETTERS),
        "kind": kind or "website",
        "locale": LOCALES[language],
        "address": _address(path),
        "languages": [
            *((code, _address(in_language(path, code))) for code in LANGUAGES),
            ("x-default", _address(in_language(path, FOR_ALL_OTHERS))),
        ],
        "card": _address(reverse(card[0], args=card[1:])),
        "structured": context.get("structured"),
        "university": context.get("university"),
    }


@register.simple_tag
def structured_data(data: Data) -> SafeString:
    return script_of(data)


def _canonical_path(context: Context) -> str:
    """A list filtered or searched is the same list; its second page is another page."""
    request = context.get("request")
    if request is None:
        return "/"
    page = request.GET.get("page", "")
    is_later = page.isascii() and page.isdecimal() and page != "1"
    return with_query(request.path, page=page if is_later else None)


def _address(path: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{path}"
