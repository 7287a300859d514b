"""One uploaded spreadsheet and what became of it."""

from django.db import models

from sapar.core.models import PublicIdModel, VersionedModel
from sapar.documents.models import StoredFile


class SheetRun(PublicIdModel, VersionedModel):
    """A file looked at (previewed) and then confirmed as a whole, or left."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        CONFIRMED = "confirmed"

    kind = models.CharField(max_length=40, help_text="which columns: each app brings its own")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    rows = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    summary = models.JSONField(default=dict, help_text="how many rows are new, changed, the same")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=40)
    uploaded_by_label = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="confirmed", confirmed_at__isnull=False)
                | models.Q(state="previewed", confirmed_at__isnull=True),
                name="sheet_run_confirmed_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
