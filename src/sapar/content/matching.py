"""Frequent questions that may answer what somebody is about to ask, or looks for.

There are tens of them, so each is read; rare words count more than common ones, and a word counts
by its beginning, since Kazakh and Russian bend its end.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sapar.content.markup import plain_text
from sapar.content.models import FrequentQuestion
from sapar.core.folding import fold
from sapar.core.translated import LANGUAGES, Translated

WORD = re.compile(r"\w{3,}")
STEM = 5
OFFERED = 3
ENOUGH = 2.0  # one rare word, or a few common ones
IN_QUESTION = 2  # a word of the question says more than one of the answer


def matching_questions(
    text: str, rows: Sequence[FrequentQuestion], limit: int | None = OFFERED
) -> list[FrequentQuestion]:
    """The rows that share most with ``text``, in whichever language it is; the best first."""
    asked = _stems([text])
    stems = [
        (_stems(_all(row.question)), _stems(map(plain_text, _all(row.answer)))) for row in rows
    ]
    seen = Counter(stem for question, answer in stems for stem in question | answer)

    def score(question: set[str], answer: set[str]) -> float:
        weights = {stem: math.log((len(rows) + 1) / seen[stem]) for stem in asked if seen[stem]}
        return sum(
            weight * (IN_QUESTION if stem in question else stem in answer)
            for stem, weight in weights.items()
        )

    ranked = [(score(*pair), row) for pair, row in zip(stems, rows, strict=True)]
    found = sorted((pair for pair in ranked if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return [row for _score, row in found[:limit]]


def _all(text: Translated) -> list[str]:
    return [getattr(text, language) for language in LANGUAGES]


def _stems(texts: Iterable[str]) -> set[str]:
    return {word[:STEM] for text in texts for word in WORD.findall(fold(text))}
