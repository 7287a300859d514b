"""What an editor changes: its texts and their limits, and which translations fell behind.

A window carries a mark of each text it was filled from, so that the text of a second window is
noticed and kept beside instead of overwriting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sapar.content.models import Article
from sapar.core.errors import Refusal
from sapar.core.translated import LANGUAGES, Translated

TEXT_LIMITS = {"title": 200, "lead": 600, "body": 100_000, "byline": 200}
TRANSLATED_TOGETHER = ("title", "lead", "body")
"""Texts that a translator follows; a byline says a name and falls behind nothing."""


def content_of(article: Article) -> dict[str, Any]:
    """The working copy as a revision keeps it."""
    texts = {name: getattr(article, name).as_dict() for name in TEXT_LIMITS}
    cover = article.cover.public_id if article.cover else ""
    return {**texts, "cover": cover, "outdated": list(outdated_in(article))}


def is_written(article: Article, language: str) -> bool:
    """Readers of that language have a title and a text."""
    return all(getattr(getattr(article, name), language).strip() for name in ("title", "body"))


def missing_in(article: Article) -> tuple[str, ...]:
    """Languages in which readers would read another one."""
    return tuple(code for code in LANGUAGES if not is_written(article, code))


def outdated_in(article: Article) -> tuple[str, ...]:
    """Languages whose text was not confirmed since the original changed."""
    changed = article.changed_at.get(article.original_language, "")
    return tuple(
        code
        for code in LANGUAGES
        if code != article.original_language
        and _has_words(article, code)
        and article.confirmed_at.get(code, "") < changed
    )


def has_unpublished_changes(article: Article) -> bool:
    """The working copy says something else than what readers see, or will see when scheduled."""
    released = article.published
    return released is not None and released.content != content_of(article)


def note_changes(
    article: Article, before: Article, at: str, *, confirmed: Iterable[str] = ()
) -> set[str]:
    """Write down, per language, that its text changed; returns those languages.

    A translation counts as confirmed when somebody says so, when it is written for the first time,
    and when it changes together with the original.
    """
    changed = {code for code in LANGUAGES if _words(article, code) != _words(before, code)}
    with_original = changed if article.original_language in changed else set()
    first = {code for code in changed if not _has_words(before, code)}
    article.changed_at = {**article.changed_at, **dict.fromkeys(changed, at)}
    article.confirmed_at = {
        **article.confirmed_at,
        **dict.fromkeys({*confirmed, *with_original, *first} & set(LANGUAGES), at),
    }
    return changed


def cleaned(name: str, text: Translated) -> Translated:
    """The text as it is kept. Raises `Refusal` ``article-text-too-long``."""
    limit = TEXT_LIMITS[name]
    plain = {code: _plain(words) for code, words in text.as_dict().items()}
    for code, words in plain.items():
        if len(words) > limit:
            raise Refusal(
                "article-text-too-long", field=name, language=code, given=len(words), limit=limit
            )
    return Translated(**plain)


def mark_of(text: str) -> str:
    return hashlib.sha256(_plain(text).encode()).hexdigest()[:12]


def marks_of(article: Article) -> str:
    """What a page carries to say from which texts it was filled: ``body_ru=mark ...``."""
    return " ".join(
        f"{name}_{code}={mark_of(text)}"
        for name in TEXT_LIMITS
        for code, text in getattr(article, name).as_dict().items()
    )


def marks_from(version: str) -> Mapping[str, str]:
    """The inverse of `marks_of`."""
    parts = (part.partition("=") for part in version.split())
    return {name: mark for name, _sign, mark in parts}


def _words(article: Article, language: str) -> list[str]:
    return [getattr(getattr(article, name), language) for name in TRANSLATED_TOGETHER]


def _has_words(article: Article, language: str) -> bool:
    return any(_words(article, language))


def _plain(text: str) -> str:
    """One kind of line break, no NUL (PostgreSQL keeps none), no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
