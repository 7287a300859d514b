"""Words for what the deeds on regulations refuse."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "regulation-title-missing": _(
        "The title is missing in: %(languages)s. Expected are all three languages; a translation "
        "of your own is possible where there is no official one."
    ),
    "regulation-replaces-itself": _(
        "An act cannot be replaced by itself. Choose the act that came after it, or none."
    ),
    "regulation-not-there": _(
        "The text was not supplied yet, so there is nothing to check. Add a file or change the "
        "status first."
    ),
}
