"""What can be found: one row a record and language, with the words as the index sees them."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A text that everybody may read. ``kind`` and ``record_id`` say where it stands; ``words`` is
    title and text folded and stemmed, for the index of the database at hand.
    """

    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=90, help_text="public id or slug of the record")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    words = models.TextField(blank=True, editable=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "language"], name="document_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
