"""The columns of the registrar's two files: learners, and teachers with other employees."""

from django.utils.translation import gettext_lazy as _

from mobility_rules.facts import LANGUAGE_LEVELS
from sapar.accounts.enums import LEARNER_KINDS, STAFF_KINDS
from sapar.core.translated import LANGUAGES
from sapar.institutions.enums import Level
from sapar.records.iin import iin
from sapar.sheets.cells import choice, decimal, email, iso_date, text, whole_number
from sapar.sheets.kinds import Column

GPA_PLACES = 4

IDENTITY = (
    Column(
        "registrar_number",
        text(40),
        _("The number by which the registrar knows this study or employment; a row is found by it"),
        example="2024-00117",
    ),
    Column("family_name", text(100), _("Family name, as the person is called"), example="Әлиева"),
    Column("given_name", text(100), _("Given name, as the person is called"), example="Айгерім"),
    Column("patronymic", text(100), _("Patronymic"), "Серікқызы", is_required=False, empty=""),
    Column(
        "passport_family_name",
        text(100),
        _("Family name as the passport spells it"),
        example="ALIYEVA",
        is_required=False,
        empty="",
    ),
    Column(
        "passport_given_name",
        text(100),
        _("Given name as the passport spells it"),
        example="AIGERIM",
        is_required=False,
        empty="",
    ),
    Column("born_on", iso_date, _("Date of birth"), example="2005-03-14"),
    Column(
        "email",
        email,
        _("The person's own e-mail address; whoever confirms it gets this record"),
        example="a.aliyeva@example.kz",
        is_required=False,
    ),
    Column("phone", text(40), _("Telephone"), "+7 700 000 00 00", is_required=False, empty=""),
    Column(
        "iin",
        iin,
        _("IIN, twelve digits; empty for those who have none or do not give it"),
        is_required=False,
        empty="",
    ),
    Column(
        "language", choice(*LANGUAGES), _("Language of mails to the person: kk, ru or en"), "kk"
    ),
)

_SCHOOL = Column("school", text(50), _("Code of the school or other unit"), "school-medicine")
_STARTS_ON = Column("starts_on", iso_date, _("First day of study or employment"), "2023-09-01")
_ENDS_ON = Column(
    "ends_on", iso_date, _("Last day; empty while it is open"), "2028-06-30", is_required=False
)
_AS_OF = Column("as_of", iso_date, _("The day on which the facts of this row held"), "2026-09-15")

STUDY = (
    Column("kind", choice(*LEARNER_KINDS), _("student, intern or resident"), "student"),
    _SCHOOL,
    Column("programme", text(50), _("Code of the educational programme"), "general-medicine"),
    Column("level", choice(*Level.values), _("Level of the programme"), "bachelor"),
    Column("year", whole_number(1, 7), _("Year of study"), "3"),
    _STARTS_ON,
    _ENDS_ON,
)

EMPLOYMENT = (
    Column("kind", choice(*STAFF_KINDS), _("teacher or employee"), "teacher"),
    _SCHOOL,
    Column("position", text(200), _("Position"), "Senior lecturer"),
    _STARTS_ON,
    _ENDS_ON,
)

MARKS = (
    Column(
        "gpa",
        decimal(0, 4, GPA_PLACES),
        _("Average score from 0 to 4 with a point; empty only while there are no credits yet"),
        "3.4",
        is_required=False,
    ),
    Column("gpa_credits", whole_number(0, 999), _("Credits that the average counts"), "120"),
    Column("academic_debts", whole_number(0, 99), _("Number of academic debts, 0 for none"), "0"),
)

CONDUCT = (
    Column(
        "disciplinary_sanctions",
        whole_number(0, 99),
        _("Number of disciplinary penalties in force, 0 for none"),
        "0",
    ),
    Column(
        "sanctions_until",
        iso_date,
        _("Last day on which a disciplinary penalty is in force; empty if unknown or none"),
        is_required=False,
    ),
    Column(
        "ethics_violations",
        whole_number(0, 99),
        _("Number of violations of the code of ethics, 0 for none"),
        "0",
    ),
)

ENGLISH = (
    Column(
        "english_level",
        choice(*LANGUAGE_LEVELS),
        _("Level of English by certificate, A1 to C2; empty without a certificate"),
        "B2",
        is_required=False,
    ),
    Column("english_test", text(100), _("Name of the test"), "IELTS Academic", is_required=False),
    Column("english_issued", iso_date, _("Day of issue"), "2026-02-10", is_required=False),
    Column(
        "english_expires",
        iso_date,
        _("Last day on which the certificate is valid; empty if it does not expire"),
        "2028-02-10",
        is_required=False,
    ),
)

LEARNER_COLUMNS = (*IDENTITY, *STUDY, _AS_OF, *MARKS, *CONDUCT, *ENGLISH)
STAFF_COLUMNS = (*IDENTITY, *EMPLOYMENT, _AS_OF, *CONDUCT, *ENGLISH)
