"""Words for what the deeds of this app refuse."""

from __future__ import annotations

from django.utils.functional import Promise

WORDING: dict[str, str | Promise] = {}
