"""What every application is judged by: written when the call opens, and never changed."""

from typing import Any

from django.db import models

from sapar.calls.models.call import Call
from sapar.core.models import PublicIdModel


class CallTerms(PublicIdModel):
    """A change after opening is a new number.

    content: dates, places, criteria, documents, scorecard, tie-break and the commitment to the
    lottery's seed. hash: the SHA-256 of its canonical JSON.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="terms_numbered")]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("the terms of a call are never changed: write the next number")
        super().save(*args, **kwargs)
