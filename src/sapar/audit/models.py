"""One row a deed: who did what to which record, when. Rows are added and never changed or removed.

No foreign keys: an audit row outlives what it speaks of. Sealing (`tasks.seal_events`) chains rows
by hash afterwards, in sealing order, so that no deed waits for another.
"""

from django.db import models


class Event(models.Model):
    at = models.DateTimeField(db_index=True)
    actor_id = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=200)
    deed = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=9)
    values = models.JSONField(default=dict)
    seal_number = models.PositiveBigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.deed} {self.subject_kind} {self.subject_id}"
