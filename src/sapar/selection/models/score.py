"""What the commission gives: each member's points, and one judgement of teamwork."""

from django.db import models
from django.db.models import Q

from sapar.accounts.models import Person
from sapar.applications.models import Application
from sapar.core.models import PublicIdModel, VersionedModel


class ScoreSheet(PublicIdModel, VersionedModel):
    """One member's points for one application, by item, as decimal texts: {"motivation": "85.5"}.

    Members score independently: a sheet not handed in is seen by nobody else, and a member sees the
    others' sheets only after handing in the own one.
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="score_sheets"
    )
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="score_sheets")
    points = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    edited_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "member"], name="sheet_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.application} by {self.member}"


class Judgement(PublicIdModel, VersionedModel):
    """The commission's word on teamwork and communication: met or unmet, always with a reason."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="judgement"
    )
    is_met = models.BooleanField()
    reason = models.TextField()
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=40, help_text="public id of the actor")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_reason")]

    def __str__(self) -> str:
        return f"{self.application}: {'met' if self.is_met else 'unmet'}"
