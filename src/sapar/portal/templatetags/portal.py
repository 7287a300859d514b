"""The portal's navigation: what this reader may open; and words of codes that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import rules
from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.core.formatting import format_number, language_name
from sapar.ui.parts import Text

register = template.Library()

PLACES = (
    ("about", gettext_lazy("About mobility")),
    ("partners", gettext_lazy("Where to go")),
    ("calls", gettext_lazy("Calls")),
    ("incoming", gettext_lazy("Come to us")),
    ("stories", gettext_lazy("Stories")),
    ("articles", gettext_lazy("News and information")),
    ("contacts", gettext_lazy("Contacts")),
    ("search", gettext_lazy("Search")),
)


@register.inclusion_tag("portal/_navigation.html", takes_context=True)
def portal_navigation(context: Context) -> dict[str, Any]:
    user = getattr(context.get("request"), "user", None)
    links: list[tuple[str, Text]] = [(reverse(name), words) for name, words in PLACES]
    if user is not None and rules.has_perm("accounts.sign-in", user):
        links.append((reverse("today"), _("My applications")))
    if user is not None and rules.has_perm("accounts.enter-office", user):
        links.append((reverse("office-desk"), _("Office")))
    return {"links": links, "request": context.get("request")}


@register.filter
def number(value: Decimal) -> str:
    """As many decimals as it has: 5, but 2.5."""
    return format_number(value.normalize())


@register.filter
def language_names(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)
