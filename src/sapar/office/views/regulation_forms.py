"""Forms of regulations in the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sapar.content.enums import Concern, RegulationKind, RegulationStatus
from sapar.content.models import Regulation
from sapar.institutions.models import Unit
from sapar.ui.forms import DayField, TranslatedFormField, UploadField


class RegulationForm(forms.Form):
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Kept by"), to_field_name="public_id", empty_label=None
    )
    kind = forms.ChoiceField(label=_("Kind of act"), choices=RegulationKind.choices)
    title = TranslatedFormField(label=_("Title"), max_length=300)
    issuer = TranslatedFormField(label=_("Issued by"), max_length=200)
    number = forms.CharField(label=_("Number"), required=False, max_length=80)
    adopted_on = DayField(label=_("Date"), required=False)
    official_url = forms.URLField(
        label=_("Official text"),
        help_text=_("The address at which the state, or the university, publishes it."),
        required=False,
        max_length=300,
        assume_scheme="https",
    )
    source_url = forms.URLField(
        label=_("Where its status was seen"),
        help_text=_("Only if that is another address."),
        required=False,
        max_length=300,
        assume_scheme="https",
    )
    status = forms.ChoiceField(label=_("Legal status"), choices=RegulationStatus.choices)
    status_note = TranslatedFormField(
        label=_("About its status"),
        help_text=_("The last amendment, what to look at instead, what is often mistaken."),
        multiline=True,
        required=False,
        max_length=2000,
    )
    about = TranslatedFormField(
        label=_("What it governs"),
        help_text=_("In plain words."),
        multiline=True,
        required=False,
        max_length=2000,
    )
    concerns = forms.MultipleChoiceField(
        label=_("Applies to"),
        required=False,
        choices=Concern.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    replaced_by = forms.ModelChoiceField(
        Regulation.objects.none(),
        label=_("Look at this one instead"),
        required=False,
        to_field_name="public_id",
    )
    check_months = forms.IntegerField(
        label=_("A check holds for so many months"), min_value=1, max_value=60, initial=6
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]
        self.fields["replaced_by"].queryset = Regulation.objects.all()  # type: ignore[attr-defined]


class RegulationEditForm(RegulationForm):
    """The unit stays: whoever keeps an act does not give it to others in passing."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, units=units, **kwargs)
        del self.fields["owner"]


class RegulationCheckForm(forms.Form):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class RegulationVersionForm(forms.Form):
    upload = UploadField(label=_("File"), types={"application/pdf": "PDF"})
    name = forms.CharField(
        label=_("Name of the text"),
        help_text=_("For example: wording of 29.04.2024."),
        max_length=120,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    in_force_from = DayField(label=_("In force from"), required=False)
