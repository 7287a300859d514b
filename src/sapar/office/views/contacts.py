"""Public contacts in the office: duties, rooms, hours, in three languages and in order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.queries import has_role, units_held
from sapar.content.actions import contacts as deeds
from sapar.content.asking import contacts_kept_by
from sapar.institutions.models import Unit
from sapar.office.views.form_page import form_page
from sapar.office.views.question_forms import PublicContactEditForm, PublicContactForm
from sapar.ui.parts import Crumb

PERMISSION = "content.keep-contacts"


@require_safe
@requires(PERMISSION)
def contact_list(request: HttpRequest) -> HttpResponse:
    contacts = contacts_kept_by(request.user)
    return render(request, "office/questions/contact_list.html", {"contacts": contacts})


@requires(PERMISSION)
def contact_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return form_page(
        request,
        PublicContactForm(request.POST or None, units=_units_of(user)),
        lambda **fields: deeds.add_public_contact(by=user.as_actor(), **fields),
        title=_("New contact"),
        button=_("Enter the contact"),
        done=_("The contact is entered and public."),
        trail=_trail(),
        leads_to=_list_address,
    )


@requires(PERMISSION)
def contact_edit(request: HttpRequest, contact_id: str) -> HttpResponse:
    user = signed_in(request)
    contact = get_object_or_404(contacts_kept_by(user), public_id=contact_id)
    initial = {name: getattr(contact, name) for name in PublicContactForm.base_fields}
    form = PublicContactEditForm(
        request.POST or None,
        initial={**initial, "expected_version": contact.version},
        units=_units_of(user),
    )
    return form_page(
        request,
        form,
        lambda **fields: deeds.update_public_contact(contact, by=user.as_actor(), **fields),
        title=_("Change the contact"),
        button=_("Save the contact"),
        done=_("The contact is saved."),
        trail=_trail(),
        leads_to=_list_address,
    )


@require_POST
@requires(PERMISSION)
def contact_delete(request: HttpRequest, contact_id: str) -> HttpResponse:
    contact = get_object_or_404(contacts_kept_by(request.user), public_id=contact_id)
    deeds.delete_public_contact(contact, by=signed_in(request).as_actor())
    messages.success(request, _("The contact is deleted."))
    return redirect("office-contacts")


def _units_of(user: User) -> QuerySet[Unit]:
    units = Unit.objects.filter(institution__is_home=True).order_by("kind", "id")
    if has_role(user, RoleKind.EDITOR, RoleKind.OFFICER, RoleKind.ADMINISTRATOR):
        return units
    return units.filter(pk__in=units_held(user, RoleKind.COORDINATOR))


def _list_address(_contact: Any) -> str:
    return reverse("office-contacts")


def _trail() -> list[Crumb]:
    return [Crumb(_("Contacts"), reverse("office-contacts"))]
