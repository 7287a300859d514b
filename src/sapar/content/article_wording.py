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
    "schedule-in-past": _("%(given)s is over already. Expected is a later time."),
    "slug-taken": _("Another article stands at %(given)s already. Choose another end."),
    "slug-unclear": _(
        "%(given)s cannot end an address. Expected are Latin letters, digits, hyphens."
    ),
    "unpublish-reason-missing": _(
        "The reason is missing. Say in a sentence why readers no longer see the article."
    ),
}
