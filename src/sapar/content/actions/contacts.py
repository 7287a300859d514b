"""Contacts: whom to ask about what, by duty."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sapar.audit import actions as audit
from sapar.content.models import Contact
from sapar.core.actor import Actor
from sapar.core.lifecycle import check_version
from sapar.institutions.models import Unit


@transaction.atomic
def add_public_contact(unit: Unit, *, by: Actor, **fields: Any) -> Contact:
    """Show a duty of a unit. ``fields`` are those of `Contact`."""
    contact = Contact.objects.create(unit=unit, **fields)
    audit.record("add-contact", contact, by=by, unit=unit.public_id, duty=contact.duty.as_dict())
    return contact


@transaction.atomic
def update_public_contact(
    contact: Contact, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> Contact:
    contact = _lock(contact, expected_version)
    changed = sorted(name for name, value in fields.items() if getattr(contact, name) != value)
    for name in changed:
        setattr(contact, name, fields[name])
    contact.version += 1
    contact.save()
    audit.record("update-contact", contact, by=by, changed=changed)
    return contact


@transaction.atomic
def delete_public_contact(contact: Contact, *, by: Actor) -> None:
    contact = _lock(contact, None)
    audit.record("delete-contact", contact, by=by, duty=contact.duty.as_dict())
    contact.delete()


def _lock(contact: Contact, expected_version: int | None) -> Contact:
    current = Contact.objects.select_for_update(of=("self",)).select_related("unit")
    found = current.get(pk=contact.pk)
    check_version(found, expected_version)
    return found
