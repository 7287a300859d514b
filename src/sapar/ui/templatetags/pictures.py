"""Pictures in pages: the right size for the screen, words for those who do not see it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language

from sapar.content.models import Picture
from sapar.content.pictures import Size, sizes_of
from sapar.ui import legibility

register = template.Library()
USUAL_WIDTH = 640


@register.inclusion_tag("ui/components/picture.html", takes_context=True)
def picture(
    context: Context,
    picture: Picture,
    crop: str = "natural",
    sizes: str = "100vw",
    eager: bool = False,
) -> dict[str, Any]:
    """``crop``: natural, wide or square; ``sizes``: how wide it stands on which screen;
    ``eager=True`` for the one at the top of a page. Needs no query.
    """
    return picture_context(context.get("request"), picture, crop, sizes, eager)


@register.inclusion_tag("ui/components/figure.html", takes_context=True)
def figure(
    context: Context,
    picture: Picture,
    crop: str = "natural",
    sizes: str = "(min-width: 44rem) 42rem, 100vw",
) -> dict[str, Any]:
    """A picture inside a text, with who made it."""
    return picture_context(context.get("request"), picture, crop, sizes, eager=False)


def picture_context(
    request: Any, picture: Picture, crop: str, sizes: str, eager: bool
) -> dict[str, Any]:
    files = [(size, address_of_size(picture, size)) for size in sizes_of(picture, crop)]
    usual = usual_size(picture, crop)
    language = get_language() or "en"
    shown = picture.alt.language_shown(language)
    return {
        "picture": picture,
        "shows_pictures": legibility.chosen(request).shows_pictures,
        "usual": usual,
        "src": address_of_size(picture, usual),
        "srcset": ", ".join(f"{url} {size.width}w" for size, url in files),
        "sizes": sizes,
        "alt": picture.alt.get(language),
        "alt_language": "" if shown == language else shown,
        "is_eager": eager,
    }


def usual_size(picture: Picture, crop: str) -> Size:
    sizes = sizes_of(picture, crop)
    return next((size for size in sizes if size.width >= USUAL_WIDTH), sizes[-1])


def address_of_size(picture: Picture, size: Size) -> str:
    """With the focus in its query: a picture that was cut anew has another address."""
    path = reverse("picture", args=[picture.public_id, size.crop, size.width])
    return f"{path}?focus={picture.focus_x}-{picture.focus_y}"
