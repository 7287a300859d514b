"""The furniture of the portal: menus, announcements, old addresses, links that were checked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sapar.content.enums import MenuPlace
from sapar.core.models import PublicIdModel, VersionedModel
from sapar.core.translated import TranslatedField


class MenuEntry(PublicIdModel):
    """A link that stands on every page: to another site or to a page of ours."""

    place = models.CharField(max_length=8, choices=MenuPlace.choices)
    label = TranslatedField()
    target = models.CharField(
        max_length=300, help_text="https://... or a path below the language, e.g. regulations/"
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=True)

    class Meta:
        ordering = ["place", "position", "id"]

    def __str__(self) -> str:
        return str(self.label)


class Announcement(PublicIdModel, VersionedModel):
    """A short word on the home page, from an instant to an instant."""

    text = TranslatedField()
    target = models.CharField(max_length=300, blank=True, help_text="as of a menu's entry")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["ends_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="announced_order")
        ]

    def __str__(self) -> str:
        return str(self.text)


class Redirect(PublicIdModel):
    """An address that once was, and where it leads now. Paths are below the language."""

    old_path = models.CharField(max_length=300, unique=True)
    new_path = models.CharField(max_length=300, help_text="as of a menu's entry")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")), name="redirect_leads_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_path} -> {self.new_path}"


class LinkCheck(models.Model):
    """The last look at an address that our pages lead to."""

    url = models.CharField(max_length=500, unique=True)
    found_in = models.JSONField(default=list, help_text="[{kind, id, title}] that lead there")
    checked_at = models.DateTimeField(null=True)
    is_broken = models.BooleanField(default=False)
    answer = models.CharField(max_length=200, blank=True, help_text="status or error")
    failures = models.PositiveSmallIntegerField(default=0, help_text="in a row")

    class Meta:
        ordering = ["-is_broken", "url"]

    def __str__(self) -> str:
        return self.url
