"""The words of all public texts in memory, one copy a process, taught by the database.

Words are only ever added, so a process that knows the last key asks for the newer ones; a key that
went back means another database (or a rebuild), and all is read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import islice, takewhile
from threading import Lock

from django.db.models import Max

from sapar.search.models import Word
from sapar.search.stems import possible_stems

MOST_BEGINNINGS = 30


class Vocabulary:
    """Folded forms, by length for guessing and in order for beginnings."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.stems: set[str] = set()
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.last = 0
        self._sorted: list[str] = []
        self._lock = Lock()

    def knows(self, form: str) -> bool:
        return form in self.shown or not self.stems.isdisjoint(possible_stems(form))

    def beginning_with(self, start: str) -> list[str]:
        place = bisect_left(self._sorted, start)
        longer = takewhile(lambda form: form.startswith(start), islice(self._sorted, place, None))
        return list(islice(longer, MOST_BEGINNINGS))

    def catch_up(self) -> None:
        newest = Word.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if newest == self.last:
            return
        with self._lock:
            if newest < self.last:
                self._forget_all()
            self._learn(newest)

    def _learn(self, newest: int) -> None:
        fresh = Word.objects.filter(pk__gt=self.last, pk__lte=newest)
        for form, shown in fresh.values_list("form", "shown"):
            if form not in self.shown:
                self.shown[form] = shown
                self.by_length[len(form)].append(form)
                self.stems |= possible_stems(form)
        self._sorted = sorted(self.shown)
        self.last = newest

    def _forget_all(self) -> None:
        self.shown, self.stems, self.last = {}, set(), 0
        self.by_length = defaultdict(list)


_known = Vocabulary()


def vocabulary() -> Vocabulary:
    """What is known now."""
    _known.catch_up()
    return _known
