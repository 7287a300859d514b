"""Forms of partners, agreements, conditions and contacts."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sapar.accounts.enums import Audience
from sapar.core.folding import sort_key
from sapar.core.formatting import country_name, language_name
from sapar.institutions.enums import Evidence, InstitutionKind, Level, PeriodKind, UnitKind
from sapar.institutions.models import Unit
from sapar.partnerships.enums import AgreementKind, Flow, Tuition
from sapar.ui.forms import DayField, TranslatedFormField

ENGLISH_LEVELS = [
    ("", _("none asked for")),
    *((code, code) for code in ["A1", "A2", "B1", "B2", "C1", "C2"]),
]
TEACHING_LANGUAGES = (
    *("kk", "ru", "en", "ar", "be", "bg", "cs", "de", "es", "fr", "it", "ja", "ka", "ko", "ky"),
    *("lt", "lv", "pl", "pt", "ro", "sv", "tg", "tr", "uk", "uz", "zh"),
)
# Codes Babel knows that are groups, pseudo-places or parts of a country, not of ISO 3166-1.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def all_countries() -> set[str]:
    codes = (str(code) for code in Locale("en").territories)
    return {code for code in codes if len(code) == 2 and code.isalpha()} - NO_COUNTRIES


def country_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with their names in the active language, in its alphabetical order."""
    named = [(code, country_name(code)) for code in codes]
    return sorted(named, key=lambda choice: sort_key(choice[1]))


class PartnerFilter(forms.Form):
    """What a list of partners shows; every field empty shows all."""

    q = forms.CharField(label=_("Name or city"), required=False, max_length=100)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of institution"),
        required=False,
        choices=[("", _("any")), *InstitutionKind.choices],
    )
    evidence = forms.ChoiceField(
        label=_("Evidence"), required=False, choices=[("", _("any")), *Evidence.choices]
    )
    agreement = forms.ChoiceField(
        label=_("Agreement"),
        required=False,
        choices=[("", _("any")), ("valid", _("in force today")), ("none", _("none in force"))],
    )

    def __init__(self, *args: object, countries: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [("", _("any")), *country_choices(countries)]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]


class PartnerForm(forms.Form):
    name = TranslatedFormField(label=_("Name of the institution"), max_length=200)
    names_to_confirm = forms.MultipleChoiceField(
        label=_("Our own translation, to be confirmed"),
        help_text=_("Tick the languages in which you translated the name yourself."),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.ChoiceField(label=_("Kind of institution"), choices=InstitutionKind.choices)
    country = forms.ChoiceField(label=_("Country"))
    city = TranslatedFormField(label=_("City"), max_length=100)
    address = TranslatedFormField(label=_("Address"), required=False, max_length=300)
    latitude = forms.DecimalField(
        label=_("Latitude"),
        help_text=_("In degrees, north is positive: 54.69. The map of partners shows the place."),
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=6,
        decimal_places=4,
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        help_text=_("In degrees, east is positive: 25.28."),
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=7,
        decimal_places=4,
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    evidence = forms.ChoiceField(
        label=_("How well the cooperation is evidenced"), choices=Evidence.choices
    )
    evidence_source = forms.URLField(
        label=_("Where this was seen"), required=False, max_length=300, assume_scheme="https"
    )
    evidence_note = forms.CharField(
        label=_("What was seen there"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: object, countries: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["country"].choices = country_choices(countries)  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=AgreementKind.choices)
    number = forms.CharField(label=_("Number of the agreement"), required=False, max_length=60)
    signed_on = DayField(label=_("Signed on"), required=False)
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"), help_text=_("The last day counts."))
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}), max_length=2000
    )


class AgreementEditForm(AgreementForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class EndAgreementForm(forms.Form):
    on = DayField(label=_("Last day"), help_text=_("Inside the time the agreement is valid now."))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ConditionForm(forms.Form):
    flow = forms.ChoiceField(label=_("Flow"), choices=Flow.choices)
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    levels = forms.MultipleChoiceField(
        label=_("Levels of study"),
        help_text=_("For learners only. Tick none to allow every level."),
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    period_kind = forms.ChoiceField(label=_("Period"), choices=PeriodKind.choices)
    quota_per_year = forms.IntegerField(
        label=_("Places a year"), min_value=1, max_value=1000, help_text=_("In an academic year.")
    )
    minimum_english = forms.ChoiceField(
        label=_("English, at least"), required=False, choices=ENGLISH_LEVELS
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of teaching"),
        help_text=_("As far as the agreement says them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tuition = forms.ChoiceField(label=_("Tuition"), required=False, choices=Tuition.choices)
    schools = forms.ModelMultipleChoiceField(
        Unit.objects.filter(kind=UnitKind.SCHOOL, institution__is_home=True),
        label=_("Schools"),
        help_text=_("Tick none if the learners of every school may go."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = [(code, language_name(code)) for code in TEACHING_LANGUAGES]
        choices = sorted(named, key=lambda choice: sort_key(choice[1]))
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    duty = forms.CharField(label=_("Duty"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(
        label=_("Language of letters"), choices=settings.LANGUAGES, initial="en"
    )
