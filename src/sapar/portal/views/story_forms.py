"""The writing form of a story: its sections, and a radio row for each line of the rubric."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sapar.accounts.models import Person
from sapar.portal.views.stranger_forms import LengthLimit
from sapar.stories.actions.stories import MOST_COST, POINTS, TEXT_LIMITS
from sapar.stories.enums import ShownName
from sapar.stories.models import RatingCriterion, Story
from sapar.stories.names import name_shown
from sapar.ui.forms import UploadField

RATING = "rating_"
CURRENCIES = ("EUR", "USD", "KZT", "RUB", "TRY", "PLN", "GBP", "CHF", "CZK", "BGN", "MDL", "UZS")
PHOTO_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP"}


def text_field(name: str, label: Any, hint: Any = "", rows: int = 6) -> forms.CharField:
    """Empty ones are saved as well: a draft may be unfinished."""
    widget = forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=widget,
        validators=[LengthLimit(TEXT_LIMITS[name])],
    )


class StoryForm(forms.Form):
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language in which you write"), choices=settings.LANGUAGES)
    title = text_field("title", _("Title"), rows=1)
    text = text_field(
        "text",
        _("How was it?"),
        _("Studies or work, the first weeks, people, a day as it was. At least 200 characters."),
        rows=14,
    )
    foreign_culture = text_field(
        "foreign_culture", _("What did you come to understand about their culture?")
    )
    own_culture = text_field("own_culture", _("What did you come to see about your own?"))
    tips = text_field(
        "tips", _("What should those who go next know?"), _("Papers, housing, clothes, money.")
    )
    cost_per_month = forms.DecimalField(
        label=_("What did a month cost?"),
        help_text=_("Housing, food and getting around together, without the journey there."),
        required=False,
        min_value=0,
        max_value=MOST_COST - 1,
        decimal_places=2,
    )
    cost_currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[(code, code) for code in ("", *CURRENCIES)]
    )
    cost_note = text_field("cost_note", _("What is in it?"), rows=1)
    shown_name = forms.ChoiceField(
        label=_("Under which name do readers see it?"),
        choices=ShownName.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = list(RatingCriterion.objects.filter(is_asked=True))
        for row in self.rubric:
            self.fields[RATING + row.code] = _rating_field(row)
        names = self.fields["shown_name"]
        assert isinstance(names, forms.ChoiceField)  # noqa: S101  (for the type checker)
        names.choices = [
            (value, f"{label}: {name_shown(person, value)}" if name_shown(person, value) else label)
            for value, label in ShownName.choices
        ]

    @classmethod
    def filled_from(cls, story: Story, person: Person) -> StoryForm:
        names = [name for name in cls.base_fields if name != "version"]
        initial = {name: getattr(story, name) for name in names}
        ratings = {RATING + code: points for code, points in story.ratings.items()}
        return cls(initial={**initial, **ratings, "version": story.version}, person=person)

    @property
    def ratings(self) -> list[BoundField]:
        return [self[RATING + row.code] for row in self.rubric]

    def given(self, *names: str) -> dict[str, Any]:
        """What a deed takes, of these fields or of all."""
        wanted = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "version" and (not names or name in names)
        }
        ratings = {
            name.removeprefix(RATING): wanted.pop(name)
            for name in list(wanted)
            if name.startswith(RATING)
        }
        return {**wanted, "ratings": ratings} if ratings else wanted


class PhotoForm(forms.Form):
    photo = UploadField(label=_("Photo"), types=PHOTO_TYPES)
    alt = forms.CharField(
        label=_("What is on it?"),
        help_text=_("For those who do not see it. Ask people whose faces are on it first."),
        validators=[LengthLimit(300)],
    )


def _rating_field(row: RatingCriterion) -> forms.TypedChoiceField:
    ends = {POINTS[0]: row.low, POINTS[-1]: row.high}
    choices = [(n, f"{n}: {ends[n]}" if n in ends else str(n)) for n in POINTS]
    return forms.TypedChoiceField(
        label=str(row.name),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not rated")), *choices],
        widget=forms.RadioSelect,
    )
