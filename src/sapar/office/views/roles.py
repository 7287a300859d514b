"""Who holds which role over which unit; granting and ending roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sapar.accounts import actions
from sapar.accounts.access import requires, signed_in
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import Person, Role
from sapar.accounts.queries import find_people, roles_to_come_or_held
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.institutions.models import Unit
from sapar.ui.forms import DayField

SHOWN = 20
# Beside which field the words of a refusal stand; the others stand above the form.
FIELD_OF = {
    "role-unit-unfit": "unit",
    "role-dates-contradict": "ends_on",
    "role-deputy-of-self": "deputy_for",
    "role-deputy-without-role": "deputy_for",
}


class SearchForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Grant a role to"),
        help_text=gettext_lazy("Name or e-mail address, or a part of it."),
        max_length=100,
    )


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=RoleKind.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(institution__is_home=True).order_by("kind", "id"),
        label=gettext_lazy("Unit"),
        to_field_name="public_id",
    )
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("The role still holds on this day. Empty: until it is ended."),
        required=False,
    )
    deputy_for = forms.EmailField(
        label=gettext_lazy("As deputy for"),
        help_text=gettext_lazy("E-mail address of the person who holds the role."),
        required=False,
    )

    def clean_deputy_for(self) -> Person | None:
        address = self.cleaned_data["deputy_for"]
        if not address:
            return None
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            given = {"address": address}
            raise forms.ValidationError(_("Nobody with the address %(address)s is known.") % given)
        return person


@requires("accounts.manage-roles")
def roles(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET if "who" in request.GET else None)
    who = form.cleaned_data["who"] if form.is_valid() else ""
    found = list(find_people(who)[: SHOWN + 1])
    context = {
        "form": form,
        "who": who,
        "found": found[:SHOWN],
        "shown": SHOWN if len(found) > SHOWN else 0,
        "roles": roles_to_come_or_held(),
        "today": clock.today(),
    }
    return render(request, "office/roles/list.html", context)


@requires("accounts.manage-roles")
def grant(request: HttpRequest, person_id: str) -> HttpResponse:
    person = get_object_or_404(Person, public_id=person_id, merged_into=None)
    form = RoleForm(request.POST or None, initial={"starts_on": clock.today()})
    if form.is_valid() and _grant(request, person, form):
        return redirect("office-roles")
    status = 422 if form.errors else 200
    context = {"person": person, "form": form}
    return render(request, "office/roles/grant.html", context, status=status)


@require_POST
@requires("accounts.manage-roles")
def end(request: HttpRequest, role_id: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.select_related("person", "unit"), public_id=role_id)
    try:
        actions.end_role(role, by=signed_in(request).as_actor())
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("The role of %(person)s has ended.") % _said(role.person))
    return redirect("office-roles")


def _grant(request: HttpRequest, person: Person, form: RoleForm) -> bool:
    try:
        actions.grant_role(person, **form.cleaned_data, by=signed_in(request).as_actor())
    except Refusal as refusal:
        form.add_error(FIELD_OF.get(refusal.code), words(refusal.code, refusal.values))
        return False
    messages.success(
        request, _("%(person)s holds the role and is told so by mail.") % _said(person)
    )
    return True


def _said(person: Person) -> dict[str, Any]:
    return {"person": person.full_name}
