"""Forms of how a call gives its seats: the basics, and one form for each kind of rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.calls.enums import TypesBy, Withdrawals
from sapar.office.views.call_forms import VersionedForm
from sapar.ui.forms import TranslatedFormField

Choices = list[tuple[str, Any]]
MOST_SEATS = 1000


class BasicsForm(VersionedForm):
    first_timers_first = forms.BooleanField(
        label=_("First-timers come before everybody else, whatever the scores"),
        help_text=_("For programmes that want as many people as possible to go once."),
        required=False,
    )
    types_by = forms.ChoiceField(
        label=_("Reserved seats and caps go by"), choices=TypesBy.choices, widget=forms.RadioSelect
    )
    withdrawals = forms.ChoiceField(
        label=_("When a seat is given up after the result"),
        help_text=_(
            "The first is the calmest: nobody's answer is touched. The others use freed seats "
            "better, and the office sees who would move before anything is decided."
        ),
        choices=Withdrawals.choices,
        widget=forms.RadioSelect,
    )
    appeal_days = forms.IntegerField(
        label=_("Days to appeal after the result"), min_value=1, max_value=60
    )


class RuleForm(VersionedForm):
    """A rule at one place, or at one shared quota where such a rule can stand there."""

    at = forms.ChoiceField(label=_("Where"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    field_order = ("at", "for_type", "seats")

    def __init__(
        self, *args: Any, places: Choices, quotas: Choices, types: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        has_types = "for_type" in self.fields
        self.choose("at", [*places, *quotas] if has_types else places)
        if has_types:
            self.choose("for_type", types)

    def choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class ReserveForm(RuleForm):
    for_type = forms.ChoiceField(label=_("For whom"))
    order = forms.ChoiceField(
        label=_("When the reserved seats are filled"),
        choices=[
            ("first", _("First: at least so many of them are placed, if so many wish it")),
            ("last", _("Last: so many more, after those who got an open seat by score")),
        ],
        initial="first",
        widget=forms.RadioSelect,
    )


class CapForm(RuleForm):
    for_type = forms.ChoiceField(label=_("For whom"))
    seats = forms.IntegerField(label=_("At most"), min_value=0, max_value=MOST_SEATS)


class MinimumForm(RuleForm):
    seats = forms.IntegerField(label=_("At least"), min_value=1, max_value=MOST_SEATS)
    mode = forms.ChoiceField(
        label=_("If fewer would be placed"),
        help_text=_("Counts for all minimum numbers of the call."),
        choices=[
            ("close", _("Close the place and place everybody anew without it")),
            ("exact", _("Place as many people as possible, even if scores give way")),
        ],
        initial="close",
        widget=forms.RadioSelect,
    )


class ConditionalForm(RuleForm):
    condition = TranslatedFormField(
        label=_("The condition"),
        help_text=_("As applicants shall read it, such as “the host signs the new annex”."),
        max_length=200,
    )


class SharedForm(VersionedForm):
    name = TranslatedFormField(
        label=_("What it is called"), help_text=_("Applicants read it."), max_length=120
    )
    quota = forms.IntegerField(label=_("At most, all together"), min_value=1, max_value=MOST_SEATS)
    places = forms.MultipleChoiceField(
        label=_("Places"),
        help_text=_(
            "One shared quota may lie wholly within another, such as a host within its country; "
            "two may not overlap."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("name", "quota", "places")

    def __init__(
        self, *args: Any, places: Choices, quotas: Choices, types: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = places  # type: ignore[attr-defined]


class AmendForm(VersionedForm):
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands on the page of the call, beside the change."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


def choices_of(names: Mapping[str, Any]) -> Choices:
    return list(names.items())
