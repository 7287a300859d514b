"""The map of all partners for other pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from sapar.partnerships.queries import public_partners
from sapar.portal.drawn_map import drawn_map
from sapar.portal.maps import VIEWS, WORLD

register = template.Library()


@register.inclusion_tag("portal/partners/_map.html")
def partners_map(view: str = WORLD, small: bool = False) -> dict[str, Any]:
    """``{% partners_map view="europe" small=True %}``: small leaves out the other views and what is
    written below. One query.
    """
    partners = list(public_partners())
    return {"map": drawn_map(partners, VIEWS[view], reverse("partners")), "is_small": small}
