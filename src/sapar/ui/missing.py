"""What a reader is offered where there is no page: the new address of an old one, the same page
in a language that exists, pages whose address is nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import unquote

from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.urls import NoReverseMatch, is_valid_path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sapar.content.addresses import path_of
from sapar.content.furniture import address_of, is_outside
from sapar.content.models import MenuEntry, Redirect
from sapar.content.queries import published_articles
from sapar.content.targets import folded, without_language
from sapar.core.translated import LANGUAGES, Translated
from sapar.ui.forms import LANGUAGE_LABELS

# Where most readers want to go; each stands in the list when the portal has it.
MAIN: tuple[tuple[str, Promise], ...] = (
    ("calls", _("Calls")),
    ("partners", _("Partners")),
    ("regulations", _("Regulations")),
    ("articles", _("Helpful information and news")),
    ("contacts", _("Contacts")),
)
NEAR = 0.62
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A page that exists, and how it is called."""

    label: Translated | Promise | str
    url: str
    language: str = ""


def new_address(request: HttpRequest) -> str | None:
    """Where this old address leads now. Only reading is led on."""
    if request.method not in ("GET", "HEAD"):
        return None
    whole = request.get_full_path()
    # Editors type an address as it reads; browsers send some letters by their numbers.
    asked = [folded(request.path), folded(whole), folded(unquote(whole))]
    found = Redirect.objects.filter(old_path__in=[*asked, *(f"{path}/" for path in asked)])
    # The address with its query is the exacter one.
    best = max(found, key=lambda redirect: len(redirect.old_path), default=None)
    return address_of(best.new_path) if best else None


def offers(request: HttpRequest) -> dict[str, Any]:
    """Context of the page that says there is no such page."""
    first, _slash, rest = request.path.lstrip("/").partition("/")
    unknown = first.lower() if _is_other_language(first) else ""
    nearest = _nearest(rest if unknown else without_language(request.path))
    offered = {offer.url for offer in nearest}
    return {
        "unknown_language": unknown,
        "in_languages": [_in_language(code, rest) for code in LANGUAGES] if unknown else [],
        "nearest": nearest,
        "main": [offer for offer in _main_pages() if offer.url not in offered],
        "search_url": _address("search"),
        "words": " ".join(_words(request.path))[:100],
    }


def _is_other_language(code: str) -> bool:
    return code.lower() in LANG_INFO and code.lower() not in LANGUAGES


def _in_language(code: str, rest: str) -> Offer:
    path = f"/{code}/{rest}"
    with override(code):
        exists = is_valid_path(path) or is_valid_path(f"{path}/")
    return Offer(LANGUAGE_LABELS[code], path if exists else f"/{code}/", code)


def _nearest(path: str) -> list[Offer]:
    """Pages whose address has nearly the same words, the nearest first."""
    asked = " ".join(_words(path))
    if not asked:
        return []
    # The later one stays: a page is called as an editor calls it in a menu.
    known = {offer.url: offer for offer in (*_main_pages(), *_articles(), *_menu_pages())}
    rated = [(_likeness(asked, url), url) for url in known]
    best = sorted((pair for pair in rated if pair[0] >= NEAR), reverse=True)
    return [known[url] for _rate, url in best[:NEAREST]]


def _likeness(asked: str, url: str) -> float:
    words = " ".join(_words(url))
    # The last word of an address tells most: pages move from one place to another.
    whole = SequenceMatcher(None, asked, words).ratio()
    last = SequenceMatcher(None, asked.split(" ")[-1], words.split(" ")[-1]).ratio() if words else 0
    return max(whole, last)


def _words(path: str) -> list[str]:
    bare = unquote(without_language(path))[:200].lower()
    parted = "".join(letter if letter.isalnum() else " " for letter in bare)
    return [word for word in parted.split() if word not in ("html", "php", "view")]


def _menu_pages() -> list[Offer]:
    shown = MenuEntry.objects.filter(is_shown=True)
    return [
        Offer(entry.label, address_of(entry.target))
        for entry in shown
        if not is_outside(entry.target)
    ]


def _articles() -> list[Offer]:
    return [
        Offer(article.published.text("title"), address_of(path_of(article)))
        for article in published_articles()[:300]
        if article.published
    ]


def _main_pages() -> list[Offer]:
    return [Offer(label, url) for name, label in MAIN if (url := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
