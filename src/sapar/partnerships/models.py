"""What was agreed with a partner: for whom, for how long, and how many a year."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from sapar.accounts.enums import Audience
from sapar.content.models import Picture
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.institutions.enums import Level, PeriodKind
from sapar.institutions.models import Institution, Unit
from sapar.partnerships.enums import AgreementKind, Flow, Tuition


class PartnerContact(PublicIdModel):
    """The host's coordinator, who has no account and is written to."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    duty = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="en")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


class Agreement(PublicIdModel, VersionedModel):
    """Legal ground of every stay at the partner, from a day to a day (both included)."""

    partner = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=20, choices=AgreementKind.choices)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    note = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-valid_until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="agreement_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.number}".strip()

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Whether a stay from ``first`` to ``last`` lies inside the agreement's validity."""
        return self.valid_from <= first and last <= self.valid_until


class AgreementCondition(PublicIdModel):
    """Who may go (or come), for which kind of period, and the seats a year."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="conditions")
    flow = models.CharField(max_length=8, choices=Flow.choices, default=Flow.OUTGOING)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    levels = models.JSONField(
        default=list, blank=True, help_text="codes of levels; empty means every level"
    )
    period_kind = models.CharField(max_length=14, choices=PeriodKind.choices)
    quota_per_year = models.PositiveSmallIntegerField()
    minimum_english = models.CharField(
        max_length=2, blank=True, help_text="CEFR level the host asks for"
    )
    schools = models.ManyToManyField(
        Unit, blank=True, related_name="+", help_text="none means every school"
    )
    languages = models.JSONField(
        default=list, blank=True, help_text="codes of languages of teaching; empty if not stated"
    )
    tuition = models.CharField(
        max_length=8, choices=Tuition.choices, default=Tuition.UNKNOWN, blank=True
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(quota_per_year__gte=1), name="quota_at_least_one"),
            models.CheckConstraint(
                condition=Q(minimum_english__in=["", "A1", "A2", "B1", "B2", "C1", "C2"]),
                name="condition_english_is_cefr",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.get_audience_display()}, {self.get_period_kind_display()}"

    @property
    def level_names(self) -> str:
        """The levels in words of the active language; empty means every level."""
        return ", ".join(str(Level(level).label) for level in self.levels)


class HostProfile(VersionedModel):
    """What participants want to know about a host; money says its currency and its day."""

    institution = models.OneToOneField(
        Institution, on_delete=models.CASCADE, related_name="profile"
    )
    about = TranslatedField(blank=True)
    housing = TranslatedField(blank=True)
    language_note = TranslatedField(blank=True, help_text="what is spoken in class and on wards")
    cost_from = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_to = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")
    cost_as_of = models.DateField(null=True, blank=True)
    cost_source = models.CharField(max_length=300, blank=True)
    pictures = models.ManyToManyField(Picture, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_from__isnull=True)
                | (Q(cost_as_of__isnull=False) & ~Q(cost_currency="")),
                name="cost_has_currency_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"profile of {self.institution}"
