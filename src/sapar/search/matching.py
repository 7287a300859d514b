"""Asking the index of the database at hand: which documents have these words, the best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

RANKED = 300
"""Of more documents than that, only these are put in order: nobody turns fifteen pages."""

# A word of the title weighs as much as twenty of the text.
_SQLITE = """
    SELECT document.id, document.kind, document.record_id, document.language, found.score
    FROM (SELECT rowid, -bm25(search_index, 20.0, 1.0) AS score
          FROM search_index WHERE search_index MATCH %s) AS found
    JOIN search_document AS document ON document.id = found.rowid {of_kinds}
    ORDER BY document.language = %s DESC, found.score DESC LIMIT {ranked}"""
# Fetching the vector of each match to rank it is what takes time, so the cheap signs go first.
_POSTGRESQL = """
    WITH query AS MATERIALIZED (SELECT to_tsquery('simple', %s) AS words),
    found AS MATERIALIZED (
        SELECT document.id FROM search_document AS document, query
        WHERE document.vector @@ query.words {of_kinds}
        ORDER BY document.language = %s DESC, document.title_vector @@ query.words DESC,
                 document.id DESC LIMIT {ranked})
    SELECT document.id, document.kind, document.record_id, document.language,
           ts_rank('{{0.05, 0.2, 0.4, 1.0}}', document.vector, query.words, 1) AS score
    FROM found JOIN search_document AS document USING (id), query"""
_COUNTS_SQLITE = """
    SELECT kind, COUNT(DISTINCT record_id) FROM search_document
    WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH %s) GROUP BY kind"""
# Not knowing the words, the planner does not read the whole table, which would be slower by far.
_COUNTS_POSTGRESQL = """
    WITH query AS MATERIALIZED (SELECT to_tsquery('simple', %s) AS words)
    SELECT kind, COUNT(DISTINCT record_id) FROM search_document, query
    WHERE vector @@ query.words GROUP BY kind"""


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


def matches(
    wanted: Sequence[Wanted], language: str, kinds: Collection[str] = (), *, has_all: bool = True
) -> list[Match]:
    """At most `RANKED` documents with all of the words, or with any of them, those in the language
    first.
    """
    if not wanted:
        return []
    statement = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    marks = ", ".join(["%s"] * len(kinds))
    of_kinds = f"AND document.kind IN ({marks})" if kinds else ""
    rows = _asked(
        statement.format(of_kinds=of_kinds, ranked=RANKED),
        [_expression(wanted, has_all), *kinds, language],
    )
    return [Match(*row) for row in rows]


def counts_by_kind(wanted: Sequence[Wanted], *, has_all: bool = True) -> dict[str, int]:
    """Kind -> how many records have the words, in whichever language."""
    statement = _COUNTS_SQLITE if connection.vendor == "sqlite" else _COUNTS_POSTGRESQL
    return dict(_asked(statement, [_expression(wanted, has_all)]))


def _asked(statement: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _expression(wanted: Sequence[Wanted], has_all: bool) -> str:
    """Stems are letters and digits alone, so nothing in them is understood as an operator."""
    if connection.vendor == "sqlite":
        return _in_sqlite(wanted, has_all)
    return _in_postgresql(wanted, has_all)


def _in_sqlite(wanted: Sequence[Wanted], has_all: bool) -> str:
    groups = [
        " OR ".join([*map('"{}"'.format, word.stems), *map('"{}" *'.format, word.beginnings)])
        for word in wanted
    ]
    return (" AND " if has_all else " OR ").join(f"({group})" for group in groups)


def _in_postgresql(wanted: Sequence[Wanted], has_all: bool) -> str:
    groups = [
        " | ".join([*map("'{}'".format, word.stems), *map("'{}':*".format, word.beginnings)])
        for word in wanted
    ]
    return (" & " if has_all else " | ").join(f"({group})" for group in groups)
