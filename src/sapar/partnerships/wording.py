"""Words for the refusals of deeds on partners and agreements."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "partner-name-missing": _(
        "The partner's name and city are needed in Kazakh, Russian and English; missing: "
        "%(languages)s. Where you translated a name yourself, mark it as such."
    ),
    "partner-is-home": _("This is the university itself. It is not edited as a partner."),
    "agreement-dates-contradict": _(
        "The agreement would end on %(valid_until)s, before it begins on %(valid_from)s. "
        "The last day must be the same as the first or later."
    ),
    "agreement-signed-after-end": _(
        "The agreement would be signed on %(signed_on)s, after its last day %(valid_until)s."
    ),
    "agreement-end-outside": _(
        "%(ends_on)s lies outside the agreement, which is valid from %(valid_from)s to "
        "%(valid_until)s. Give a day between these two."
    ),
    "condition-without-seats": _("The quota is %(given)s. At least one place a year is needed."),
    "condition-levels-of-staff": _(
        "Levels of study are chosen for learners only; leave them empty for staff."
    ),
    "partner-coordinates-half": _(
        "Give the latitude and the longitude, or neither: one of them is missing."
    ),
    "partner-coordinates-outside": _(
        "%(latitude)s, %(longitude)s is not on the globe: the latitude goes from -90 to 90, the "
        "longitude from -180 to 180."
    ),
    "profile-cost-incomplete": _(
        "Living costs need the least amount, the currency, the day they were looked up, and "
        "where. Give all four, or leave the amounts empty."
    ),
    "profile-costs-contradict": _(
        "The costs would reach from %(least)s to %(most)s. The second amount must be the greater "
        "one, or empty."
    ),
    "profile-currency-unknown": _(
        "%(given)s is no currency. Three letters are expected, such as EUR or KZT."
    ),
    "profile-cost-ahead": _(
        "The costs would be of %(given)s, which is still to come. Give today or an earlier day."
    ),
}
