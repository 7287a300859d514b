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
    # What happened, for the time line of an application.
    "did-nominate": _("The nomination was sent to %(host)s."),
    "did-host-accept": _("The host accepted the nomination."),
    "did-host-decline": _("The host declined the nomination. Reason: %(reason)s"),
    "did-host-request-correction": _("The host asked for a correction: %(reason)s"),
    "did-withdraw-nomination": _("The nomination was withdrawn."),
    "did-resend-nomination": _("The nomination was corrected and sent again: %(correction)s"),
}
