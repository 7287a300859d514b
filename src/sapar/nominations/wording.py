"""Words for what deeds of nomination may refuse."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "nomination-nobody": _("Nobody who accepted an offer waits to be nominated."),
    "nomination-no-contact": _(
        "Nothing was sent: there is nobody to write to at %(hosts)s. "
        "Add a contact on the partner's page, then nominate again."
    ),
    "reason-missing": _("Write a reason: those concerned read it."),
    "correction-missing": _("Write what was corrected: the host reads it."),
}
