"""Kazakh letters are found in any case and stand where the alphabet puts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.folding import fold, sort_key

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ҚАЗАҚ", "қазақ"),
        ("казак", "Қазақ"),
        ("өскемен", "ӨСКЕМЕН"),
        ("Оскемен", "Өскемен"),
        ("уйым", "Ұйым"),
        ("алёна", "Алена"),
        ("i\u0301", "í"),
    ],
)
def test_folding_forgives_case_and_missing_marks(typed: str, stored: str) -> None:
    assert fold(typed) == fold(stored)


def test_different_words_stay_different() -> None:
    assert fold("бала") != fold("бола")


def test_sorts_by_the_kazakh_alphabet() -> None:
    shuffled = sorted(ALPHABET)
    assert sorted(shuffled, key=sort_key) == list(ALPHABET)


def test_a_word_sorts_before_its_longer_form() -> None:
    words = ["Қанат", "Қана", "Кана", "Қанатов А"]
    assert sorted(words, key=sort_key) == ["Кана", "Қана", "Қанат", "Қанатов А"]


@given(st.text(alphabet=ALPHABET + ALPHABET.upper(), max_size=20))
def test_the_key_ignores_case(text: str) -> None:
    assert sort_key(text) == sort_key(text.lower())
