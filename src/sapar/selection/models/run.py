"""A placement run: everything that went in, everything that came out, and the proof."""

from django.db import models
from django.db.models import Q

from sapar.applications.models import Application
from sapar.calls.models import Call, CallPlace
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.documents.models import StoredFile
from sapar.selection.enums import OutcomeKind, RunCause, RunState


class PlacementRun(PublicIdModel, VersionedModel):
    """`input` and `output` name application numbers and places only; hashes: of canonical JSON.

    replaces: the published run that this one follows after withdrawals or an appeal. fixed: seats
    that the run was not free to give: [{"applicant", "place" or null, "reason", "is_kept"}].
    closed: places that got fewer than their minimum. report: what the office was shown beside the
    result: modes of minimums compared, stable improvement, seats on condition. figures: what
    everybody may read of its places (`selection.figures`). folder: the archive for doubters, as it
    was when the result was published. code_version, engine: what made it.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.PREVIEW)
    cause = models.CharField(max_length=12, choices=RunCause.choices, default=RunCause.FIRST)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawals = models.CharField(
        max_length=16, blank=True, help_text="by which policy seats were filled again"
    )
    input = models.JSONField()
    output = models.JSONField()
    certificate = models.JSONField()
    fixed = models.JSONField(default=list, blank=True)
    closed = models.JSONField(default=list, blank=True)
    report = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    folder = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code_version = models.CharField(max_length=40, blank=True)
    engine = models.CharField(max_length=10, blank=True)
    input_hash = models.CharField(max_length=64)
    output_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="run_numbered"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(state="published"), name="one_published_run"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "superseded"]) | Q(published_at__isnull=False),
                name="run_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.number}"


class Outcome(PublicIdModel):
    """What a run means for one application: place or none, score with its parts, explanation.

    `position` is the rank in the whole ranking, 1 the best, null when not eligible; `score` is in
    thousandths of a point. `pseudonym` stands for the application in everything about this run that
    strangers see; the applicant alone is told it.
    """

    run = models.ForeignKey(PlacementRun, on_delete=models.PROTECT, related_name="outcomes")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="outcomes")
    pseudonym = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices)
    place = models.ForeignKey(CallPlace, on_delete=models.PROTECT, null=True, blank=True)
    wish_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True, help_text="thousandths")
    breakdown = models.JSONField(default=dict)
    explanation = models.JSONField(
        default=list, help_text="one entry a wish, see the kernel's explanation"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "application"], name="outcome_once"),
            models.UniqueConstraint(
                fields=["run", "pseudonym"], condition=~Q(pseudonym=""), name="pseudonym_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="placed", place__isnull=False)
                | (~Q(kind="placed") & Q(place__isnull=True)),
                name="outcome_placed_has_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"

    @property
    def is_decided(self) -> bool:
        """The commission decided it itself."""
        return any(wish["outcome"] == "decided" for wish in self.explanation)

    @property
    def has_reserved_seat(self) -> bool:
        return any(wish.get("seat") == "reserved" for wish in self.explanation)
