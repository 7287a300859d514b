"""Words for what can be wrong with a signed link or the code that confirms it."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "link-unknown": _(
        "This link is not known here. Perhaps it was cut when it was copied: "
        "open it from the mail, or ask the sender for a new one."
    ),
    "link-expired": _("This link has expired. Ask the sender for a new one."),
    "link-revoked": _(
        "This link has been replaced or withdrawn. "
        "Use the link of the newest mail, or ask the sender."
    ),
    "link-code-wrong": _(
        "The code %(given)s is not the one of the newest mail. Expected are its six digits; "
        "attempts left: %(attempts_left)s."
    ),
    "link-code-expired": _("The code is no longer valid. Ask for a new one; it is mailed at once."),
    "link-code-too-often": _(
        "Too many codes were asked for or tried. The next code can be asked for at %(again)s."
    ),
}
