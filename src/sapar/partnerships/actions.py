"""Deeds on partners, their agreements, conditions and contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction

from sapar.accounts.enums import Audience
from sapar.audit import actions as audit
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import check_version
from sapar.core.models import PublicIdModel
from sapar.core.translated import Translated
from sapar.institutions.models import Institution, Unit
from sapar.partnerships.models import Agreement, AgreementCondition, PartnerContact
from sapar.partnerships.signals import quota_lowering

Record = TypeVar("Record", bound=PublicIdModel)


@transaction.atomic
def create_partner(*, by: Actor, **fields: Any) -> Institution:
    """Enter an institution as a partner. ``fields`` are those of `Institution`."""
    return _save(_with_names(Institution(is_home=False, **fields)), "create-partner", by=by)


@transaction.atomic
def update_partner(partner: Institution, *, by: Actor, **fields: Any) -> Institution:
    current = Institution.objects.select_for_update().get(pk=partner.pk)
    if current.is_home:
        raise Refusal("partner-is-home")
    return _save(_with_names(_changed(current, fields)), "update-partner", by=by)


@transaction.atomic
def create_agreement(partner: Institution, *, by: Actor, **fields: Any) -> Agreement:
    """Enter what was signed with ``partner``. ``fields`` are those of `Agreement`."""
    agreement = Agreement(partner=partner, **fields)
    return _save(_with_dates_in_order(agreement), "create-agreement", by=by)


@transaction.atomic
def update_agreement(
    agreement: Agreement, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> Agreement:
    current = _lock_agreement(agreement, expected_version)
    current.version += 1
    return _save(_with_dates_in_order(_changed(current, fields)), "update-agreement", by=by)


@transaction.atomic
def end_agreement(
    agreement: Agreement, *, on: dt.date, by: Actor, expected_version: int | None = None
) -> Agreement:
    """Let the agreement end earlier than agreed; ``on`` is its last day.

    Calls that are open keep the terms people applied under; a call can no longer be opened for a
    stay that reaches beyond the new last day.
    """
    current = _lock_agreement(agreement, expected_version)
    if not current.valid_from <= on <= current.valid_until:
        raise Refusal(
            "agreement-end-outside",
            ends_on=on,
            valid_from=current.valid_from,
            valid_until=current.valid_until,
        )
    current.valid_until = on
    current.version += 1
    return _save(current, "end-agreement", by=by)


@transaction.atomic
def add_condition(
    agreement: Agreement, *, schools: Iterable[Unit] = (), by: Actor, **fields: Any
) -> AgreementCondition:
    """Say who may go, for which period, on how many places a year; without schools: all of them."""
    condition = _with_sense(AgreementCondition(agreement=agreement, **fields))
    condition.save()
    return _with_schools(condition, schools, "add-condition", by=by)


@transaction.atomic
def update_condition(
    condition: AgreementCondition,
    *,
    schools: Iterable[Unit] | None = None,
    by: Actor,
    **fields: Any,
) -> AgreementCondition:
    """Change a condition; a quota is not lowered below what calls have already allotted. Schools
    that are not given stay.
    """
    current = AgreementCondition.objects.select_for_update(of=("self",)).get(pk=condition.pk)
    quota = fields.get("quota_per_year", current.quota_per_year)
    if quota < current.quota_per_year:
        quota_lowering.send(sender=AgreementCondition, condition=current, quota=quota)
    current = _with_sense(_changed(current, fields))
    current.save()
    return _with_schools(current, schools, "update-condition", by=by)


@transaction.atomic
def add_contact(partner: Institution, *, by: Actor, **fields: Any) -> PartnerContact:
    """Enter a coordinator of the host; from now on letters go to this one."""
    return _save(PartnerContact(institution=partner, **fields), "add-contact", by=by)


@transaction.atomic
def update_contact(contact: PartnerContact, *, by: Actor, **fields: Any) -> PartnerContact:
    current = PartnerContact.objects.select_for_update().get(pk=contact.pk)
    return _save(_changed(current, fields), "update-contact", by=by)


def _with_schools(
    condition: AgreementCondition, schools: Iterable[Unit] | None, deed: str, *, by: Actor
) -> AgreementCondition:
    if schools is not None:
        condition.schools.set(schools)
    codes = sorted(condition.schools.values_list("code", flat=True))
    audit.record(deed, condition, by=by, **_for_the_record(condition), schools=codes)
    return condition


def _lock_agreement(agreement: Agreement, expected_version: int | None) -> Agreement:
    current = Agreement.objects.select_for_update().get(pk=agreement.pk)
    check_version(current, expected_version)
    return current


def _changed(record: Record, fields: dict[str, Any]) -> Record:
    for name, value in fields.items():
        setattr(record, name, value)
    return record


def _save(record: Record, deed: str, *, by: Actor) -> Record:
    record.save()
    audit.record(deed, record, by=by, **_for_the_record(record))
    return record


def _with_names(partner: Institution) -> Institution:
    missing = sorted({*partner.name.missing, *partner.city.missing})
    if missing:
        raise Refusal("partner-name-missing", languages=", ".join(missing))
    return partner


def _with_dates_in_order(agreement: Agreement) -> Agreement:
    if agreement.valid_until < agreement.valid_from:
        raise Refusal(
            "agreement-dates-contradict",
            valid_from=agreement.valid_from,
            valid_until=agreement.valid_until,
        )
    if agreement.signed_on and agreement.signed_on > agreement.valid_until:
        raise Refusal(
            "agreement-signed-after-end",
            signed_on=agreement.signed_on,
            valid_until=agreement.valid_until,
        )
    return agreement


def _with_sense(condition: AgreementCondition) -> AgreementCondition:
    if condition.quota_per_year < 1:
        raise Refusal("condition-without-seats", given=condition.quota_per_year)
    if condition.audience == Audience.STAFF and condition.levels:
        raise Refusal("condition-levels-of-staff")
    return condition


def _for_the_record(record: PublicIdModel) -> dict[str, Any]:
    """The saved columns as JSON; contacts' addresses stay out of the record of deeds."""
    if isinstance(record, PartnerContact):
        return {"partner": record.institution.public_id}
    values: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.name in ("id", "public_id", "search_text") or field.is_relation:
            continue
        value = getattr(record, field.name)
        values[field.name] = _as_json(value)
    return values


def _as_json(value: Any) -> Any:
    if isinstance(value, Translated):
        return value.as_dict()
    return value.isoformat() if isinstance(value, dt.date) else value
