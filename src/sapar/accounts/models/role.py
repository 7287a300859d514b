"""A duty held over a unit, from a date to a date, possibly as somebody's deputy."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from sapar.accounts.enums import RoleKind
from sapar.accounts.models.person import Person
from sapar.core.models import PublicIdModel
from sapar.institutions.models import Unit


class RoleQuerySet(models.QuerySet["Role"]):
    def held_on(self, day: dt.date) -> "RoleQuerySet":
        """Roles in force on ``day``; both ends count."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Role(PublicIdModel):
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    deputy_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deputies"
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["unit_id", "kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="role_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.unit}"
