"""Words for what the deeds of this app refuse."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "picture-needs-words": _(
        "Words for those who do not see the picture are missing. Say in one sentence what is seen."
    ),
    "picture-is-drawing": _(
        "%(name)s is an SVG drawing. Such files can carry programs, so they are not taken. "
        "Save it as one of these types and choose it again: %(allowed)s."
    ),
    "picture-type": _(
        "%(name)s is of the type %(type)s or cannot be read as a picture. "
        "Expected is one of these types: %(allowed)s."
    ),
    "picture-too-many-pixels": _(
        "%(name)s has %(width)s × %(height)s pixels, that is %(pixels)s million; at most "
        "%(limit)s million are possible. Make it smaller, 1600 pixels wide are enough, "
        "and choose it again."
    ),
    "picture-damaged": _(
        "%(name)s begins as a picture but cannot be read to its end. Open it to see whether it "
        "is whole, save it anew and choose it again."
    ),
    "picture-used": _("The picture still stands in: %(where)s. Take it out there, then delete it."),
    "attachment-needs-title": _(
        "The title is missing in: %(missing)s. Readers of all three languages have to know what "
        "the file is."
    ),
    "attachment-used": _(
        "The file is still offered in: %(where)s. Take it out there, then delete it."
    ),
    "target-unclear": _(
        "%(target)s is no address. Expected is an address of another site, which begins with "
        "https://, or a path of this site such as regulations/."
    ),
    "target-too-long": _("The address has %(given)s letters; at most %(limit)s are possible."),
    "label-missing": _("The words of the entry are missing in: %(missing)s."),
    "announcement-text-missing": _("The text is missing in: %(missing)s."),
    "announcement-ends-early": _(
        "The announcement would end on %(ends_at)s, before it begins on %(starts_at)s. "
        "Expected is a later end."
    ),
    "old-path-missing": _(
        "%(given)s has nothing behind the name of the site. Expected is an old address such as "
        "education/view/4324."
    ),
    "redirect-exists": _("The old address %(old)s leads somewhere already. Change that entry."),
    "redirect-loop": _(
        "%(new)s leads back to %(old)s, so readers would go round in circles. "
        "Expected is an address that exists."
    ),
}
