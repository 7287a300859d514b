"""Abstract bases that every app may build on."""

from django.db import models

from sapar.core.public_ids import new_public_id


class PublicIdModel(models.Model):
    """A record that people can point at. The integer key never leaves the system."""

    public_id = models.CharField(max_length=9, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class VersionedModel(models.Model):
    """Counts its changes, so that a form filled from an older version is noticed."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
