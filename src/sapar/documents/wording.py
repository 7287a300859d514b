"""Words for what can be wrong with a file that somebody sends."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "file-empty": _(
        "The file %(name)s is empty. Choose it again, or save it anew and then choose it."
    ),
    "file-too-large": _(
        "The file %(name)s has %(size)s MB; at most %(limit)s MB are possible. "
        "Make it smaller, for example by scanning at 150 dpi, and choose it again."
    ),
    "file-type-not-allowed": _(
        "The file %(name)s is of the type %(type)s. Expected is one of these types: %(allowed)s."
    ),
    "file-type-mismatch": _(
        "The content of %(name)s is %(type)s, but its name ends differently. "
        "Expected is a name ending in %(endings)s, or a file that is what its name says."
    ),
    "file-damaged": _(
        "The file %(name)s begins as %(type)s but is not complete. Open it to see whether it "
        "is whole, save it anew and choose it again."
    ),
}
