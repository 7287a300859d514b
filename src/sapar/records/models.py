"""Facts about an engagement. A new fact supersedes the old one, which stays readable for ever."""

from django.db import models
from django.db.models import Q

from sapar.accounts.models import Engagement
from sapar.core.models import PublicIdModel
from sapar.records.enums import FactKind
from sapar.sheets.models import SheetRun


class FactQuerySet(models.QuerySet["Fact"]):
    def current(self) -> "FactQuerySet":
        return self.filter(superseded_at=None)


class Fact(PublicIdModel):
    """``value`` is JSON whose keys depend on ``kind``; decimals are texts, so that none is rounded.

    gpa: {value, credits}; academic-debts, ethics-violations: {count};
    disciplinary-sanctions: {count, until}; language-certificate: {language, level, test, issued,
    expires}, where ``key`` too holds the language. Dates are ISO texts; an unknown ``until`` or
    ``expires`` is an empty text; counts and credits are whole numbers.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=24, choices=FactKind.choices)
    key = models.CharField(max_length=10, blank=True)
    value = models.JSONField()
    source = models.CharField(max_length=200)
    as_of = models.DateField(help_text="the day the fact was true at its source")
    sheet_run = models.ForeignKey(
        SheetRun, on_delete=models.PROTECT, null=True, related_name="facts"
    )
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key", "-entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "kind", "key"],
                condition=Q(superseded_at=None),
                name="one_current_fact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.engagement_id} as of {self.as_of}"
