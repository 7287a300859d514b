"""Searching what everybody may read, whatever the alphabet, the ending or the slip of the hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from sapar.core.translated import FALLBACK_ORDER
from sapar.search.excerpts import excerpt_of, marked
from sapar.search.function_words import FUNCTION_WORDS
from sapar.search.matching import RANKED, Match, Wanted, counts_by_kind, matches
from sapar.search.models import Document
from sapar.search.spelling import guess
from sapar.search.stems import form_of, possible_stems, words_in
from sapar.search.vocabulary import vocabulary

MOST_WORDS = 10
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, in one of its languages. Title and excerpt carry marks."""

    kind: str
    record_id: str
    path: str
    language: str
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """``corrected`` is what was searched instead, when a word was mistyped; ``is_partial`` says
    that no text has all the words and these have some; ``counts`` are records a kind, ``total``
    those of the kinds asked for, of which ``reachable`` were put in order.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    corrected: str = ""
    is_partial: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    reachable: int = 0


def search(
    text: str,
    language: str,
    limit: int = 20,
    offset: int = 0,
    kinds: Collection[str] | None = None,
    *,
    exactly: bool = False,
) -> Results:
    """Records whose public text has the words, one hit each, in the reader's language if it has
    them there. ``exactly`` corrects nothing.
    """
    wanted, corrected, has_all = _wanted(text), "", True
    found = matches(wanted, language)
    if not found and not exactly and (corrected := guess(text, vocabulary())):
        wanted = _wanted(corrected)
        found = matches(wanted, language)
    if not found and len(wanted) > 1:
        has_all = False
        found = matches(wanted, language, has_all=False)
    if not found:
        return Results()
    is_whole = len(found) < RANKED
    counts = _counted(found) if is_whole else counts_by_kind(wanted, has_all=has_all)
    if kinds and is_whole:
        found = [match for match in found if match.kind in kinds]
    elif kinds:
        found = matches(wanted, language, kinds, has_all=has_all)
    best = _one_a_record(found, language)
    return Results(
        hits=_hits(best[offset : offset + limit], wanted),
        total=sum(count for kind, count in counts.items() if not kinds or kind in kinds),
        corrected=corrected,
        is_partial=not has_all,
        counts=counts,
        reachable=len(best),
    )


def _counted(found: Sequence[Match]) -> dict[str, int]:
    return dict(Counter(kind for kind, _id in {(one.kind, one.record_id) for one in found}))


def _wanted(text: str) -> list[Wanted]:
    """Words that carry no meaning count only where there are no others."""
    typed = list(dict.fromkeys(form_of(found[0]) for found in words_in(text)))
    forms = ([form for form in typed if form not in FUNCTION_WORDS] or typed)[:MOST_WORDS]
    return [_word(form, is_last=form == forms[-1]) for form in forms]


def _word(form: str, *, is_last: bool) -> Wanted:
    """The last word may still be half typed: then what begins with it is meant, too."""
    stems = possible_stems(form)
    if not is_last or len(form) < SHORTEST_BEGINNING:
        return Wanted(frozenset(stems))
    known = vocabulary()
    longer = {stem for word in known.beginning_with(form) for stem in known.stems_of[word]}
    return Wanted(frozenset(stems | longer), frozenset({form}))


def _one_a_record(found: Sequence[Match], language: str) -> list[Match]:
    """The reader's language first, within it the best match first."""
    order = {code: rank for rank, code in enumerate(FALLBACK_ORDER[language])}
    found = sorted(found, key=lambda match: (order.get(match.language, 3), -match.score))
    best: dict[tuple[str, str], Match] = {}
    for match in found:
        best.setdefault((match.kind, match.record_id), match)
    return list(best.values())


def _hits(page: Sequence[Match], wanted: Sequence[Wanted]) -> list[Hit]:
    documents = Document.objects.defer("words", "title_words").in_bulk([m.pk for m in page])
    return [
        Hit(
            document.kind,
            document.record_id,
            document.path,
            document.language,
            marked(document.title, document.language, wanted),
            excerpt_of(document.text, document.language, wanted),
        )
        for document in (documents[match.pk] for match in page if match.pk in documents)
    ]
