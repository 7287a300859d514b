"""The vocabulary of a process outlives the transaction that a test rolls back."""

import pytest

from sapar.search import vocabulary


@pytest.fixture(autouse=True)
def _fresh_vocabulary(monkeypatch):
    monkeypatch.setattr(vocabulary, "_known", vocabulary.Vocabulary())
