"""The words of all public texts in memory, one copy a process, taught by the database.

Words are only ever added, so a process that knows the last key asks for the newer ones; a key that
went back means another database (or a rebuild), and all is read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from threading import Lock

from django.db.models import Max

from sapar.search.models import Word
from sapar.search.stems import possible_stems

MOST_BEGINNINGS = 30


class Vocabulary:
    """Folded forms, by first letter and length for guessing and in order for beginnings."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.stems_of: dict[str, list[str]] = {}
        self.stems: set[str] = set()
        self.alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.last = 0
        self._sorted: list[str] = []
        self._lock = Lock()

    def knows(self, form: str) -> bool:
        return form in self.shown or not self.stems.isdisjoint(possible_stems(form))

    def beginning_with(self, start: str) -> list[str]:
        place = bisect_left(self._sorted, start)
        following = self._sorted[place : place + MOST_BEGINNINGS]
        return [form for form in following if form.startswith(start)]

    def of_lengths(self, lengths: range, first: str = "") -> list[str]:
        """Forms of such a length, all of them or those with the first letter."""
        return [
            form
            for (letter, length), forms in list(self.alike.items())
            if length in lengths and (not first or letter == first)
            for form in forms
        ]

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
        for form, stems, shown in fresh.values_list("form", "stems", "shown").iterator():
            if form not in self.shown:
                self.shown[form] = shown
                self.stems_of[form] = stems.split()
                self.stems.update(self.stems_of[form])
                self.alike[form[0], len(form)].append(form)
        self._sorted = sorted(self.shown)
        self.last = newest

    def _forget_all(self) -> None:
        self.shown, self.stems_of, self.stems, self.last = {}, {}, set(), 0
        self.alike = defaultdict(list)


_known = Vocabulary()


def vocabulary() -> Vocabulary:
    """What is known now."""
    _known.catch_up()
    return _known
