"""How long a search takes among 20,000 texts in three languages, on SQLite and on PostgreSQL.

Each database is measured in a process of its own, with data that are thrown away. The texts are
made by a seed from the pages that a portal begins with, so that words are as frequent as in life.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from dev.postgresql import running_postgresql

DOCUMENTS = 20_000
QUERIES = 200
SEED = 2026
LANGUAGES = ("kk", "ru", "en")
WORDS_A_TEXT = (40, 400)
INVENTED_WORDS = 30_000
SHORTEST = 4
LETTERS = {"kk": "аәбғдеіклмнңорстұүқш", "ru": "абвгдежиклмнопрстуя", "en": "abcdeilmnoprstuy"}
PAGES = Path(__file__).parents[1] / "src/sapar/content/starter/pages"
PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the report."""

    what: str
    value: float
    unit: str


def measure() -> list[Line]:
    """Median, 95th percentile and the time of indexing, for both databases."""
    lines = _measured_with("SQLite", {})
    with running_postgresql() as url:
        return [*lines, *_measured_with("PostgreSQL", {"DATABASE_URL": url})]


def _measured_with(database: str, settings: dict[str, str]) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="sapar-bench-search-") as data:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"SAPAR_DATA": data, "DJANGO_SETTINGS_MODULE": "sapar.config.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.search", "here"],
            env=environment | settings,
            cwd=PROJECT,
            check=True,
            stdout=subprocess.PIPE,
        )
    taken = json.loads(done.stdout)
    name = f"search over {DOCUMENTS:,} texts, {database}"
    return [
        Line(f"{name}, median of {QUERIES} queries", median(taken["searches"]), "ms"),
        Line(f"{name}, 95th percentile", quantiles(taken["searches"], n=20)[-1], "ms"),
        Line(f"{name}, slowest", max(taken["searches"]), "ms"),
        Line(f"{name}, first search of a process", taken["first"], "ms"),
        Line(f"{name}, indexing all", taken["indexing"] / 1000, "s"),
    ]


def _measure_here() -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command

    from sapar.search.actions import index_again, learn_words
    from sapar.search.queries import search

    call_command("migrate", interactive=False, verbosity=0)
    rng = random.Random(SEED)
    words = {language: _words(language, rng) for language in LANGUAGES}
    began = time.perf_counter()
    index_again("article", _records(words, rng))
    indexing = _milliseconds_since(began)
    while learn_words():
        pass
    queries = [_query(words, rng) for _number in range(QUERIES)]
    began = time.perf_counter()
    search("mobility", "en")
    first, searches, found = _milliseconds_since(began), [], 0
    for language, text in queries:
        began = time.perf_counter()
        found += bool(search(text, language).total)
        searches.append(_milliseconds_since(began))
    print(f"{found} of {QUERIES} queries found something", file=sys.stderr)
    return {"searches": searches, "first": first, "indexing": indexing}


def _words(language: str, rng: random.Random) -> list[str]:
    """Real words as often as they stand in our pages, and many rare ones."""
    pages = [page.read_text("utf-8") for page in sorted(PAGES.glob(f"*/{language}.md"))]
    real = " ".join(pages).split()
    letters = LETTERS[language]
    invented = ["".join(rng.choices(letters, k=rng.randint(5, 12))) for _ in range(INVENTED_WORDS)]
    return real * max(1, 4 * INVENTED_WORDS // len(real)) + invented


def _records(
    words: dict[str, list[str]], rng: random.Random
) -> Iterator[tuple[str, str, dict[str, tuple[str, str]]]]:
    for number in range(DOCUMENTS // len(LANGUAGES) + 1):
        yield (
            f"R{number:06}",
            f"articles/{number}/",
            {code: (_text(words[code], 6, rng), _body(words[code], rng)) for code in LANGUAGES},
        )


def _body(words: list[str], rng: random.Random) -> str:
    return _text(words, rng.randint(*WORDS_A_TEXT), rng)


def _text(words: list[str], count: int, rng: random.Random) -> str:
    return " ".join(rng.choices(words, k=count))


def _query(words: dict[str, list[str]], rng: random.Random) -> tuple[str, str]:
    """One to three words; one query in four is mistyped, one in four is half typed."""
    language = rng.choice(LANGUAGES)
    telling = [word for word in rng.choices(words[language], k=60) if word.isalpha()]
    chosen = [word for word in telling if len(word) > SHORTEST][: rng.randint(1, 3)]
    slip = rng.randrange(4)
    if slip == 0:
        place = rng.randrange(1, len(chosen[0]))
        chosen[0] = chosen[0][:place] + rng.choice(LETTERS[language]) + chosen[0][place + 1 :]
    elif slip == 1:
        chosen[-1] = chosen[-1][: max(3, len(chosen[-1]) - 3)]
    return language, " ".join(chosen)


def _milliseconds_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        json.dump(_measure_here(), sys.stdout)
    else:
        for line in measure():
            print(f"{line.what:70}{line.value:10.1f} {line.unit}")
