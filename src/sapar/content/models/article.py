"""Articles: a working copy that editors change, and revisions that readers and history see."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sapar.content.enums import ArticleState, Rubric
from sapar.content.models.picture import Picture
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import Translated, TranslatedField


class Article(PublicIdModel, VersionedModel):
    """The columns are the working copy; readers see ``published``, the revision that was released.

    ``changed_at`` holds, per language, when its text last changed, and ``confirmed_at`` when a
    translation was last found to say what the original says (ISO instants); a translation whose
    confirmation is older than the original's change is outdated.
    """

    slug = models.SlugField(max_length=80, unique=True, help_text="the end of its address")
    rubric = models.CharField(max_length=10, choices=Rubric.choices)
    title = TranslatedField(blank=True)
    lead = TranslatedField(blank=True, help_text="one or two sentences, also for lists and cards")
    body = TranslatedField(blank=True, help_text="Markdown")
    byline = TranslatedField(blank=True, help_text="who wrote it, as readers see it")
    cover = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    related = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="+")
    original_language = models.CharField(max_length=2, default="ru")
    changed_at = models.JSONField(default=dict, blank=True)
    confirmed_at = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=12, choices=ArticleState.choices, default=ArticleState.DRAFT
    )
    takes_comments = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    publish_at = models.DateTimeField(null=True, blank=True, help_text="when scheduled")
    published_at = models.DateTimeField(null=True, blank=True, help_text="for the first time")
    published = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published__isnull=False, published_at__isnull=False),
                name="article_published_has_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
                name="article_scheduled_has_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Revision(PublicIdModel):
    """What an article said at one moment; never changed.

    content: {"title", "lead", "body", "byline": {kk, ru, en}, "cover": public id or "",
    "outdated": [languages]}
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=200, blank=True, help_text="what was changed, and why")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40, help_text="public id of the actor")
    maker = models.CharField(max_length=200, help_text="the actor's name then")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.number}"

    def text(self, name: str) -> Translated:
        """A translated text of this revision: title, lead, body or byline."""
        return Translated.from_dict(self.content.get(name))
