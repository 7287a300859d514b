"""Deeds on menus, announcements and old addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max

from sapar.audit import actions as audit
from sapar.content.models import Announcement, MenuEntry, Redirect
from sapar.content.targets import clean_old_path, clean_target, folded
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.formatting import language_name
from sapar.core.lifecycle import check_version
from sapar.core.translated import Translated


@transaction.atomic
def create_menu_entry(
    place: str, *, label: Translated, target: str, by: Actor, is_shown: bool = True
) -> MenuEntry:
    """Put a link at the end of a menu. Raises `Refusal`: ``label-missing`` and those of targets."""
    last = MenuEntry.objects.filter(place=place).aggregate(last=Max("position"))["last"]
    entry = MenuEntry.objects.create(
        place=place,
        label=_whole(label, "label-missing"),
        target=clean_target(target),
        position=0 if last is None else last + 1,
        is_shown=is_shown,
    )
    audit.record("create-menu-entry", entry, by=by, place=place, target=entry.target)
    return entry


@transaction.atomic
def update_menu_entry(
    entry: MenuEntry, *, label: Translated, target: str, is_shown: bool, by: Actor
) -> MenuEntry:
    """Raises `Refusal` as `create_menu_entry` does."""
    current = MenuEntry.objects.select_for_update().get(pk=entry.pk)
    current.label = _whole(label, "label-missing")
    current.target, current.is_shown = clean_target(target), is_shown
    current.save()
    audit.record("update-menu-entry", current, by=by, target=current.target, is_shown=is_shown)
    return current


@transaction.atomic
def move_menu_entry(entry: MenuEntry, steps: int, *, by: Actor) -> None:
    """Change places with a neighbour: -1 is up, 1 is down; at the end nothing happens."""
    row = list(MenuEntry.objects.select_for_update().filter(place=entry.place))
    here = next(place for place, one in enumerate(row) if one.pk == entry.pk)
    there = here + steps
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, one in enumerate(row):
        # Saved one by one: that is heard, and pages kept from before are dropped.
        one.position = position
        one.save(update_fields=["position"])
    audit.record("move-menu-entry", entry, by=by, position=there)


@transaction.atomic
def delete_menu_entry(entry: MenuEntry, *, by: Actor) -> None:
    audit.record("delete-menu-entry", entry, by=by, label=entry.label.as_dict())
    entry.delete()


@transaction.atomic
def announce(
    *, text: Translated, target: str = "", starts_at: dt.datetime, ends_at: dt.datetime, by: Actor
) -> Announcement:
    """Say something on the home page from an instant to an instant.

    Raises `Refusal`: ``announcement-text-missing``, ``announcement-ends-early`` and those of
    targets.
    """
    announcement = Announcement(**_announced(text, target, starts_at, ends_at))
    announcement.save()
    audit.record("announce", announcement, by=by, text=announcement.text.as_dict())
    return announcement


@transaction.atomic
def update_announcement(
    announcement: Announcement, *, expected_version: int | None = None, by: Actor, **fields: Any
) -> Announcement:
    """``fields`` are those of `announce`, which also says what is refused."""
    current = Announcement.objects.select_for_update().get(pk=announcement.pk)
    check_version(current, expected_version)
    for name, value in _announced(**fields).items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    audit.record("update-announcement", current, by=by, text=current.text.as_dict())
    return current


@transaction.atomic
def delete_announcement(announcement: Announcement, *, by: Actor) -> None:
    audit.record("delete-announcement", announcement, by=by, text=announcement.text.as_dict())
    announcement.delete()


@transaction.atomic
def create_redirect(*, old_path: str, new_path: str, by: Actor) -> Redirect:
    """Lead an address that once was to where it leads now, in one step also over a chain.

    Raises `Refusal`: ``redirect-exists``, ``redirect-loop``, ``old-path-missing`` and those of
    targets.
    """
    old, new = clean_old_path(old_path), clean_target(new_path)
    if Redirect.objects.filter(old_path=old).exists():
        raise Refusal("redirect-exists", old=old)
    redirect = Redirect(old_path=old, new_path=_end_of(old, new), made_at=clock.now())
    redirect.save()
    _lead_further(redirect)
    audit.record("create-redirect", redirect, by=by, old=old, new=redirect.new_path)
    return redirect


@transaction.atomic
def update_redirect(redirect: Redirect, *, new_path: str, by: Actor) -> Redirect:
    """Raises `Refusal`: ``redirect-loop`` and those of targets."""
    current = Redirect.objects.select_for_update().get(pk=redirect.pk)
    current.new_path = _end_of(current.old_path, clean_target(new_path))
    current.save()
    _lead_further(current)
    audit.record("update-redirect", current, by=by, old=current.old_path, new=current.new_path)
    return current


@transaction.atomic
def delete_redirect(redirect: Redirect, *, by: Actor) -> None:
    audit.record("delete-redirect", redirect, by=by, old=redirect.old_path, new=redirect.new_path)
    redirect.delete()


def _end_of(old: str, new: str) -> str:
    """Where ``new`` leads in the end; redirects that stand already lead there in one step."""
    further = Redirect.objects.filter(old_path=folded(new)).exclude(old_path=old).first()
    end = further.new_path if further else new
    if folded(end) == old:
        raise Refusal("redirect-loop", old=old, new=new)
    return end


def _lead_further(redirect: Redirect) -> None:
    """What led to the old address leads on to the new one, so that no reader goes two steps."""
    earlier = Redirect.objects.filter(
        new_path__in=(redirect.old_path, f"{redirect.old_path}/")
    ).exclude(old_path=redirect.new_path)
    earlier.update(new_path=redirect.new_path)


def _announced(
    text: Translated, target: str, starts_at: dt.datetime, ends_at: dt.datetime
) -> dict[str, Any]:
    if ends_at <= starts_at:
        raise Refusal("announcement-ends-early", starts_at=starts_at, ends_at=ends_at)
    return {
        "text": _whole(text, "announcement-text-missing"),
        "target": clean_target(target) if target.strip() else "",
        "starts_at": starts_at,
        "ends_at": ends_at,
    }


def _whole(text: Translated, code: str) -> Translated:
    if text.missing:
        raise Refusal(code, missing=", ".join(language_name(one) for one in text.missing))
    return text
