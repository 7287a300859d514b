"""Forms of articles. Texts stand by language, so that three of them can stand side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sapar.content.enums import ArticleState, Rubric
from sapar.content.models import Article, Picture
from sapar.content.working_copy import TEXT_LIMITS
from sapar.core.translated import LANGUAGES, Translated
from sapar.stories.queries import library
from sapar.ui.forms import LANGUAGE_LABELS, InstantField, UploadField

TEXT_LABELS = {
    "title": _("Title"),
    "lead": _("Lead"),
    "body": _("Text"),
    "byline": _("Author, as readers see it"),
}
ROWS = {"lead": 3, "body": 24}
GAPS = [
    ("", _("any")),
    ("missing-kk", _("missing in Kazakh")),
    ("missing-ru", _("missing in Russian")),
    ("missing-en", _("missing in English")),
    ("outdated-kk", _("outdated in Kazakh")),
    ("outdated-ru", _("outdated in Russian")),
    ("outdated-en", _("outdated in English")),
]
LANGUAGE_CHOICES = list(LANGUAGE_LABELS.items())


class ArticleFilter(forms.Form):
    """What a list of articles shows; every field empty shows all."""

    q = forms.CharField(label=_("Title"), required=False, max_length=100)
    rubric = forms.ChoiceField(
        label=_("Rubric"), required=False, choices=[("", _("any")), *Rubric.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("any")),
            *ArticleState.choices,
            ("changed", _("Published, changes not yet")),
        ],
    )
    translation = forms.ChoiceField(label=_("Translation"), required=False, choices=GAPS)


class NewArticleForm(forms.Form):
    rubric = forms.ChoiceField(label=_("Rubric"), choices=Rubric.choices)
    slug = forms.CharField(
        label=_("End of the address"),
        help_text=_("Latin letters, digits and hyphens, for example housing-in-karaganda."),
        max_length=80,
    )
    original_language = forms.ChoiceField(
        label=_("Language of the original"),
        help_text=_("The other two are its translations and are marked when it changes."),
        choices=LANGUAGE_CHOICES,
    )


class ArticleSettingsForm(NewArticleForm):
    cover = forms.ModelChoiceField(
        label=_("Cover"),
        queryset=Picture.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("none"),
    )
    related = forms.ModelMultipleChoiceField(
        label=_("Related articles"),
        queryset=Article.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_comments = forms.BooleanField(label=_("Readers may comment"), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (
        "rubric",
        "slug",
        "original_language",
        "cover",
        "takes_comments",
        "related",
        "expected_version",
    )

    def __init__(self, *args: Any, others: QuerySet[Article], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = library()  # type: ignore[attr-defined]
        self.fields["related"].queryset = others  # type: ignore[attr-defined]


class TextsForm(forms.Form):
    """One input for each text in each language: ``title_kk`` ... ``body_en``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            for name, label in TEXT_LABELS.items():
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=label, required=False, strip=False, widget=_input(name, code)
                )

    def columns(self) -> dict[str, list[forms.BoundField]]:
        return {code: [self[f"{name}_{code}"] for name in TEXT_LABELS] for code in LANGUAGES}

    def texts(self) -> dict[str, Translated]:
        data = self.cleaned_data
        return {
            name: Translated(**{code: data[f"{name}_{code}"] for code in LANGUAGES})
            for name in TEXT_LIMITS
        }


def texts_of(article: Article) -> dict[str, str]:
    return {
        f"{name}_{code}": text
        for name in TEXT_LIMITS
        for code, text in getattr(article, name).as_dict().items()
    }


def _input(name: str, language: str) -> forms.Widget:
    if name not in ROWS:
        return forms.TextInput({"lang": language})
    attributes = {"lang": language, "rows": ROWS[name]}
    if name == "body":
        attributes["data-body"] = language
    return forms.Textarea(attributes)


class ImportForm(forms.Form):
    upload = UploadField(
        label=_("File"),
        types={".docx": "DOCX", ".html": "HTML", ".htm": "HTM"},
        max_bytes=settings.MAX_UPLOAD_BYTES,
    )
    language = forms.ChoiceField(
        label=_("Language of the file"),
        choices=LANGUAGE_CHOICES,
        widget=forms.RadioSelect,
    )


class ScheduleForm(forms.Form):
    at = InstantField(label=_("Publish at"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("What is to change"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
