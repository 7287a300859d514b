"""Acts as records: entered, changed, checked, given their texts; old checks are told of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction

from sapar.audit import actions as audit
from sapar.content import regulation_notices as notices
from sapar.content.enums import RegulationStatus
from sapar.content.models import Regulation, RegulationVersion
from sapar.content.regulations import all_regulations, due_after, is_reminder_due, to_check
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import check_version
from sapar.documents.actions import discard, store_upload
from sapar.documents.media_types import PDF
from sapar.institutions.models import Unit


@transaction.atomic
def add_regulation(owner: Unit, *, by: Actor, **fields: Any) -> Regulation:
    """Enter an act that a unit keeps. ``fields`` are those of `Regulation`.

    Raises `Refusal` ``regulation-title-missing``.
    """
    regulation = Regulation(owner=owner, **fields)
    return _save(regulation, "add-regulation", by=by, owner=owner.public_id)


@transaction.atomic
def update_regulation(
    regulation: Regulation, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> Regulation:
    """Raises `Refusal` ``regulation-title-missing | regulation-replaces-itself``."""
    current = _lock(regulation, expected_version)
    changed = sorted(name for name, value in fields.items() if getattr(current, name) != value)
    for name in changed:
        setattr(current, name, fields[name])
    current.version += 1
    return _save(current, "update-regulation", by=by, changed=changed)


@transaction.atomic
def check_regulation(
    regulation: Regulation, *, by: Actor, expected_version: int | None = None
) -> Regulation:
    """Say that its status was compared with the official text today.

    Raises `Refusal` ``regulation-not-there`` for one that was never supplied.
    """
    current = _lock(regulation, expected_version)
    if current.status == RegulationStatus.MISSING:
        raise Refusal("regulation-not-there")
    current.checked_on, current.checked_by = clock.today(), by.label
    current.reminded_on = None
    current.version += 1
    return _save(current, "check-regulation", by=by, status=current.status)


@transaction.atomic
def add_regulation_version(
    regulation: Regulation,
    upload: File[bytes],
    *,
    name: str,
    language: str,
    in_force_from: dt.date | None = None,
    by: Actor,
) -> RegulationVersion:
    """Keep a text of the act; the worker reads its words for the search.

    A missing act is one whose status nobody confirmed yet from now on. Raises the refusals of
    `documents.actions.store_upload`.
    """
    current = _lock(regulation, None)
    version = RegulationVersion.objects.create(
        regulation=current,
        name=name,
        language=language,
        in_force_from=in_force_from,
        file=store_upload(upload, by=by, allowed=(PDF,)),
        added_at=clock.now(),
        added_by=by.public_id,
    )
    if current.status == RegulationStatus.MISSING:
        current.status = RegulationStatus.UNKNOWN
    current.version += 1
    _save(current, "add-regulation-version", by=by, file=version.file.public_id, name=name)
    return version


@transaction.atomic
def remove_regulation_version(version: RegulationVersion, *, by: Actor) -> None:
    """Take a text away that was added by mistake."""
    current = _lock(version.regulation, None)
    file = version.file
    version.delete()
    discard(file)
    current.version += 1
    _save(current, "remove-regulation-version", by=by, name=version.name)


def remind_of_old_checks() -> int:
    """Mail the keepers of every unit with acts whose check is old, once a period; returns how many
    acts.
    """
    today = clock.today()
    with transaction.atomic():
        old = to_check(all_regulations(), today).select_for_update(of=("self",))
        due = [one for one in old if is_reminder_due(one, today)]
        for owner in {regulation.owner for regulation in due}:
            notices.tell_keepers(owner, [one for one in due if one.owner == owner])
        Regulation.objects.filter(pk__in=[one.pk for one in due]).update(reminded_on=today)
    return len(due)


def _save(regulation: Regulation, deed: str, *, by: Actor, **values: Any) -> Regulation:
    if regulation.title.missing:
        raise Refusal("regulation-title-missing", languages=", ".join(regulation.title.missing))
    if regulation.pk is not None and regulation.replaced_by_id == regulation.pk:
        raise Refusal("regulation-replaces-itself")
    regulation.check_due_on = due_after(regulation)
    regulation.save()
    audit.record(deed, regulation, by=by, **values)
    return regulation


def _lock(regulation: Regulation, expected_version: int | None) -> Regulation:
    rows = Regulation.objects.select_for_update(of=("self",)).select_related("owner")
    current = rows.get(pk=regulation.pk)
    check_version(current, expected_version)
    return current
