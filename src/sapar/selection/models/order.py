"""A placement that was asked for: how far it is, and how it ended."""

from django.db import models
from django.db.models import Q

from sapar.accounts.models import User
from sapar.calls.models import Call
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.selection.enums import OPEN_ORDERS, OrderKind, OrderPhase, OrderState
from sapar.selection.models.run import PlacementRun


class PlacementOrder(PublicIdModel, VersionedModel):
    """Nobody waits for a page while places are given or a result is published: the order is a row,
    whoever looks sees its phase, and a call has one at a time.

    version: whoever takes the order up holds it as long as this stays the same. run: the preview
    that was made, or the one to be published. share: of the phase, in hundredths. moved_at: of the
    last progress, by the world's clock; an order that stands still is taken up again. refusal:
    {"code", "values"} of what was refused.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="placement_orders")
    kind = models.CharField(max_length=12, choices=OrderKind.choices)
    run = models.ForeignKey(
        PlacementRun, on_delete=models.PROTECT, null=True, blank=True, related_name="orders"
    )
    expected_version = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.WAITING)
    phase = models.CharField(max_length=10, choices=OrderPhase.choices, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    refusal = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_placement_order_a_call",
            ),
            models.CheckConstraint(
                condition=Q(kind="preview") | Q(run__isnull=False),
                name="publication_order_has_run",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.kind}, {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ORDERS
