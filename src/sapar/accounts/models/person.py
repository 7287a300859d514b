"""A person, with or without an account, and each way of belonging to the university."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from sapar.accounts.enums import LEARNER_KINDS, Audience, EngagementKind
from sapar.core.encrypted import EncryptedTextField, lookup_hash
from sapar.core.folding import fold, sort_key
from sapar.core.models import PublicIdModel
from sapar.institutions.enums import Level
from sapar.institutions.models import Programme, Unit


class Person(PublicIdModel):
    """The name one is called by and, apart from it, the name as the passport spells it."""

    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    passport_family_name = models.CharField(max_length=100, blank=True)
    passport_given_name = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True, blank=True)
    email = models.EmailField(
        unique=True, null=True, help_text="the registrar's; claims the record"
    )
    phone = models.CharField(max_length=40, blank=True)
    iin = EncryptedTextField(blank=True, default="")
    iin_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    language = models.CharField(max_length=2, default="kk", help_text="mails are written in it")
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="of two records of one person the one that remains; never a merged one itself",
    )
    is_sample = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)
    sort_key = models.CharField(max_length=100, blank=True, editable=False, db_index=True)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["iin_hash"], condition=~Q(iin_hash=""), name="iin_once")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.family_name, self.given_name, self.patronymic]))

    @property
    def passport_name(self) -> str:
        """As in the passport; empty while it is not known."""
        return " ".join(filter(None, [self.passport_given_name, self.passport_family_name]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the columns that follow from others; a deed that writes in bulk calls this."""
        self.search_text = fold(f"{self.full_name} {self.passport_name} {self.email or ''}")
        self.sort_key = sort_key(self.full_name, length=50)
        self.iin_hash = lookup_hash(self.iin)


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def held_on(self, day: dt.date) -> EngagementQuerySet:
        """In force on ``day``; both ends count, and an end that is not known is open."""
        began = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(began, Q(ends_on=None) | Q(ends_on__gte=day))


class Engagement(PublicIdModel):
    """Student now, resident later, teacher too: applications hang on one of these.

    Nobody makes an engagement for himself; rows come from the registrar and are known by the
    registrar's number.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    registrar_number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=EngagementKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="engagements")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.CharField(max_length=200, blank=True, help_text="of teachers and employees")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="engagement_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_kind_display()}, {self.unit})"

    @property
    def audience(self) -> Audience:
        return Audience.LEARNERS if self.kind in LEARNER_KINDS else Audience.STAFF
