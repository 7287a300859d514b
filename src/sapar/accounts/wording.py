"""Words for what the deeds of accounts refuse."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "role-own": _(
        "You cannot change your own roles. Ask another administrator; until then nothing changes."
    ),
    "role-last-administrator": _(
        "%(person)s is the only administrator. "
        "Grant the role to another person first, then end this one."
    ),
    "role-unit-unfit": _(
        "The role “%(role)s” cannot be held over “%(unit)s”. Expected is: %(expected)s."
    ),
    "role-dates-contradict": _(
        "The role would end on %(ends_on)s. "
        "Expected is a last day that is neither before its first, %(starts_on)s, nor past."
    ),
    "role-held-already": _("%(person)s holds this role over “%(unit)s” in this time already."),
    "role-deputy-of-self": _("Nobody is one's own deputy. Expected is another person."),
    "role-deputy-without-role": _(
        "%(person)s does not hold this role over “%(unit)s” on %(starts_on)s, "
        "so nobody can be the deputy."
    ),
    "role-ended-already": _("This role has ended already. Nothing was changed."),
    "person-not-known": _(
        "The registrar's records know nobody with the address %(email)s. "
        "Ask the registrar to enter it; then sign in again."
    ),
    "person-claimed": _(
        "The record with the address %(email)s belongs to another account already. "
        "Ask the registrar."
    ),
    "account-has-roles": _(
        "This account holds a role at the university. Ask an administrator to end the role first; "
        "then close the account."
    ),
    "account-closed-already": _("This account is closed already. Nothing was changed."),
    "account-exists": _("An account with the address %(email)s exists already."),
    "sample-account-outside-sample-mode": _(
        "Sample accounts exist in sample mode only; %(email)s was not made."
    ),
}
