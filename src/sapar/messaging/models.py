"""The outbox: a message is a row written with the deed it tells of, and sent by the worker."""

from django.db import models

from sapar.core.models import PublicIdModel


class OutboxMessage(PublicIdModel):
    """Template and values, rendered in the recipient's language when sent, and kept as sent."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    kind = models.CharField(max_length=60, help_text="name of a registered message")
    address = models.EmailField()
    recipient_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    subject = models.CharField(max_length=300, blank=True, help_text="as sent")
    body = models.TextField(blank=True, help_text="as sent, secrets masked")

    class Meta:
        indexes = [models.Index(fields=["state", "next_attempt_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="message_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.address}"
