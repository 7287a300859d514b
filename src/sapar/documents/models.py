"""Private files. A file has no address of its own: the app of its record serves and judges it."""

from django.db import models

from sapar.core.models import PublicIdModel


class StoredFile(PublicIdModel):
    """A file under its SHA-256 in DATA/files; the same content twice is two rows, one file."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40, help_text="public id of the actor")

    def __str__(self) -> str:
        return self.name
