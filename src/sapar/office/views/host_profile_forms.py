"""Forms for what participants read of a host."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.ui.forms import DayField, TranslatedFormField, UploadField

PICTURE_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP"}
LONGEST = 5000


class HostProfileForm(forms.Form):
    about = TranslatedFormField(
        label=_("About the host"), multiline=True, required=False, max_length=LONGEST
    )
    housing = TranslatedFormField(
        label=_("Housing"), multiline=True, required=False, max_length=LONGEST
    )
    language_note = TranslatedFormField(
        label=_("What is spoken in class and on wards"),
        multiline=True,
        required=False,
        max_length=LONGEST,
    )
    cost_from = forms.DecimalField(
        label=_("Living costs a month, from"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
    )
    cost_to = forms.DecimalField(
        label=_("Living costs a month, up to"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
    )
    cost_currency = forms.CharField(
        label=_("Currency"),
        help_text=_("Three letters, such as EUR or KZT."),
        required=False,
        max_length=3,
    )
    cost_as_of = DayField(label=_("Looked up on"), required=False)
    cost_source = forms.CharField(label=_("Looked up where"), required=False, max_length=300)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_cost_currency(self) -> str:
        return str(self.cleaned_data["cost_currency"]).upper()


class HostPictureForm(forms.Form):
    upload = UploadField(label=_("Photo"), types=PICTURE_TYPES)
    alt = TranslatedFormField(
        label=_("What is seen"),
        help_text=_("For those who do not see the photo: one sentence."),
        max_length=300,
    )
    credit = forms.CharField(
        label=_("Who took it"),
        help_text=_("Shown below the photo."),
        required=False,
        max_length=200,
    )
