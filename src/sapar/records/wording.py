"""Words for what the registrar's facts and files can be refused for."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "fact-older-than-known": _(
        "The fact is as of %(as_of)s, but a later one, as of %(known)s, is already on record. "
        "Expected is a day not before %(known)s."
    ),
    "row-older-than-known": _(
        "Facts as of %(known)s are already on record. Expected is a day not before %(known)s."
    ),
    "iin-not-twelve-digits": _("Expected are twelve digits, or an empty cell."),
    "iin-check-digit": _(
        "The last digit does not fit the others, so one of them is wrong. Expected is the IIN as "
        "the identity document shows it, or an empty cell."
    ),
    "iin-of-another-person": _(
        "This IIN is on record for a person with other names or another date of birth. Expected is "
        "the IIN of the person in this row, or an empty cell."
    ),
    "email-of-another-person": _(
        "This e-mail address belongs to somebody else, in the records or in another row. Expected "
        "is an address of the person's own, or an empty cell."
    ),
    "number-of-another-person": _(
        "This number is on record for a person with other names or another date of birth. Expected "
        "is a number of the person's own."
    ),
    "person-rows-disagree": _(
        "Line %(first)s says something else about the same person: “%(expected)s”. Expected is the "
        "same in both."
    ),
    "engagement-doubled": _(
        "The same study or employment of the same person stands under the number %(other)s. "
        "Expected is one number for it."
    ),
    "school-unknown": _("No school has this code. Expected is one of these: %(codes)s."),
    "programme-unknown": _(
        "No programme has this code. Expected is one of these of %(school)s: %(codes)s."
    ),
    "programme-of-other-school": _(
        "The programme %(programme)s belongs to %(school)s. Expected is a programme of the school "
        "in this row."
    ),
    "level-not-of-programme": _(
        "The programme %(programme)s has another level. Expected is: %(level)s."
    ),
    "level-not-of-kind": _(
        "The level does not fit the kind “%(kind)s”. Expected is one of these: %(levels)s."
    ),
    "gpa-empty": _(
        "The average score is empty though %(credits)s credits are counted. Expected is a number "
        "from 0 to 4 with a point, like 3.4, or 0 credits while there are no marks yet."
    ),
    "gpa-without-credits": _(
        "An average score of %(gpa)s is given over 0 credits. Expected are the credits that it "
        "counts."
    ),
    "date-in-future": _("The day has not come yet. Expected is a day up to %(today)s."),
    "ends-before-start": _(
        "The last day lies before the first. Expected is a day from %(starts_on)s on."
    ),
    "born-after-start": _(
        "The date of birth lies after the first day. Expected is a day before %(starts_on)s."
    ),
    "sanctions-until-without-any": _(
        "A day is given though there are 0 penalties. Expected is an empty cell, or the number of "
        "penalties."
    ),
    "certificate-incomplete": _(
        "A certificate needs all of these columns: %(columns)s. Expected is a value here, or none "
        "in the others."
    ),
    "expires-before-issued": _(
        "The certificate ends before its own date. Expected is a day from %(issued)s on."
    ),
}
