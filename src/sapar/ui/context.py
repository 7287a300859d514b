"""What every page needs: how it is to look, the university's name, the menus, the sample mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sapar.content.furniture import menus
from sapar.institutions.models import Institution
from sapar.ui import legibility

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def ui(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The name and the menus are read only by pages that show them."""
    return {
        "theme": chosen_theme(request),
        "legibility": legibility.chosen(request),
        "sample_mode": settings.SAMPLE_MODE,
        "university": SimpleLazyObject(_university_name),
        "menus": SimpleLazyObject(menus),
    }


def chosen_theme(request: HttpRequest) -> str:
    """Light or dark where the reader chose; empty leaves it to the device."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def _university_name() -> str:
    home = Institution.objects.filter(is_home=True).only("name").first()
    return str(home.name) if home else ""
