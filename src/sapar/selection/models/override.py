"""A seat that the commission gives or withholds itself, against what the placement would do."""

from django.db import models
from django.db.models import Q

from sapar.applications.models import Application
from sapar.calls.models import Call, CallPlace
from sapar.core.models import PublicIdModel


class Override(PublicIdModel):
    """place: null places the application nowhere. It counts in every run until it is lifted; the
    certificate lists it with its reason and with what it breaks."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="overrides")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="overrides")
    place = models.ForeignKey(
        CallPlace, on_delete=models.PROTECT, null=True, blank=True, related_name="overrides"
    )
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40, help_text="public id of the actor")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(lifted_at__isnull=True),
                name="one_override_an_application",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} -> {self.place or 'nowhere'}"
