"""Letters to hosts and, for each nominee, the host's answer."""

from django.db import models
from django.db.models import Q

from sapar.calls.models import Call
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.documents.models import StoredFile
from sapar.institutions.models import Institution
from sapar.nominations.enums import NominationState
from sapar.partnerships.models import PartnerContact
from sapar.selection.models import Offer


class Letter(PublicIdModel):
    """One letter to one host for one call, as PDF in three languages, and the mail that carries
    its link.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="letters")
    host = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="letters")
    contact = models.ForeignKey(PartnerContact, on_delete=models.PROTECT, related_name="letters")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)
    link_expires_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"letter {self.public_id}"


class LetterFile(models.Model):
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "language"], name="letter_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.language})"


class Nomination(PublicIdModel, VersionedModel):
    """A nominee of a letter. An accepted offer is nominated once; a withdrawn nomination makes
    room.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="nominations")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="nominations")
    state = models.CharField(
        max_length=10, choices=NominationState.choices, default=NominationState.SENT
    )
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="the host's words; obligatory unless accepted")
    correction = models.TextField(blank=True, help_text="what was corrected when it was sent again")

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"], condition=~Q(state="withdrawn"), name="one_live_nomination"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at__isnull=True)
                | (~Q(state="sent") & Q(answered_at__isnull=False)),
                name="nomination_answered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "correction"]) | ~Q(reason=""),
                name="nomination_no_without_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.public_id}: {self.state}"
