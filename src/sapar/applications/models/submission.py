"""What was submitted: immutable, and the only thing that others see and judge."""

from typing import Any

from django.db import models

from sapar.applications.models.application import Application
from sapar.core.models import PublicIdModel


class Submission(PublicIdModel):
    """`content`: about, wishes (public ids of places, in order), motivation, documents (code, name,
    public id and SHA-256 of the file), consents, hash of the terms. `hash` is the SHA-256 of its
    canonical JSON."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a submission is never changed: submit the next one")
        super().save(*args, **kwargs)
