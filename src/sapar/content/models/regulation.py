"""Regulations as records: what it is, whether it is in force, who looked last, and its texts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sapar.content.enums import ReadingProblem, RegulationKind, RegulationStatus
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.documents.models import StoredFile
from sapar.institutions.models import Unit


class Regulation(PublicIdModel, VersionedModel):
    """An act that mobility stands on. A missing one keeps its place, marked as not supplied."""

    kind = models.CharField(max_length=12, choices=RegulationKind.choices)
    title = TranslatedField()
    issuer = TranslatedField()
    number = models.CharField(max_length=80, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    official_url = models.URLField(max_length=300, blank=True)
    source_url = models.URLField(
        max_length=300, blank=True, help_text="where its status was seen, if elsewhere"
    )
    status = models.CharField(max_length=10, choices=RegulationStatus.choices)
    status_note = TranslatedField(blank=True, help_text="last amendment, what replaced it, traps")
    about = TranslatedField(blank=True, help_text="what it governs, in plain words")
    concerns = models.JSONField(default=list, blank=True, help_text="codes of `Concern`")
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="regulations")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    check_months = models.PositiveSmallIntegerField(
        default=6, help_text="how long a check of its status holds"
    )
    check_due_on = models.DateField(
        null=True, blank=True, help_text="from when a new check is needed; none: never"
    )
    reminded_on = models.DateField(null=True, blank=True, help_text="when its owner was last told")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(check_months__gte=1), name="check_months_positive")
        ]

    def __str__(self) -> str:
        return str(self.title)


class RegulationVersion(PublicIdModel):
    """A text of a regulation as it stood from a day on, in one language."""

    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=120, help_text="e.g. wording of 29.04.2024")
    language = models.CharField(max_length=2)
    in_force_from = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True, help_text="as read out of the file, for the search")
    pages = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0, help_text="of which the text was read")
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="when the worker was done with the file; empty: it waits"
    )
    problem = models.CharField(max_length=10, choices=ReadingProblem.choices, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40, help_text="public id of the actor")

    class Meta:
        ordering = ["-in_force_from", "-id"]

    def __str__(self) -> str:
        return f"{self.regulation} ({self.name})"
