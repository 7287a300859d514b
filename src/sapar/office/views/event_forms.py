"""Forms of events in the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sapar.content.models import Picture
from sapar.institutions.models import Unit
from sapar.stories.queries import library
from sapar.ui.forms import InstantField, TranslatedFormField


class EventForm(forms.Form):
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Who invites"), to_field_name="public_id", empty_label=None
    )
    title = TranslatedFormField(label=_("Title"), max_length=200)
    summary = TranslatedFormField(
        label=_("In one or two sentences"), multiline=True, max_length=500
    )
    description = TranslatedFormField(
        label=_("Description"), help_text=_("Markdown."), multiline=True, required=False
    )
    starts_at = InstantField(label=_("Begins"))
    ends_at = InstantField(label=_("Ends"))
    where = TranslatedFormField(
        label=_("Where"), help_text=_("Address and room."), required=False, max_length=300
    )
    online_url = forms.URLField(
        label=_("Online address"),
        help_text=_("Only those who have a place get it, by mail."),
        required=False,
        max_length=300,
        assume_scheme="https",
    )
    language = forms.ChoiceField(
        label=_("Spoken language"), required=False, choices=[("", _("any")), *settings.LANGUAGES]
    )
    seats = forms.IntegerField(
        label=_("Places"), help_text=_("Empty: everybody can come."), required=False, min_value=1
    )
    registration_ends_at = InstantField(label=_("Registration until"), required=False)
    cover = forms.ModelChoiceField(
        Picture.objects.none(),
        label=_("Picture"),
        required=False,
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]
        self.fields["cover"].queryset = library()  # type: ignore[attr-defined]


class EventEditForm(EventForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, units=units, **kwargs)
        del self.fields["owner"]  # attendees' names belong to whoever invited them


class EventDeedForm(forms.Form):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CancelEventForm(EventDeedForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is mailed to all who registered and stands on the event's page."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
