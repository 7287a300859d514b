"""Forms of a call's draft, which may be incomplete; publishing says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sapar.accounts.enums import Audience
from sapar.calls.criteria import Asked
from sapar.calls.reading import SOURCES
from sapar.institutions.enums import Level
from sapar.institutions.models import Period, Unit
from sapar.office.views.partner_forms import ENGLISH_LEVELS
from sapar.partnerships.models import AgreementCondition
from sapar.ui.forms import InstantField, TranslatedFormField


class VersionedForm(forms.Form):
    """Carries the version of the call it was filled from."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CallTexts(forms.Form):
    title = TranslatedFormField(label=_("Title"), required=False, max_length=200)
    summary = TranslatedFormField(
        label=_("Summary"), required=False, max_length=500, help_text=_("One or two sentences.")
    )
    opens_at = InstantField(label=_("Opens"))
    closes_at = InstantField(label=_("Closes"))
    response_days = forms.IntegerField(
        label=_("Days to answer an offer"), min_value=1, max_value=60, initial=7
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            message = _("The closing time has to be later than the opening time.")
            self.add_error("closes_at", ValidationError(message, code="call-dates-contradict"))
        return data


class NewCallForm(CallTexts):
    """The owner decides the direction: the department's calls are external, a school's internal."""

    owner = forms.ModelChoiceField(Unit.objects.none(), label=_("Owner"), to_field_name="public_id")
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    period = forms.ModelChoiceField(
        Period.objects.none(), label=_("Period of the stay"), to_field_name="public_id"
    )
    field_order = ("owner", "audience", "period")

    def __init__(
        self, *args: Any, owners: QuerySet[Unit], periods: QuerySet[Period], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "owner", owners)
        set_choices(self, "period", periods, period_label)


class CallForm(CallTexts, VersionedForm):
    description = TranslatedFormField(
        label=_("Description"), required=False, multiline=True, max_length=5000
    )
    period = forms.ModelChoiceField(
        Period.objects.none(), label=_("Period of the stay"), to_field_name="public_id"
    )
    field_order = ("title", "summary", "description", "period")

    def __init__(self, *args: Any, periods: QuerySet[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "period", periods, period_label)


class AskedForm(VersionedForm):
    """What the owner may set in the criteria; the others stand as the university gives them."""

    minimum_gpa = forms.DecimalField(
        label=_("Average score (GPA), at least"),
        help_text=_("From 0 to 4.00; compared unrounded."),
        min_value=Decimal(0),
        max_value=Decimal(4),
        max_digits=4,
        decimal_places=3,
    )
    minimum_english = forms.ChoiceField(
        label=_("English, at least"),
        help_text=_("Where a place names a level of its own, that level counts."),
        choices=ENGLISH_LEVELS[1:],
    )
    levels = forms.MultipleChoiceField(
        label=_("Levels of study"),
        help_text=_("Tick none to allow every level."),
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    minimum_year = forms.IntegerField(
        label=_("Year of study, at least"), required=False, min_value=1, max_value=7
    )

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audience == Audience.STAFF:
            for name in ("minimum_gpa", "levels", "minimum_year"):
                del self.fields[name]

    def asked(self) -> Asked:
        """Staff are asked for no average score and no level of study."""
        data = self.cleaned_data
        return Asked(
            minimum_gpa=data.get("minimum_gpa", Asked().minimum_gpa),
            minimum_english=data["minimum_english"],
            levels=tuple(data.get("levels", ())),
            minimum_year=data.get("minimum_year"),
        )


class PlaceForm(VersionedForm):
    condition = forms.ModelChoiceField(
        AgreementCondition.objects.none(),
        label=_("Agreement"),
        help_text=_("Only those that fit the call and are in force during the whole stay."),
        to_field_name="public_id",
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=1000)
    minimum_english = forms.ChoiceField(
        label=_("English, at least"),
        required=False,
        choices=[("", _("as the agreement says")), *ENGLISH_LEVELS[1:]],
    )

    def __init__(
        self,
        *args: Any,
        conditions: QuerySet[AgreementCondition],
        label: Callable[[AgreementCondition], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "condition", conditions, label)


class CancelForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who applied reads it, and it stands on the page of the call."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class DocumentForm(forms.Form):
    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    name = TranslatedFormField(label=_("What it is called"), max_length=200)
    hint = TranslatedFormField(label=_("Hint"), required=False, max_length=300)
    is_required = forms.BooleanField(label=_("Required"), required=False, initial=True)
    is_identity_paper = forms.BooleanField(
        label=_("An identity paper: the commission does not see it"), required=False
    )


class ScoreItemForm(forms.Form):
    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    name = TranslatedFormField(label=_("What it is called"), max_length=200)
    weight = forms.DecimalField(label=_("Weight of 100"), max_digits=6, decimal_places=2)
    maximum = forms.DecimalField(
        label=_("Most points a member gives"), initial=100, max_digits=6, decimal_places=2
    )
    source = forms.ChoiceField(
        label=_("Where the points come from"), choices=list(SOURCES.items()), initial="commission"
    )
    tie_break = forms.IntegerField(
        label=_("Place in the tie-break"),
        help_text=_("1 decides first; empty: not used. The lottery always comes last."),
        required=False,
        min_value=1,
        max_value=50,
    )


class Rows(forms.BaseFormSet):
    """Rows that may be added, taken away and put in order; a new row's name gives its code."""

    def rows(self) -> list[dict[str, Any]]:
        """What is kept, in order, each with a code."""
        kept = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data.get("name")]
        taken = {row["code"] for row in kept if row["code"]}
        for row in kept:
            row["code"] = row["code"] or _new_code(row["name"].en, taken)
            taken.add(row["code"])
        return kept


def _rows_of(form: type[forms.Form]) -> type[Rows]:
    rows = forms.formset_factory(
        form, formset=Rows, extra=2, max_num=20, can_delete=True, can_order=True
    )
    return cast("type[Rows]", rows)


DocumentRows = _rows_of(DocumentForm)
ScoreRows = _rows_of(ScoreItemForm)


def set_choices(
    form: forms.Form, name: str, rows: QuerySet[Any], label: Callable[[Any], str] = str
) -> None:
    field = form.fields[name]
    field.queryset = rows  # type: ignore[attr-defined]
    field.label_from_instance = label  # type: ignore[attr-defined]


def period_label(period: Period) -> str:
    return f"{period.academic_year}: {period.name} ({period.get_kind_display()})"


def _new_code(name: str, taken: Iterable[str]) -> str:
    base = slugify(name)[:40] or "item"
    number, code = 2, base
    while code in taken:
        number, code = number + 1, f"{base}-{number}"
    return code
