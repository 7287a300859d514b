"""Keeps the index in step: whatever is saved or deleted is found, or no longer found, at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from sapar.calls.models import CallTerms
from sapar.content.models import RegulationVersion
from sapar.core.models import PublicIdModel
from sapar.partnerships.models import Agreement, HostProfile
from sapar.search.actions import forget, index
from sapar.search.collecting import COLLECTORS

# Rows that say something about a record of another table: its public id is the second.
PARTS: dict[type[Model], Callable[[Any], PublicIdModel]] = {
    RegulationVersion: lambda version: version.regulation,
    HostProfile: lambda profile: profile.institution,
    Agreement: lambda agreement: agreement.partner,
    CallTerms: lambda terms: terms.call,
}


def connect() -> None:
    for model in {collector.model for collector in COLLECTORS}:
        post_save.connect(_saved, sender=model, dispatch_uid=f"search-{model._meta.label}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search-{model._meta.label}")
    for part in PARTS:
        for signal in (post_save, post_delete):
            signal.connect(_part_changed, sender=part, dispatch_uid=f"search-{part._meta.label}")


def _saved(instance: Any, **_details: Any) -> None:
    """Whether it is public is asked of the database, not of the copy in memory."""
    for collector in COLLECTORS:
        if not isinstance(instance, collector.model):
            continue
        record = collector.public().filter(pk=instance.pk).first()
        if record is None:
            forget(collector.kind, instance.public_id)
            continue
        for record_id, path, texts in collector.collected([record]):
            index(collector.kind, record_id, texts, path=path)


def _deleted(instance: Any, **_details: Any) -> None:
    for collector in COLLECTORS:
        if isinstance(instance, collector.model):
            forget(collector.kind, instance.public_id)


def _part_changed(instance: Any, **_details: Any) -> None:
    _saved(PARTS[type(instance)](instance))
