"""Words that mix alphabets are noticed; names in one alphabet each are not."""

import pytest

from sapar.core.lookalikes import mixes_alphabets


@pytest.mark.parametrize(
    "name", ["\u0410lma", "Ivan P\u0435trov", "Ә\u006cия", "O\u2019Ко\u006enor"]
)
def test_a_word_of_two_alphabets_is_noticed(name):
    assert mixes_alphabets(name)


@pytest.mark.parametrize(
    "name",
    ["", "Әлия Сәрсенова", "Jürgen Müller", "Анна Smith", "И. П. 2", "Қ\u0430р\u0430", "王 Ли"],
)
def test_words_of_one_alphabet_each_are_not(name):
    assert not mixes_alphabets(name)
