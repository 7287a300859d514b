"""Words for what the registrar's facts can be refused for."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "fact-older-than-known": _(
        "The fact is as of %(as_of)s, but a later one, as of %(known)s, is already on record. "
        "Expected is a day not before %(known)s."
    ),
}
