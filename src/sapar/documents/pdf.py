"""PDF, or a picture, from a typst template and data. The same data give the same bytes: a hash
proves a letter.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

import sapar

PACKAGE = Path(sapar.__file__).parent
FONTS = Path(__file__).parent / "fonts"
# When a document was made stands in its text; the date in its metadata stands still.
TIMESTAMP = 0


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """Fill ``template``, named as ``<app>/<file>.typ`` for ``sapar/<app>/typst/<file>.typ``.

    ``data`` must be JSON; the template reads it by ``json(bytes(sys.inputs.data))``, so that what
    people typed is text and never markup. A template sets the document's title and language and
    imports others by ``/<app>/typst/<file>.typ``.
    """
    return _compiled(template, data, format="pdf", pdf_standards=["ua-1"])


def render_png(template: str, data: dict[str, Any]) -> bytes:
    """As `render_pdf`, for a template of one page: a point of it becomes a pixel."""
    return _compiled(template, data, format="png", ppi=72)


def _compiled(template: str, data: dict[str, Any], **options: Any) -> bytes:
    app, file = template.split("/", 1)
    made = typst.compile(
        PACKAGE / app / "typst" / file,
        root=PACKAGE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        timestamp=TIMESTAMP,
        **options,
    )
    assert isinstance(made, bytes)  # noqa: S101  (a picture of several pages is a list)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Only the project's own fonts: a letter looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
