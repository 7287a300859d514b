"""An application: its public id is the application number. What is written here is the draft."""

from django.db import models
from django.db.models import Q

from sapar.accounts.models import Engagement
from sapar.applications.enums import LIVE_STATES, ApplicationState
from sapar.calls.models import Call, CallPlace, CallTerms, RequiredDocument
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.documents.models import StoredFile


class Application(PublicIdModel, VersionedModel):
    """Others see only what was submitted (`Submission`); the last submitted version counts.

    `edited_at` later than `submitted_at` means: an edit is not sent yet.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, related_name="applications"
    )
    terms = models.ForeignKey(CallTerms, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(
        max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    phone = models.CharField(max_length=40, blank=True)
    emergency_contact = models.CharField(max_length=200, blank=True)
    motivation = models.TextField(blank=True)
    consents = models.JSONField(default=dict, help_text="consent code -> instant it was given")
    set_aside = models.JSONField(
        default=dict, help_text="field -> {text, at}: what a second window sent and did not replace"
    )
    started_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(
        blank=True, help_text="of the last return, refusal or withdrawal"
    )
    correct_until = models.DateTimeField(
        null=True, blank=True, help_text="of a returned application"
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "engagement"],
                condition=Q(state__in=list(LIVE_STATES)),
                name="one_live_application",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="application_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "refused"]) | ~Q(state_reason=""),
                name="application_no_without_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def has_unsent_edits(self) -> bool:
        return self.submitted_at is not None and self.edited_at > self.submitted_at


class Wish(models.Model):
    """A place the applicant wants; rank 1 is wanted most."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="wishes")
    place = models.ForeignKey(CallPlace, on_delete=models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["application", "place"], name="wish_once"),
            models.UniqueConstraint(fields=["application", "rank"], name="wish_ranks_differ"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.place}"


class ApplicationDocument(PublicIdModel):
    """The file given for a required document; a new one replaces it in the draft."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    requirement = models.ForeignKey(RequiredDocument, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["requirement__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement"], name="one_file_a_requirement"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
