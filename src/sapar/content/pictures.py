"""What becomes of a picture that somebody sends: crops and sizes, without the camera's notes.

Which sizes there are follows from the upload's width and height alone, so a page draws a picture
without asking the database for them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from sapar.content.models import Picture
from sapar.core.errors import Refusal
from sapar.documents.media_types import name_stranger

# Counted before anything is unpacked, below, with words that name both numbers. A camera's 40
# million pixels pass: they cost 160 MB for a second.
MAX_PIXELS = 50_000_000
Image.MAX_IMAGE_PIXELS = None

CROPS: dict[str, float | None] = {"natural": None, "wide": 16 / 9, "square": 1.0}
WIDTHS = {
    "natural": (320, 640, 960, 1600),
    "wide": (320, 640, 960, 1600),
    "square": (160, 320, 640),
}
# Tall pictures are bounded as well: WebP ends at 16,383 pixels, a reader's patience sooner.
KEPT = (1600, 3200)
FORMATS = ("JPEG", "PNG", "WEBP")
FORMAT_NAMES = "JPEG, PNG, WebP"
QUALITY = 80
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Size:
    """One file of a picture: a crop at a width."""

    crop: str
    width: int
    height: int


def sizes_of(picture: Picture, crop: str) -> list[Size]:
    """The sizes of a crop, the smallest first; there is always one."""
    return list(_sizes(crop, *kept_size(picture.width, picture.height)))


def kept_size(width: int, height: int) -> tuple[int, int]:
    """The largest natural size that is kept of an upload; nothing is ever made larger."""
    scale = min(1.0, KEPT[0] / width, KEPT[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _sizes(crop: str, width: int, height: int) -> Iterator[Size]:
    full_width, full_height = _cropped(CROPS[crop], width, height)
    limit = min(full_width, WIDTHS[crop][-1])
    for one in [*(step for step in WIDTHS[crop] if step < limit), limit]:
        yield Size(crop, one, max(1, round(full_height * one / full_width)))


def _cropped(ratio: float | None, width: int, height: int) -> tuple[int, int]:
    """The largest area of that ratio inside a picture."""
    if ratio is None:
        return width, height
    if width / height > ratio:
        return max(1, round(height * ratio)), height
    return width, max(1, round(width / ratio))


def open_upload(content: bytes, name: str) -> tuple[Image.Image, tuple[int, int]]:
    """The picture upright, in plain colours, at the largest size that is kept, and the upload's own
    size.

    Raises `Refusal`: ``picture-is-drawing``, ``picture-type``, ``picture-too-many-pixels``,
    ``picture-damaged``.
    """
    image = _identified(content, name)
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise Refusal(
            "picture-too-many-pixels",
            name=name,
            width=image.width,
            height=image.height,
            pixels=f"{pixels / MEGA:.1f}",
            limit=f"{MAX_PIXELS / MEGA:g}",
        )
    try:
        return _upright(image)
    except (OSError, SyntaxError, ValueError, EOFError) as damage:
        raise Refusal("picture-damaged", name=name) from damage


def cut(
    image: Image.Image, focus: tuple[int, int], crops: Iterable[str] = CROPS
) -> Iterator[tuple[Size, bytes]]:
    """Every size of these crops as WebP; ``focus`` (percent) stays inside each crop."""
    for crop in crops:
        area = _area(CROPS[crop], image.width, image.height, focus)
        for size in _sizes(crop, image.width, image.height):
            smaller = image.resize(
                (size.width, size.height), Image.Resampling.LANCZOS, box=area, reducing_gap=3.0
            )
            yield size, _as_webp(smaller)


def _identified(content: bytes, name: str) -> Image.Image:
    if b"<svg" in content[:4096].lower() or name.lower().endswith((".svg", ".svgz")):
        raise Refusal("picture-is-drawing", name=name, allowed=FORMAT_NAMES)
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except (OSError, SyntaxError, ValueError) as stranger:
        kind = name_stranger(content, name)
        raise Refusal("picture-type", name=name, type=kind, allowed=FORMAT_NAMES) from stranger


def _upright(image: Image.Image) -> tuple[Image.Image, tuple[int, int]]:
    orientation = image.getexif().get(0x0112, 1)
    turned = orientation in (5, 6, 7, 8)
    width, height = (image.height, image.width) if turned else (image.width, image.height)
    kept = kept_size(width, height)
    # A JPEG is unpacked at a fraction already when that is enough.
    image.draft(None, (kept[1], kept[0]) if turned else kept)
    image.load()
    small = ImageOps.exif_transpose(_reduced(_mixable(image), max(kept)))
    return _plain(small).resize(kept, Image.Resampling.LANCZOS), (width, height)


def _mixable(image: Image.Image) -> Image.Image:
    """In a mode whose neighbouring pixels can be mixed into one, as making it smaller does."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "La"):
        return image.convert("RGBA")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _reduced(image: Image.Image, enough: int) -> Image.Image:
    """Smaller by a whole number while that loses nothing: what follows costs less memory."""
    factor = max(image.size) // (2 * enough)
    if factor < 2:
        return image
    smaller = image.reduce(factor)
    smaller.info = image.info
    return smaller


def _plain(image: Image.Image) -> Image.Image:
    """The colours of screens (sRGB) and nothing beside them: a new image carries no notes."""
    wanted = "RGBA" if image.mode in ("RGBA", "LA") else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        image = _in_screen_colours(image, profile)
    plain = Image.new(wanted, image.size)
    plain.paste(image.convert(wanted))
    return plain


def _in_screen_colours(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, source, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return changed or image


def _area(
    ratio: float | None, width: int, height: int, focus: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Where a crop lies: around the focus, and inside the picture."""
    cropped_width, cropped_height = _cropped(ratio, width, height)
    left = _start(focus[0], width, cropped_width)
    top = _start(focus[1], height, cropped_height)
    return left, top, left + cropped_width, top + cropped_height


def _start(percent: int, whole: int, part: int) -> int:
    return min(max(0, round(whole * percent / 100 - part / 2)), whole - part)


def _as_webp(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.save(output, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return output.getvalue()
