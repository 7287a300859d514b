"""Asking the index of the database at hand: which documents have these words, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

# A word of the title weighs as much as twenty of the text.
_SQLITE = """
    SELECT document.id, document.kind, document.record_id, document.language, found.score
    FROM (SELECT rowid, -bm25(search_index, 20.0, 1.0) AS score
          FROM search_index WHERE search_index MATCH %s) AS found
    JOIN search_document AS document ON document.id = found.rowid"""
_POSTGRESQL = """
    SELECT id, kind, record_id, language,
           ts_rank('{0.05, 0.2, 0.4, 1.0}', vector, query, 1) AS score
    FROM search_document, to_tsquery('simple', %s) AS query WHERE vector @@ query"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of the question: any of its stems, and what begins with one of ``beginnings``."""

    stems: frozenset[str]
    beginnings: frozenset[str] = frozenset()


class Match(NamedTuple):
    pk: int
    kind: str
    record_id: str
    language: str
    score: float


def matches(wanted: Sequence[Wanted], *, all_of_them: bool = True) -> list[Match]:
    """Documents with all of the words, or with any of them."""
    if not wanted:
        return []
    is_sqlite = connection.vendor == "sqlite"
    expression = (_in_sqlite if is_sqlite else _in_postgresql)(wanted, all_of_them)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if is_sqlite else _POSTGRESQL, [expression])
        return [Match(*row) for row in cursor.fetchall()]


def _in_sqlite(wanted: Sequence[Wanted], all_of_them: bool) -> str:
    groups = [
        " OR ".join([*map('"{}"'.format, word.stems), *map('"{}" *'.format, word.beginnings)])
        for word in wanted
    ]
    return (" AND " if all_of_them else " OR ").join(f"({group})" for group in groups)


def _in_postgresql(wanted: Sequence[Wanted], all_of_them: bool) -> str:
    groups = [
        " | ".join([*map("'{}'".format, word.stems), *map("'{}':*".format, word.beginnings)])
        for word in wanted
    ]
    return (" & " if all_of_them else " | ").join(f"({group})" for group in groups)
