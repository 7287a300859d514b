"""The whole index anew, from the records themselves: after an update of Sapar, or of a stemmer."""

from __future__ import annotations

from django.db import transaction

from sapar.search.actions import index_again, learn_words
from sapar.search.collecting import COLLECTORS
from sapar.search.models import Document, Word


def rebuild() -> int:
    """Index everything public and forget words that stand nowhere; returns how many texts."""
    with transaction.atomic():
        Document.objects.exclude(kind__in=[collector.kind for collector in COLLECTORS]).delete()
        count = sum(index_again(one.kind, one.collected()) for one in COLLECTORS)
        Word.objects.all().delete()
    while learn_words():
        pass
    return count
