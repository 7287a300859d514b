"""The portal's navigation: what this reader may open; and words of codes that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rules
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.accounts.enums import Direction
from sapar.core.formatting import language_name

register = template.Library()

PLACES = (
    ("about", gettext_lazy("About mobility")),
    ("partners", gettext_lazy("Where to go")),
    ("calls", gettext_lazy("Calls")),
    ("incoming", gettext_lazy("Come to us")),
    ("stories", gettext_lazy("Stories")),
    ("articles", gettext_lazy("Information")),
    ("contacts", gettext_lazy("Contacts")),
    ("search", gettext_lazy("Search")),
)


@register.inclusion_tag("portal/_navigation.html", takes_context=True)
def portal_navigation(context: Context) -> dict[str, Any]:
    user = getattr(context.get("request"), "user", None)
    links = [(reverse(name), words) for name, words in PLACES]
    if user is not None and rules.has_perm("accounts.sign-in", user):
        links.append((reverse("today"), _("My applications")))
    if user is not None and rules.has_perm("accounts.enter-office", user):
        links.append((reverse("office-desk"), _("Office")))
    if settings.SAMPLE_MODE:
        links.append((reverse("sample"), _("Sample university")))
    return {"links": links, "request": context.get("request")}


@register.filter
def direction_name(code: str) -> str:
    return str(Direction(code).label)


@register.filter
def language_names(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)
