"""Agreements with a partner and their conditions: entered, changed, ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sapar.accounts.access import check, requires, signed_in
from sapar.accounts.models import User
from sapar.office.views.form_page import form_page
from sapar.office.views.partner_forms import (
    AgreementEditForm,
    AgreementForm,
    ConditionForm,
    EndAgreementForm,
)
from sapar.office.views.partnerships import (
    kept_partner,
    partner_address,
    partner_trail,
)
from sapar.partnerships import actions
from sapar.partnerships.models import Agreement, AgreementCondition
from sapar.partnerships.queries import agreements_visible_to

MANAGE = "partnerships.manage_agreements"


@requires("partnerships.see-list")
def agreement_new(request: HttpRequest, partner_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, MANAGE)
    return form_page(
        request,
        AgreementForm(request.POST or None),
        lambda **fields: actions.create_agreement(partner, by=user.as_actor(), **fields),
        title=_("New agreement"),
        button=_("Enter the agreement"),
        done=_("The agreement is entered. Add its conditions: who may go, and how many a year."),
        trail=partner_trail(partner),
        leads_to=_address_of,
    )


@requires("partnerships.see-list")
def agreement_edit(request: HttpRequest, agreement_id: str) -> HttpResponse:
    user = signed_in(request)
    agreement = _kept_agreement(user, agreement_id)
    initial = {name: getattr(agreement, name) for name in AgreementForm.base_fields}
    return form_page(
        request,
        AgreementEditForm(
            request.POST or None, initial={**initial, "expected_version": agreement.version}
        ),
        lambda **fields: actions.update_agreement(agreement, by=user.as_actor(), **fields),
        title=_("Change the agreement"),
        button=_("Save the agreement"),
        done=_("The agreement is saved."),
        trail=partner_trail(agreement.partner),
        leads_to=_address_of,
    )


@requires("partnerships.see-list")
def agreement_end(request: HttpRequest, agreement_id: str) -> HttpResponse:
    user = signed_in(request)
    agreement = _kept_agreement(user, agreement_id)
    initial = {"on": agreement.valid_until, "expected_version": agreement.version}
    return form_page(
        request,
        EndAgreementForm(request.POST or None, initial=initial),
        lambda **fields: actions.end_agreement(agreement, by=user.as_actor(), **fields),
        title=_("End the agreement early"),
        button=_("End the agreement"),
        done=_("The agreement ends on the day you gave."),
        trail=partner_trail(agreement.partner),
        leads_to=_address_of,
    )


@requires("partnerships.see-list")
def condition_new(request: HttpRequest, agreement_id: str) -> HttpResponse:
    user = signed_in(request)
    agreement = _kept_agreement(user, agreement_id)
    return form_page(
        request,
        ConditionForm(request.POST or None),
        lambda **fields: actions.add_condition(agreement, by=user.as_actor(), **fields),
        title=_("New condition"),
        button=_("Enter the condition"),
        done=_("The condition is entered; calls can now offer places on it."),
        trail=partner_trail(agreement.partner),
        leads_to=lambda condition: partner_address(agreement.partner),
    )


@requires("partnerships.see-list")
def condition_edit(request: HttpRequest, condition_id: str) -> HttpResponse:
    user = signed_in(request)
    condition: AgreementCondition = get_object_or_404(
        AgreementCondition.objects.filter(agreement__in=agreements_visible_to(user)),
        public_id=condition_id,
    )
    partner = condition.agreement.partner
    check(user, MANAGE, partner)
    initial = {name: getattr(condition, name) for name in ConditionForm.base_fields}
    initial["schools"] = condition.schools.all()
    return form_page(
        request,
        ConditionForm(request.POST or None, initial=initial),
        lambda **fields: actions.update_condition(condition, by=user.as_actor(), **fields),
        title=_("Change the condition"),
        button=_("Save the condition"),
        done=_("The condition is saved."),
        trail=partner_trail(partner),
        leads_to=lambda condition: partner_address(partner),
    )


def _kept_agreement(user: User, agreement_id: str) -> Agreement:
    agreement: Agreement = get_object_or_404(agreements_visible_to(user), public_id=agreement_id)
    check(user, MANAGE, agreement.partner)
    return agreement


def _address_of(agreement: Agreement) -> str:
    return partner_address(agreement.partner)
