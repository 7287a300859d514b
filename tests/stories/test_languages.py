"""In which language somebody wrote, told by letters for a greeting and by a model for a text."""

import os
import subprocess
import sys

import pytest

from sapar.stories.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Рақмет, өте пайдалы мақала! Құжаттарды қашан тапсыру керек?", "kk"),
        ("Мен осы семестрде барғым келеді, бірақ ағылшын тілім нашар.", "kk"),
        ("Барлык окушыларга осы макала керек болар, рахмет сиздерге", "kk"),  # a Russian keyboard
        ("Спасибо, очень полезная статья. Когда нужно сдать документы?", "ru"),
        ("Подскажите, можно ли ординатору поехать на цикл?", "ru"),
        ("Thank you, a very useful article. When are the papers due?", "en"),
        ("Is it possible to choose the hospital, or is it decided for you?", "en"),
    ],
)
def test_texts(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("Рақмет!", "kk"), ("Спасибо!", "ru"), ("Thanks!", "en"), ("Ок, thanks", "en")],
)
def test_greetings(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "123", "👍", "https://example.org/a", "?!…"])
def test_what_is_no_language(text):
    assert language_of(text) == ""


def test_the_model_is_loaded_for_the_first_long_text_only_and_stays_small():
    """Every web process pays for it once: at most 200 MB, nothing before a comment comes."""
    code = """
import resource, sys
from sapar.stories.languages import language_of
language_of("Спасибо!")
assert "numpy" not in sys.modules and "py3langid" not in sys.modules
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
language_of("Спасибо, очень полезная статья для тех, кто едет впервые.")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert int(done.stdout) < 200 * 1024
