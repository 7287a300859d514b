"""Text of a record in the university's three languages, kept in one JSON column (ADR 1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("kk", "ru", "en")
FALLBACK_ORDER = {"kk": ("kk", "ru", "en"), "ru": ("ru", "kk", "en"), "en": ("en", "ru", "kk")}


@dataclass(frozen=True, slots=True)
class Translated:
    """The same text in Kazakh, Russian and English; an empty string is a missing translation."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def get(self, language: str) -> str:
        """The text in ``language``, or the nearest one that exists (see `language_shown`)."""
        return str(getattr(self, self.language_shown(language)))

    def language_shown(self, language: str) -> str:
        """Which language `get` answers in: a screen says so when it is not the one asked for."""
        order = FALLBACK_ORDER.get(language, FALLBACK_ORDER["en"])
        return next((code for code in order if getattr(self, code)), order[0])

    @property
    def missing(self) -> tuple[str, ...]:
        """Languages without a text."""
        return tuple(code for code in LANGUAGES if not getattr(self, code).strip())

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_dict(cls, value: dict[str, Any] | None) -> Translated:
        return cls(**{code: str((value or {}).get(code) or "") for code in LANGUAGES})

    def __str__(self) -> str:
        return self.get(get_language() or "en")

    def __bool__(self) -> bool:
        return bool(self.kk or self.ru or self.en)


if TYPE_CHECKING:
    _JSONField = models.JSONField[Translated | dict[str, str], Translated]
else:
    _JSONField = models.JSONField


class TranslatedField(_JSONField):
    """A column holding a `Translated`. ``blank=False`` asks for all three languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated:
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Translated:
        return value if isinstance(value, Translated) else Translated.from_dict(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.to_python(value).as_dict())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, (Translated, dict)):
            value = self.to_python(value).as_dict()
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.to_python(self.value_from_object(obj)).as_dict()

    def validate(self, value: Translated, model_instance: models.Model | None) -> None:
        if not self.blank and value.missing:
            raise ValidationError(self.error_messages["null"], code="missing-translation")
