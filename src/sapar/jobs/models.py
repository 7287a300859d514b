"""The schedule's rows: when each entry is next due and who holds it."""

from django.db import models


class ScheduledDeed(models.Model):
    """One entry of an app's ``tasks.SCHEDULE``. A lease that ran out belongs to nobody."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
