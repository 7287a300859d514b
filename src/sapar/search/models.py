"""What can be found: one row a record and language, with the words as the index sees them."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A text that everybody may read. ``kind`` and ``record_id`` say where it stands.

    ``title_words`` and ``words`` are folded and stemmed. What indexes them differs by database
    (see the migration ``full_text``) and follows this table by itself.
    """

    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=90, help_text="public id or slug of the record")
    path = models.CharField(max_length=200, blank=True, help_text="below the language")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    title_words = models.TextField(blank=True, editable=False)
    words = models.TextField(blank=True, editable=False)
    is_learned = models.BooleanField(
        default=False, help_text="whether its words are among those that spelling is guessed from"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "language"], name="document_once_a_language"
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(is_learned=False), name="document_to_learn"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that stands in some document, so that a mistyped one finds its nearest neighbour.

    ``form`` is folded; ``stems`` is what it may be in the index, with a space between; ``shown``
    is how it was written when it was first met.
    """

    form = models.CharField(max_length=40, unique=True)
    stems = models.CharField(max_length=90)
    shown = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.shown
