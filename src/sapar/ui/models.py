"""The number that says whether a page kept in memory is still what the database would tell."""

from django.db import models


class PageGeneration(models.Model):
    """One row, counted up after every change of something public; every process reads it."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
