"""Announcements of the office, as the home page shows them."""

from __future__ import annotations

from typing import Any

from django import template

from sapar.content.furniture import address_of, current_announcements
from sapar.core import clock

register = template.Library()


@register.inclusion_tag("ui/components/announcements.html")
def announcements() -> dict[str, Any]:
    """What is announced now; nothing at all when nothing is. One query."""
    return {
        "announcements": [
            {"text": one.text, "url": address_of(one.target) if one.target else ""}
            for one in current_announcements(clock.now())
        ]
    }
