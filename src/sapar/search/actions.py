"""Putting texts into the index, and out of it in the same moment in which they stop being public.

Whoever calls is inside the transaction that changes the record, so that no search ever finds what
is no longer there to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from sapar.core import clock
from sapar.core.signals import public_change
from sapar.search.models import Document, Word
from sapar.search.stems import form_of, possible_stems, stems_of, words_in
from sapar.search.vocabulary import vocabulary

TITLE_LETTERS = 300
TEXT_LETTERS = 300_000
"""About a hundred pages; more does not fit into what PostgreSQL keeps of one text."""
AT_ONCE = 500

Texts = Mapping[str, tuple[str, str]]


@transaction.atomic
def index(kind: str, record_id: str, texts: Texts, *, path: str = "") -> None:
    """Let a record be found by what it says: language -> (title, text), at ``path`` below the
    language. Languages that are not named are forgotten.
    """
    documents = Document.objects.filter(kind=kind, record_id=record_id)
    documents.exclude(language__in=texts).delete()
    known = {document.language: document for document in documents}
    for language, said in texts.items():
        fresh = _document(kind, record_id, path, language, said)
        old = known.get(language)
        if old is None or (old.title, old.text, old.path) != (fresh.title, fresh.text, path):
            fresh.pk = old.pk if old else None
            fresh.save()


def forget(kind: str, record_id: str) -> None:
    """Let a record no longer be found."""
    Document.objects.filter(kind=kind, record_id=record_id).delete()


@transaction.atomic
def index_again(kind: str, records: Iterable[tuple[str, str, Texts]]) -> int:
    """Replace everything of a kind by (record id, path, texts); returns how many texts."""
    Document.objects.filter(kind=kind).delete()
    documents = (
        _document(kind, record_id, path, language, said)
        for record_id, path, texts in records
        for language, said in texts.items()
    )
    return len(Document.objects.bulk_create(documents, batch_size=AT_ONCE))


def learn_words() -> int:
    """Remember the words of new texts for guessing what was meant; returns of how many texts.

    It runs on its own and not in `index`: two editors who publish at once would wait for each
    other's words.
    """
    with transaction.atomic():
        fresh = list(Document.objects.filter(is_learned=False).order_by("id")[:AT_ONCE])
        shown = {
            form_of(found[0]): found[0].casefold()
            for document in fresh
            for found in words_in(f"{document.title} {document.text}")
            if not any(letter.isdigit() for letter in found[0])
        }
        fresh_forms = sorted(shown.keys() - vocabulary().shown.keys())
        Word.objects.bulk_create(
            [
                Word(form=form, stems=" ".join(sorted(possible_stems(form))), shown=shown[form])
                for form in fresh_forms
            ],
            batch_size=AT_ONCE,
            ignore_conflicts=True,
        )
        Document.objects.filter(pk__in=[document.pk for document in fresh]).update(is_learned=True)
        if fresh_forms:
            public_change.send(Word)  # a word mistyped is understood now
    return len(fresh)


def _document(
    kind: str, record_id: str, path: str, language: str, said: tuple[str, str]
) -> Document:
    title, text = (part.replace("\0", "") for part in said)
    title, text = title[:TITLE_LETTERS], text[:TEXT_LETTERS]
    return Document(
        kind=kind,
        record_id=record_id,
        path=path,
        language=language,
        title=title,
        text=text,
        title_words=" ".join(stems_of(title, language)),
        words=" ".join(stems_of(text, language)),
        changed_at=clock.now(),
    )
