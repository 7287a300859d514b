"""Deeds on partners, their agreements, conditions and contacts, and on what participants read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from babel.numbers import is_currency
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from sapar.accounts.enums import Audience
from sapar.audit import actions as audit
from sapar.content.actions.pictures import add_picture, release_picture
from sapar.content.models import Picture
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Refusal
from sapar.core.lifecycle import check_version
from sapar.core.models import PublicIdModel
from sapar.core.translated import Translated
from sapar.institutions.models import Institution, Unit
from sapar.partnerships.models import (
    Agreement,
    AgreementCondition,
    HostProfile,
    PartnerContact,
)
from sapar.partnerships.signals import quota_lowering

Record = TypeVar("Record", bound=PublicIdModel)
Changed = TypeVar("Changed", bound=Model)


@transaction.atomic
def create_partner(*, by: Actor, **fields: Any) -> Institution:
    """Enter an institution as a partner. ``fields`` are those of `Institution`."""
    partner = _with_coordinates(_with_names(Institution(is_home=False, **fields)))
    return _save(partner, "create-partner", by=by)


@transaction.atomic
def update_partner(partner: Institution, *, by: Actor, **fields: Any) -> Institution:
    current = Institution.objects.select_for_update().get(pk=partner.pk)
    if current.is_home:
        raise Refusal("partner-is-home")
    partner = _with_coordinates(_with_names(_changed(current, fields)))
    return _save(partner, "update-partner", by=by)


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


@transaction.atomic
def save_profile(
    partner: Institution, *, by: Actor, expected_version: int | None = None, **fields: Any
) -> HostProfile:
    """Tell participants what they want to know. ``fields`` are those of `HostProfile`; the version
    of a profile that is not written yet is 0.

    Raises `Refusal`: ``profile-cost-incomplete``, ``profile-costs-contradict``,
    ``profile-currency-unknown``, ``profile-cost-ahead``; `Conflict` ``version-changed``.
    """
    profile = _lock_profile(partner)
    check_version(profile, expected_version)
    _with_costs(_changed(profile, fields))
    profile.version += 1
    profile.save()
    names = [*fields, "version"]
    told = {name: _as_json(getattr(profile, name)) for name in names}
    audit.record("save-host-profile", partner, by=by, **told)
    return profile


def add_host_picture(
    partner: Institution, upload: File[bytes], *, alt: Translated, credit: str = "", by: Actor
) -> Picture:
    """Take a photo of the host in and show it. Raises what `add_picture` raises."""
    picture = add_picture(upload, alt=alt, credit=credit, by=by)
    show_host_picture(partner, picture, by=by)
    return picture


@transaction.atomic
def show_host_picture(partner: Institution, picture: Picture, *, by: Actor) -> None:
    """Show a picture at the partner's page, to everybody."""
    profile = _lock_profile(partner)
    profile.save()
    profile.pictures.add(picture)
    release_picture(picture)
    audit.record("add-host-picture", partner, by=by, picture=picture.public_id)


@transaction.atomic
def remove_host_picture(partner: Institution, picture: Picture, *, by: Actor) -> None:
    """Show it no more; it stays among the portal's pictures."""
    _lock_profile(partner).pictures.remove(picture)
    audit.record("remove-host-picture", partner, by=by, picture=picture.public_id)


def _lock_profile(partner: Institution) -> HostProfile:
    """The partner holds the lock: a profile may not be there yet."""
    partner = Institution.objects.select_for_update().get(pk=partner.pk)
    found = HostProfile.objects.filter(institution=partner).first()
    return found or HostProfile(institution=partner, version=0)


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


def _changed(record: Changed, fields: dict[str, Any]) -> Changed:
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


def _with_costs(profile: HostProfile) -> HostProfile:
    least, most = profile.cost_from, profile.cost_to
    if least is None and most is None:
        return profile
    if least is None or not (profile.cost_currency and profile.cost_as_of and profile.cost_source):
        raise Refusal("profile-cost-incomplete")
    if most is not None and most < least:
        raise Refusal("profile-costs-contradict", least=least, most=most)
    if not is_currency(profile.cost_currency):
        raise Refusal("profile-currency-unknown", given=profile.cost_currency)
    if profile.cost_as_of > clock.today():
        raise Refusal("profile-cost-ahead", given=profile.cost_as_of)
    return profile


def _with_coordinates(partner: Institution) -> Institution:
    """Both or none, on the globe."""
    latitude, longitude = partner.latitude, partner.longitude
    if latitude is None and longitude is None:
        return partner
    if latitude is None or longitude is None:
        raise Refusal("partner-coordinates-half")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refusal("partner-coordinates-outside", latitude=latitude, longitude=longitude)
    return partner


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
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value
