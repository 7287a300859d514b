"""Information events with places, and who attends."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sapar.content.enums import AttendanceState, EventState
from sapar.content.models.picture import Picture
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.institutions.models import Unit


class Event(PublicIdModel, VersionedModel):
    """Without ``seats`` everybody may come; without ``registration_ends_at`` until it begins."""

    title = TranslatedField()
    summary = TranslatedField()
    description = TranslatedField(blank=True, help_text="Markdown")
    where = TranslatedField(blank=True)
    online_url = models.URLField(max_length=300, blank=True)
    language = models.CharField(max_length=2, blank=True, help_text="spoken at the event")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    cover = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField(null=True, blank=True)
    registration_ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    state_reason = models.TextField(blank=True, help_text="why it was cancelled")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_order"),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(seats__gte=1), name="event_seats_positive"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Attendance(PublicIdModel, VersionedModel):
    """Somebody who registered for an event; the address counts once it was confirmed."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    state = models.CharField(
        max_length=12, choices=AttendanceState.choices, default=AttendanceState.UNCONFIRMED
    )
    registered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["confirmed_at", "registered_at", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.event}"
