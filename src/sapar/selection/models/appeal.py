"""An applicant's appeal against a result, and the answer with everything that it changed."""

from django.db import models
from django.db.models import Q

from sapar.core.models import PublicIdModel, VersionedModel
from sapar.selection.enums import AppealState
from sapar.selection.models.run import Outcome, PlacementRun


class Appeal(PublicIdModel, VersionedModel):
    """fact: what was changed to answer it, as the kernel's changed fact; {} when nothing was.
    difference: who would get what instead, as it stood when it was decided. run: the run that
    follows from it, when it was upheld."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="appeals")
    text = models.TextField()
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.FILED)
    fact = models.JSONField(default=dict, blank=True)
    difference = models.JSONField(default=dict, blank=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True, help_text="public id of the actor")
    run = models.ForeignKey(
        PlacementRun, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals"
    )

    class Meta:
        ordering = ["filed_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="appeal_has_text"),
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(state="filed"), name="one_open_appeal"
            ),
            models.CheckConstraint(
                condition=Q(state="filed", decided_at__isnull=True)
                | (~Q(state="filed") & Q(decided_at__isnull=False) & ~Q(decision="")),
                name="appeal_decided_has_time_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.state}"
