"""Whom to ask: people by duty, questions that came, and those that come often."""

from __future__ import annotations

from django.db import models

from sapar.content.enums import QuestionState, Topic
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField
from sapar.institutions.models import Unit


class Contact(PublicIdModel, VersionedModel):
    """A duty at a unit and how to reach whoever has it now."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="public_contacts")
    duty = TranslatedField()
    helps_with = TranslatedField(blank=True)
    topics = models.JSONField(default=list, blank=True, help_text="codes of `Topic`, for the index")
    name = TranslatedField(blank=True, help_text="of the person who has the duty, if it is public")
    room = TranslatedField(blank=True)
    hours = TranslatedField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.duty)


class Question(PublicIdModel, VersionedModel):
    """A question somebody sent: waits in its unit's queue, is answered by mail."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="questions")
    topic = models.CharField(max_length=12, choices=Topic.choices)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    text = models.TextField()
    may_be_published = models.BooleanField(default=False)
    state = models.CharField(
        max_length=12, choices=QuestionState.choices, default=QuestionState.UNCONFIRMED
    )
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True, help_text="public id of the actor")
    state_reason = models.CharField(max_length=300, blank=True, help_text="why it was put aside")

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"question {self.public_id}"


class FrequentQuestion(PublicIdModel, VersionedModel):
    """A question with its answer for everybody, without who asked it."""

    topic = models.CharField(max_length=12, choices=Topic.choices)
    question = TranslatedField(blank=True)
    answer = TranslatedField(blank=True, help_text="Markdown")
    came_from = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="published_as"
    )
    is_published = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["topic", "position", "id"]

    def __str__(self) -> str:
        return str(self.question)
