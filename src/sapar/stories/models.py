"""Stories of verified stays, comments under what is published, and how both are moderated."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sapar.accounts.models import User
from sapar.content.models import Article, Picture
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.institutions.models import Institution, Unit
from sapar.nominations.models import Nomination
from sapar.stories.enums import CommentState, ModerationMode, Reason, ShownName, StoryState


class RatingCriterion(PublicIdModel):
    """A line of the published rubric by which stays are rated from 1 to 5."""

    code = models.SlugField(unique=True)
    name = TranslatedField()
    low = TranslatedField(help_text="what 1 means")
    high = TranslatedField(help_text="what 5 means")
    position = models.PositiveSmallIntegerField(default=0)
    is_asked = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.name)


class Story(PublicIdModel, VersionedModel):
    """How a verified stay was. The columns are the author's working copy; readers see
    ``published_content``, which a moderator has read.

    ratings: {criterion code: 1..5}; published_content: the same columns as JSON.
    """

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="story")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stories")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True, help_text="how it was")
    foreign_culture = models.TextField(blank=True, help_text="what it taught about theirs")
    own_culture = models.TextField(blank=True, help_text="what it taught about the own")
    tips = models.TextField(blank=True)
    ratings = models.JSONField(default=dict, blank=True)
    cost_per_month = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")
    cost_note = models.CharField(max_length=300, blank=True)
    shown_name = models.CharField(max_length=6, choices=ShownName.choices, default=ShownName.GIVEN)
    state = models.CharField(max_length=10, choices=StoryState.choices, default=StoryState.DRAFT)
    state_reason = models.TextField(blank=True, help_text="what a moderator wrote to the author")
    published_content = models.JSONField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_at__isnull=False, published_content__isnull=False),
                name="story_published_has_content",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"story {self.public_id}"


class StoryPhoto(models.Model):
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"photo of {self.story}"


class Comment(PublicIdModel, VersionedModel):
    """Plain text under exactly one article, partner or story; an answer hangs on a comment."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    partner = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    author = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    author_name = models.CharField(max_length=200, blank=True, help_text="as readers see it")
    speaks_for = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the unit in whose name the author answers",
    )
    text = models.TextField(blank=True, help_text="empty once it was deleted")
    language = models.CharField(max_length=2, blank=True, help_text="as detected")
    state = models.CharField(max_length=10, choices=CommentState.choices)
    state_reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    state_note = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, partner__isnull=True, story__isnull=True)
                | Q(article__isnull=True, partner__isnull=False, story__isnull=True)
                | Q(article__isnull=True, partner__isnull=True, story__isnull=False),
                name="comment_hangs_on_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.public_id}"


class CommentReport(PublicIdModel):
    """A reader's word that a comment should be looked at."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reported_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], name="report_once_a_reader")
        ]

    def __str__(self) -> str:
        return f"report on {self.comment_id}"


class ModerationPolicy(PublicIdModel, VersionedModel):
    """How the office wants comments: one row."""

    mode = models.CharField(
        max_length=6, choices=ModerationMode.choices, default=ModerationMode.BEFORE
    )
    is_the_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_the_one=True), name="one_moderation_policy")
        ]

    def __str__(self) -> str:
        return self.get_mode_display()
