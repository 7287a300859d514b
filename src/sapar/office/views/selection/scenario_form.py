"""The form of a scenario: what the call promised, in fields that can be changed and tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.calls.applicant_types import types_for
from sapar.calls.judging import names_in
from sapar.calls.models import Call, CallPlace
from sapar.core.formatting import format_number
from sapar.selection.points import item_name
from sapar.selection.scenarios import Basis, Changes, NewReserve, basis_of

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
MOST_SEATS = 1000
FULL = Decimal(100)


class ScenarioForm(forms.Form):
    """Filled with the terms of the call; whatever differs from them is tried. Sent by GET, so that
    a scenario has an address of its own and nothing is stored."""

    reserve_at = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    reserve_type = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    reserve_seats = forms.IntegerField(
        label=gettext_lazy("Seats"), required=False, min_value=1, max_value=MOST_SEATS
    )
    reserve_order = forms.ChoiceField(
        label=gettext_lazy("When the reserved seats are filled"),
        choices=[
            ("first", gettext_lazy("First: at least so many of them, if so many wish it")),
            ("last", gettext_lazy("Last: so many more, after the open seats")),
        ],
        initial="first",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, call: Call, places: list[CallPlace], data: Mapping[str, Any] | None = None
    ) -> None:
        self.basis: Basis = basis_of(call)
        self.names = names_in(call, places)
        given = {name: data[name] for name in data} if data else {}
        promised = _promised(self.basis)
        super().__init__({**promised, **given} if given else None, initial=promised)
        for place in self.basis.places:
            label = self.names.get(place["id"], place["id"])
            self.fields[f"seats-{place['id']}"] = _seats_field(label)
        for clause in self.basis.thresholds:
            self.fields[f"threshold-{clause}"] = _threshold_field(clause)
        for item in self.basis.items:
            self.fields[f"weight-{item['code']}"] = _weight_field(item_name(item))
        for number, reserve in enumerate(self.basis.reserves):
            where = self.names.get(reserve.at, reserve.at)
            whom = self.names.get(reserve.type, reserve.type)
            self.fields[f"reserve-{number}"] = _seats_field(f"{where}: {whom}")
        spots = [(place["id"], self.names.get(place["id"], "")) for place in self.basis.places]
        types = [(key, str(name)) for key, name in types_for(call).items()]
        self.fields["reserve_at"].choices = [("", "—"), *spots]  # type: ignore[attr-defined]
        self.fields["reserve_type"].choices = [("", "—"), *types]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        weights = [cleaned.get(f"weight-{item['code']}") for item in self.basis.items]
        given = [weight for weight in weights if weight is not None]
        total = sum(given, Decimal(0))
        if len(given) == len(weights) and total != FULL:
            message = _("The weights add up to %(total)s; expected are 100.")
            self.add_error(None, message % {"total": format_number(total.normalize())})
        new = [cleaned.get(f"reserve_{name}") for name in ("at", "type", "seats")]
        if any(new) and not all(new):
            self.add_error(None, _("A new reserve needs a place, a type and a number of seats."))
        return cleaned

    def section(self, prefix: str) -> list[forms.BoundField]:
        """Templates ask for the fields of one part: seats, threshold, weight, reserve."""
        return [self[name] for name in self.fields if name.startswith(f"{prefix}-")]

    def seats(self) -> list[forms.BoundField]:
        return self.section("seats")

    def thresholds(self) -> list[forms.BoundField]:
        return self.section("threshold")

    def weights(self) -> list[forms.BoundField]:
        return self.section("weight")

    def reserves(self) -> list[forms.BoundField]:
        return self.section("reserve")

    def changes(self) -> Changes:
        """What differs from the terms, of a valid form."""
        return Changes(
            seats=dict(self._changed_seats()),
            thresholds={
                clause: _as_asked(clause, self.cleaned_data[f"threshold-{clause}"])
                for clause, promised in self.basis.thresholds.items()
                if str(self.cleaned_data[f"threshold-{clause}"]) != str(promised)
            },
            weights={
                item["code"]: self.cleaned_data[f"weight-{item['code']}"]
                for item in self.basis.items
                if self.cleaned_data[f"weight-{item['code']}"] != Decimal(item["weight"])
            },
            reserve_seats={
                number: self.cleaned_data[f"reserve-{number}"]
                for number, reserve in enumerate(self.basis.reserves)
                if self.cleaned_data[f"reserve-{number}"] != reserve.seats
            },
            new_reserve=self._new_reserve(),
        )

    def _changed_seats(self) -> Iterator[tuple[str, int]]:
        for place in self.basis.places:
            given = self.cleaned_data[f"seats-{place['id']}"]
            if given != place["seats"]:
                yield place["id"], given

    def _new_reserve(self) -> NewReserve | None:
        given = self.cleaned_data
        if not given.get("reserve_seats"):
            return None
        return NewReserve(
            given["reserve_at"],
            given["reserve_type"],
            given["reserve_seats"],
            given["reserve_order"] or "first",
        )


def _promised(basis: Basis) -> dict[str, Any]:
    return {
        **{f"seats-{place['id']}": place["seats"] for place in basis.places},
        **{f"threshold-{clause}": value for clause, value in basis.thresholds.items()},
        **{f"weight-{item['code']}": item["weight"] for item in basis.items},
        **{f"reserve-{number}": one.seats for number, one in enumerate(basis.reserves)},
        "reserve_order": "first",
    }


def _seats_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_SEATS)


def _weight_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.001"), max_value=FULL, decimal_places=3
    )


def _threshold_field(clause: str) -> forms.Field:
    if clause == "gpa-at-least/1":
        return forms.DecimalField(
            label=_("Least average score (GPA)"), min_value=0, max_value=4, decimal_places=2
        )
    if clause == "year-at-least/1":
        return forms.IntegerField(label=_("Least year of study"), min_value=1, max_value=7)
    levels = [(level, level) for level in LEVELS]
    return forms.ChoiceField(label=_("Least level of English"), choices=levels)


def _as_asked(clause: str, value: Any) -> str | int:
    return int(value) if clause == "year-at-least/1" else str(value)


class AdoptForm(forms.Form):
    """The only part of a scenario that may come true after the call has opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands on the page of the call."),
        error_messages={
            "required": gettext_lazy("Write the reason: it stands on the page of the call.")
        },
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
