"""A verdict with the facts it saw and the clauses it applied, to be replayed years later."""

from django.db import models

from sapar.applications.models.application import Application
from sapar.applications.models.submission import Submission
from sapar.core.models import PublicIdModel


class Verdict(PublicIdModel):
    """``wish`` is the public id of the place judged, or empty for the call as a whole."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="verdicts")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verdicts")
    occasion = models.CharField(
        max_length=20, help_text="the deed that asked: submit, release, verify, ..."
    )
    wish = models.CharField(max_length=9, blank=True)
    facts = models.JSONField()
    criteria = models.JSONField()
    findings = models.JSONField()
    standing = models.CharField(max_length=12)
    judged_at = models.DateTimeField()
    judged_for = models.CharField(max_length=40, help_text="public id of the actor")

    class Meta:
        ordering = ["judged_at", "id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.occasion}: {self.standing}"
