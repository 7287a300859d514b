"""Words for what the deeds on articles refuse."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "article-field-unknown": _("This form has no field %(given)s."),
    "article-not-written": _(
        "Title or text of the original (%(language)s) is empty. Write both, then go on."
    ),
    "article-text-too-long": _(
        "The text (%(field)s, %(language)s) has %(given)s letters; at most %(limit)s are possible. "
        "Shorten it or make two articles of it."
    ),
    "docx-damaged": _(
        "%(name)s cannot be read as a Word file. Open it in Word, save it anew as .docx and choose "
        "it again."
    ),
    "docx-swells": _(
        "%(name)s grows to %(size)s MB when it is unpacked; that is more than a text needs. Save "
        "it anew without pictures and choose it again."
    ),
    "import-empty": _("%(name)s holds no text that could be taken over. Choose another file."),
    "import-too-deep": _(
        "The page is nested more than %(limit)s levels deep and cannot be read. Copy its text "
        "instead."
    ),
    "import-too-large": _(
        "The text has %(size)s KB of HTML; at most %(limit)s KB are possible. "
        "Take it over in parts."
    ),
    "import-too-many-pieces": _(
        "The text consists of %(given)s pieces of HTML; at most %(limit)s are possible. Take it "
        "over in parts."
    ),
    "import-type": _("%(name)s is neither HTML nor DOCX. Choose a file of one of these types."),
    "schedule-in-past": _("%(given)s is over already. Expected is a later time."),
    "slug-taken": _("Another article stands at %(given)s already. Choose another end."),
    "slug-unclear": _(
        "%(given)s cannot end an address. Expected are Latin letters, digits, hyphens."
    ),
    "unpublish-reason-missing": _(
        "The reason is missing. Say in a sentence why readers no longer see the article."
    ),
}
