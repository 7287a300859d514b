"""A call: one audience, one owner, one period, some places. Editable until it opens."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from sapar.accounts.enums import Audience, Direction
from sapar.calls.enums import CallKind, CallPhase, CallState, TypesBy, Withdrawals
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.institutions.models import Institution, Period, Unit
from sapar.partnerships.models import AgreementCondition


class Call(PublicIdModel, VersionedModel):
    """The columns are the draft's; an opened call is judged by its terms.

    criteria: [{"clause": "gpa-at-least/1", "parameters": {"minimum": "2.75"}}, ...]
    scorecard: [{"code", "name": {kk, ru, en}, "weight": "40", "maximum": "100", "source"}, ...]
    tie_break: ["gpa", ..., "lottery"]
    placement: the kernel's policy of seats as JSON, naming places by public id; {}: seats alone
    """

    kind = models.CharField(max_length=12, choices=CallKind.choices, default=CallKind.COMPETITION)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calls")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="calls")
    title = TranslatedField()
    summary = TranslatedField()
    description = TranslatedField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    response_days = models.PositiveSmallIntegerField(default=7, help_text="to accept an offer")
    criteria = models.JSONField(default=list)
    scorecard = models.JSONField(default=list)
    tie_break = models.JSONField(default=list)
    placement = models.JSONField(default=dict, blank=True)
    types_by = models.CharField(max_length=10, choices=TypesBy.choices, default=TypesBy.SCHOOL)
    withdrawals = models.CharField(
        max_length=16, choices=Withdrawals.choices, default=Withdrawals.RESERVE_LIST
    )
    appeal_days = models.PositiveSmallIntegerField(
        default=5, help_text="to appeal after the result"
    )
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.DRAFT)
    lottery_seed = models.CharField(
        max_length=64, blank=True, help_text="secret until the result is published"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(blank=True, help_text="why an opened call was cancelled")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["closes_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_dates_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | (Q(opened_at__isnull=False) & ~Q(lottery_seed="")),
                name="call_opened_has_time_and_seed",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_at__isnull=False),
                name="call_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def accepts_at(self, instant: dt.datetime) -> bool:
        """Whether applications are accepted at ``instant``; the deadline itself is too late."""
        return self.state == CallState.OPENED and self.opens_at <= instant < self.closes_at

    def phase_at(self, instant: dt.datetime) -> CallPhase:
        """Whether the call is still to come, open or closed waits for no job: the clock says it."""
        if self.state != CallState.OPENED:
            return CallPhase(self.state)
        if instant < self.opens_at:
            return CallPhase.COMING
        return CallPhase.OPEN if instant < self.closes_at else CallPhase.CLOSED


class CallPlace(PublicIdModel):
    """An allotment of an agreement's yearly quota to the call: so many seats at one host."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="places")
    condition = models.ForeignKey(
        AgreementCondition, on_delete=models.PROTECT, related_name="places"
    )
    seats = models.PositiveSmallIntegerField()
    minimum_english = models.CharField(
        max_length=2, blank=True, help_text="CEFR; empty: as the call asks"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "condition"], name="place_once_in_call"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="place_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.host} ({self.seats})"

    @property
    def host(self) -> Institution:
        return self.condition.agreement.partner

    @property
    def english(self) -> str:
        """The level the place asks for: its own, else the agreement's; empty: as the call asks."""
        return self.minimum_english or self.condition.minimum_english


class RequiredDocument(PublicIdModel):
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="documents")
    code = models.SlugField()
    name = TranslatedField()
    hint = TranslatedField(blank=True)
    is_required = models.BooleanField(default=True)
    is_identity_paper = models.BooleanField(
        default=False, help_text="seen by whoever checks applications, never by a commission"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="document_once_in_call")
        ]

    def __str__(self) -> str:
        return str(self.name)
