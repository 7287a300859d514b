"""Partners: the list, one partner's page, and the forms of the partner and its contacts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rules
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.accounts.access import check, requires, signed_in
from sapar.accounts.models import User
from sapar.accounts.permissions import is_officer
from sapar.calls.queries import seats_by_year
from sapar.core import clock
from sapar.institutions.models import Institution
from sapar.office.views.form_page import form_page
from sapar.office.views.partner_forms import (
    ContactForm,
    PartnerFilter,
    PartnerForm,
    all_countries,
)
from sapar.partnerships import actions
from sapar.partnerships.enums import HOME_COUNTRY
from sapar.partnerships.models import PartnerContact
from sapar.partnerships.queries import (
    contact_for,
    has_agreement_on,
    in_alphabetical_order,
    matching,
    visible_to,
    with_valid_agreement,
)
from sapar.ui.links import with_query
from sapar.ui.parts import Chip, Crumb

PAGE = 50


@require_safe
@requires("partnerships.see-list")
def partner_list(request: HttpRequest) -> HttpResponse:
    partners = visible_to(request.user)
    form = PartnerFilter(request.GET, countries=_countries_of(partners))
    asked = form.cleaned_data if form.is_valid() else {}
    shown = _filtered(partners, asked)
    marked = with_valid_agreement(shown, clock.today())
    page = Paginator(in_alphabetical_order(marked), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "chips": _chips(request, form), "page": page}
    return render(request, "office/partnerships/list.html", context)


@require_safe
@requires("partnerships.see-list")
def partner_page(request: HttpRequest, partner_id: str) -> HttpResponse:
    partner = get_object_or_404(visible_to(request.user), public_id=partner_id)
    agreements = list(partner.agreements.prefetch_related("conditions__schools"))
    taken = seats_by_year(
        condition for agreement in agreements for condition in agreement.conditions.all()
    )
    today = clock.today()
    context = {
        "partner": partner,
        "names": partner.name.as_dict().items(),
        "agreements": [
            (
                agreement,
                agreement.covers(today, today),
                [(row, taken.get(row.pk, [])) for row in agreement.conditions.all()],
            )
            for agreement in agreements
        ],
        "contacts": partner.contacts.order_by("-pk"),
        "addressed": contact_for(partner),
        "may_edit": rules.has_perm("partnerships.manage_partner", request.user, partner),
        "may_agree": rules.has_perm("partnerships.manage_agreements", request.user, partner),
    }
    return render(request, "office/partnerships/partner.html", context)


@requires("partnerships.create_partner")
def partner_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return form_page(
        request,
        PartnerForm(request.POST or None, countries=_countries_kept_by(user)),
        lambda **fields: actions.create_partner(by=user.as_actor(), **fields),
        title=_("New partner"),
        button=_("Enter the partner"),
        done=_("The partner is entered."),
        trail=[partners_crumb()],
        leads_to=partner_address,
    )


@requires("partnerships.see-list")
def partner_edit(request: HttpRequest, partner_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, "partnerships.manage_partner")
    form = PartnerForm(
        request.POST or None,
        initial={name: getattr(partner, name) for name in PartnerForm.base_fields},
        countries=_countries_kept_by(user),
    )
    return form_page(
        request,
        form,
        lambda **fields: actions.update_partner(partner, by=user.as_actor(), **fields),
        title=_("Change the partner"),
        button=_("Save the partner"),
        done=_("The partner is saved."),
        trail=partner_trail(partner),
        leads_to=partner_address,
    )


@requires("partnerships.see-list")
def contact_new(request: HttpRequest, partner_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, "partnerships.manage_agreements")
    return form_page(
        request,
        ContactForm(request.POST or None),
        lambda **fields: actions.add_contact(partner, by=user.as_actor(), **fields),
        title=_("New coordinator of the host"),
        button=_("Enter the coordinator"),
        done=_("The coordinator is entered; letters go to this address from now on."),
        trail=partner_trail(partner),
        leads_to=lambda contact: partner_address(partner),
    )


@requires("partnerships.see-list")
def contact_edit(request: HttpRequest, contact_id: str) -> HttpResponse:
    user = signed_in(request)
    contact = get_object_or_404(
        PartnerContact.objects.filter(institution__in=visible_to(user)), public_id=contact_id
    )
    partner = contact.institution
    check(user, "partnerships.manage_agreements", partner)
    initial = {name: getattr(contact, name) for name in ContactForm.base_fields}
    return form_page(
        request,
        ContactForm(request.POST or None, initial=initial),
        lambda **fields: actions.update_contact(contact, by=user.as_actor(), **fields),
        title=_("Change the coordinator of the host"),
        button=_("Save the coordinator"),
        done=_("The coordinator is saved."),
        trail=partner_trail(partner),
        leads_to=lambda contact: partner_address(partner),
    )


def kept_partner(user: User, partner_id: str, permission: str) -> Institution:
    """The partner, if the user sees it (else 404) and may do this with it (else 403)."""
    partner: Institution = get_object_or_404(visible_to(user), public_id=partner_id)
    check(user, permission, partner)
    return partner


def partner_address(partner: Institution) -> str:
    return reverse("office-partner", args=[partner.public_id])


def partners_crumb() -> Crumb:
    return Crumb(_("Partners"), reverse("office-partners"))


def partner_trail(partner: Institution) -> list[Crumb]:
    return [partners_crumb(), Crumb(str(partner), partner_address(partner))]


def _countries_of(partners: QuerySet[Institution]) -> list[str]:
    return list(partners.values_list("country", flat=True).distinct())


def _countries_kept_by(user: User) -> Iterable[str]:
    """Officers keep partners abroad, coordinators those in Kazakhstan."""
    if is_officer(user):
        return all_countries() - {HOME_COUNTRY}
    return [HOME_COUNTRY]


def _filtered(partners: QuerySet[Institution], asked: dict[str, Any]) -> QuerySet[Institution]:
    partners = matching(partners, asked.get("q", ""))
    for name in ("country", "kind", "evidence"):
        if asked.get(name):
            partners = partners.filter(**{name: asked[name]})
    if asked.get("agreement"):
        in_force = has_agreement_on(clock.today())
        partners = partners.filter(in_force if asked["agreement"] == "valid" else ~in_force)
    return partners


def _chips(request: HttpRequest, form: PartnerFilter) -> list[Chip]:
    """One chip for each filter that is on; following it takes the filter off."""
    address = request.get_full_path()
    found = []
    for field in form:
        value = request.GET.get(field.name, "")
        if value and field.name not in form.errors:
            shown = dict(getattr(field.field, "choices", [])).get(value, value)
            url = with_query(address, **{field.name: None, "page": None})
            found.append(Chip(f"{field.label}: {shown}", url, is_on=True, removes=True))
    return found
