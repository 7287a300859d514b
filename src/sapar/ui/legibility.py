"""Size, contrast and pictures as a reader with low vision chose them; remembered in a cookie."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "legibility"

# As sites of public bodies in the country carry them.
SIZES: dict[str, Promise] = {
    "normal": _("normal"),
    "large": _("large"),
    "larger": _("larger"),
}
CONTRASTS: dict[str, Promise] = {
    "usual": _("as usual"),
    "black-on-white": _("black on white"),
    "white-on-black": _("white on black"),
    "yellow-on-black": _("yellow on black"),
    "blue-on-blue": _("dark blue on light blue"),
}
PICTURES: dict[str, Promise] = {
    "pictures": _("shown"),
    "no-pictures": _("replaced by their descriptions"),
}


@dataclass(frozen=True, slots=True)
class Legibility:
    size: str = "normal"
    contrast: str = "usual"
    pictures: str = "pictures"

    @property
    def shows_pictures(self) -> bool:
        return self.pictures == "pictures"

    @property
    def is_usual(self) -> bool:
        return self == USUAL

    def __str__(self) -> str:
        return f"{self.size}.{self.contrast}.{self.pictures}"


USUAL = Legibility()


def chosen(request: HttpRequest | None) -> Legibility:
    """What the reader chose; whatever else stands in the cookie counts as nothing chosen."""
    parts = request.COOKIES.get(COOKIE, "").split(".") if request else []
    return read(*parts) if len(parts) == 3 else USUAL


def read(size: str = "", contrast: str = "", pictures: str = "") -> Legibility:
    """The choice with these names; an unknown name is the usual one."""
    return Legibility(
        size if size in SIZES else USUAL.size,
        contrast if contrast in CONTRASTS else USUAL.contrast,
        pictures if pictures in PICTURES else USUAL.pictures,
    )


def groups(chosen: Legibility) -> list[tuple[str, Promise, dict[str, Promise], str]]:
    """What there is to choose: name of the field, its words, the choices, what was chosen."""
    return [
        ("size", _("Size of the letters"), SIZES, chosen.size),
        ("contrast", _("Colours"), CONTRASTS, chosen.contrast),
        ("pictures", _("Pictures"), PICTURES, chosen.pictures),
    ]
