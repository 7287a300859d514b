"""The forms of the commission: a field for each item of the scorecard, and the judgement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.selection.models import Judgement, ScoreSheet
from sapar.selection.points import Item, item_name, read_points


class ScoreForm(forms.Form):
    """Fields are named by the items' codes; an empty one is not given yet."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Comment for the commission"),
        help_text=gettext_lazy("Only the commission and the owner of the call read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, items: list[Item], sheet: ScoreSheet | None, data: QueryDict | None = None
    ) -> None:
        kept = {"version": sheet.version, "comment": sheet.comment} if sheet else {}
        super().__init__(data, initial={**kept, **(sheet.points if sheet else {})})
        self.items = {str(item["code"]): item for item in items}
        for code, item in self.items.items():
            self.fields[code] = _points_field(item)
        self.order_fields([*self.items, "comment"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code, item in self.items.items():
            try:
                if cleaned.get(code):
                    cleaned[code] = read_points(item, cleaned[code])
            except Refusal as refusal:
                self.add_error(code, words(refusal.code, refusal.values))
        return cleaned

    @property
    def points(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(code, "") for code in self.items}


class PointsField(forms.CharField):
    """Needed to hand in, so it is not marked as optional; a draft may lack it."""

    def validate(self, value: str) -> None:
        """Nothing to say about an empty one: the deed names what is left."""


def _points_field(item: Item) -> PointsField:
    return PointsField(
        label=item_name(item),
        help_text=_("0 to %(maximum)s points; weighs %(weight)s of 100")
        % {"maximum": item["maximum"], "weight": item["weight"]},
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class JudgementForm(forms.Form):
    """Stands beside the sheet on one page, so its fields have names of their own there."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_met = forms.TypedChoiceField(
        label=gettext_lazy("Ability to work in a team and to communicate"),
        choices=[("yes", gettext_lazy("Met")), ("no", gettext_lazy("Unmet"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The applicant reads it beside the criterion."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "judgement-%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, judgement: Judgement | None) -> JudgementForm:
        if judgement is None:
            return cls()
        is_met = "yes" if judgement.is_met else "no"
        return cls(
            initial={"version": judgement.version, "is_met": is_met, "reason": judgement.reason}
        )
