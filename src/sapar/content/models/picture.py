"""Pictures in the sizes that pages need, and files that pages offer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sapar.core.folding import fold
from sapar.core.models import PublicIdModel
from sapar.core.translated import TranslatedField
from sapar.documents.models import StoredFile


class Picture(PublicIdModel):
    """A picture with words for those who do not see it. The upload itself is not kept: its sizes
    are made from it at once, without the camera's notes (EXIF).

    Until it is released with a published record only editors and its owner see it.
    """

    alt = TranslatedField(help_text="what is seen, for those who do not see it")
    credit = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, help_text="the file it was made from")
    width = models.PositiveIntegerField(help_text="pixels of the upload")
    height = models.PositiveIntegerField(help_text="pixels of the upload")
    focus_x = models.PositiveSmallIntegerField(default=50, help_text="percent from the left")
    focus_y = models.PositiveSmallIntegerField(default=50, help_text="percent from the top")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40, help_text="public id of the actor")
    released_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="focus_is_inside"
            )
        ]

    def __str__(self) -> str:
        return str(self.alt)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(" ".join((*self.alt.as_dict().values(), self.credit, self.name)))
        super().save(*args, **kwargs)


class PictureSize(models.Model):
    """One file of a picture: a crop (natural, wide or square) at one width."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="sizes")
    crop = models.CharField(max_length=10, help_text="natural, wide (16:9) or square")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["crop", "width"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "crop", "width"], name="size_once")
        ]

    def __str__(self) -> str:
        return f"{self.picture.public_id} {self.crop} {self.width}"


class Attachment(PublicIdModel):
    """A file that an article or a regulation offers for reading."""

    title = TranslatedField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40, help_text="public id of the actor")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return str(self.title)
