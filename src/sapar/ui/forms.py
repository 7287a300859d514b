"""How forms look everywhere, and the fields that Django does not bring.

`SaparRenderer` is the project's form renderer: ``{{ form }}`` draws an error summary and every
field, ``{{ form.name.as_field_group }}`` one field with its label, hint and error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext

from sapar.core.formatting import format_size, format_zone, language_name
from sapar.core.translated import LANGUAGES, Translated

# As the language switch of every page calls them.
LANGUAGE_LABELS = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
UPLOAD_TYPES = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


class SaparRenderer(TemplatesSetting):
    """Draws forms and fields with the templates of this app."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"


class TranslatedWidget(forms.MultiWidget):
    """Three inputs beside each other, each named in its own language."""

    template_name = "ui/form/translated.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiline: bool = False) -> None:
        inner = forms.Textarea if multiline else forms.TextInput
        super().__init__({code: inner({"lang": code}) for code in LANGUAGES}, attrs)

    def decompress(self, value: Translated | dict[str, str] | None) -> list[str]:
        text = value if isinstance(value, Translated) else Translated.from_dict(value)
        return list(text.as_dict().values())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, part in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            part["language"] = {"code": code, "name": LANGUAGE_LABELS[code]}
            # The fieldset says that the text is required; the form then names what is missing.
            part["attrs"].pop("required", None)
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""


class TranslatedFormField(forms.MultiValueField):
    """A `Translated`; required means in all three languages."""

    def __init__(
        self, *, multiline: bool = False, max_length: int | None = None, **kwargs: Any
    ) -> None:
        parts = [forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES]
        kwargs.setdefault("widget", TranslatedWidget(multiline=multiline))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> Translated:
        return Translated(*data_list) if data_list else Translated()

    def clean(self, value: Any) -> Translated:
        text: Translated = super().clean(value)
        if self.required and text.missing:
            names = ", ".join(language_name(code) for code in text.missing)
            message = gettext("The text is missing in: %(languages)s.") % {"languages": names}
            raise ValidationError(message, code="missing-translation")
        return text


class DayField(forms.DateField):
    """A day, picked in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class InstantField(forms.DateTimeField):
    """An instant, entered and shown in the university's time."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("widget", widget)
        kwargs.setdefault("help_text", _zone_hint())
        super().__init__(**kwargs)


class UploadField(forms.FileField):
    """A file; says before choosing which types and which size are taken."""

    def __init__(
        self,
        *,
        types: dict[str, str] | None = None,
        max_bytes: int | None = None,
        **kwargs: Any,
    ) -> None:
        taken = types or UPLOAD_TYPES
        kwargs.setdefault("widget", forms.FileInput({"accept": ",".join(taken)}))
        kwargs.setdefault("help_text", _upload_hint(tuple(taken.values()), max_bytes))
        super().__init__(**kwargs)


def _say_what_is_taken(names: tuple[str, ...], max_bytes: int | None) -> str:
    size = format_size(max_bytes or settings.MAX_UPLOAD_BYTES)
    return gettext("%(types)s, up to %(size)s.") % {"types": ", ".join(names), "size": size}


def _say_the_zone() -> str:
    return f"{capfirst(format_zone())}."


_zone_hint = lazy(_say_the_zone, str)
_upload_hint = lazy(_say_what_is_taken, str)
