"""Why a later run was not free to give a seat.

The reason stands in the certificate, which is in English, as the decisions of the commission do;
pages say it in the language of the reader.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONFIRMED = "keeps the seat that was confirmed"
HELD = "keeps the seat that was offered or confirmed before"
WAITS = "the seat was given back and waits to be filled"

SAID: dict[str, Promise] = {
    CONFIRMED: _("keeps the seat that was confirmed"),
    HELD: _("keeps the seat that was offered or confirmed before"),
    WAITS: _("the seat was given back and waits to be filled"),
}
