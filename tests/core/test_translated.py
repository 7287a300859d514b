"""Text of records in three languages: stored as one value, shown in the reader's language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from sapar.core.translated import Translated
from sapar.institutions.models import Institution

NAME = Translated("Вильнюс университеті", "Вильнюсский университет", "Vilnius University")


def make_partner(name: Translated) -> Institution:
    return Institution.objects.create(
        name=name,
        kind="university",
        country="LT",
        city=Translated("В", "В", "V"),
        evidence="candidate",
    )


@pytest.mark.django_db
def test_a_stored_text_comes_back_whole() -> None:
    partner = make_partner(NAME)
    assert Institution.objects.get(pk=partner.pk).name == NAME


def test_reads_in_the_active_language() -> None:
    with translation.override("ru"):
        assert str(NAME) == "Вильнюсский университет"
    with translation.override("kk"):
        assert str(NAME) == "Вильнюс университеті"


def test_a_missing_translation_falls_back_and_says_so() -> None:
    name = Translated(ru="Клиника", en="Clinic")
    assert name.get("kk") == "Клиника"
    assert name.language_shown("kk") == "ru"
    assert name.missing == ("kk",)


@pytest.mark.django_db
def test_a_text_without_a_translation_is_not_valid() -> None:
    partner = make_partner(Translated(en="Vilnius University"))
    with pytest.raises(ValidationError) as caught:
        partner.full_clean()
    assert "name" in caught.value.message_dict


@pytest.mark.django_db
def test_is_found_in_any_language_and_case() -> None:
    partner = make_partner(NAME)
    from sapar.core.folding import fold

    for typed in ("ВИЛЬНЮССКИЙ", "vilnius", "УНИВЕРСИТЕТІ"):
        assert Institution.objects.get(search_text__contains=fold(typed)) == partner
