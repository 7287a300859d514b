"""The menus at the top and at the foot of every page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import furniture as actions
from sapar.content.enums import MenuPlace
from sapar.content.furniture import address_of
from sapar.content.models import LinkCheck, MenuEntry
from sapar.office.views.form_page import form_page
from sapar.office.views.furniture_forms import MenuEntryForm, NewMenuEntryForm
from sapar.ui.parts import Crumb


@require_safe
@requires("content.furnish")
def menu_page(request: HttpRequest) -> HttpResponse:
    entries = [(entry, address_of(entry.target)) for entry in MenuEntry.objects.all()]
    context = {
        "menus": [
            (label, [pair for pair in entries if pair[0].place == place])
            for place, label in MenuPlace.choices
        ],
        "broken": LinkCheck.objects.filter(is_broken=True).count(),
    }
    return render(request, "office/furniture/menus.html", context)


@requires("content.furnish")
def menu_entry_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        NewMenuEntryForm(request.POST or None, initial={"place": request.GET.get("place")}),
        lambda **fields: actions.create_menu_entry(fields.pop("place"), by=by, **fields),
        title=_("New entry of a menu"),
        button=_("Put it into the menu"),
        done=_("The entry stands at the end of the menu."),
        trail=[furniture_crumb()],
        leads_to=lambda entry: reverse("office-furniture"),
    )


@requires("content.furnish")
def menu_entry_edit(request: HttpRequest, entry_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    entry = get_object_or_404(MenuEntry, public_id=entry_id)
    initial = {name: getattr(entry, name) for name in MenuEntryForm.base_fields}
    return form_page(
        request,
        MenuEntryForm(request.POST or None, initial=initial),
        lambda **fields: actions.update_menu_entry(entry, by=by, **fields),
        title=_("Change the entry"),
        button=_("Save the entry"),
        done=_("The entry is saved."),
        trail=[furniture_crumb()],
        leads_to=lambda changed: reverse("office-furniture"),
    )


@require_POST
@requires("content.furnish")
def menu_entry_move(request: HttpRequest, entry_id: str) -> HttpResponse:
    entry = get_object_or_404(MenuEntry, public_id=entry_id)
    steps = -1 if "up" in request.POST else 1
    actions.move_menu_entry(entry, steps, by=signed_in(request).as_actor())
    return redirect("office-furniture")


@require_POST
@requires("content.furnish")
def menu_entry_delete(request: HttpRequest, entry_id: str) -> HttpResponse:
    entry = get_object_or_404(MenuEntry, public_id=entry_id)
    actions.delete_menu_entry(entry, by=signed_in(request).as_actor())
    messages.success(request, _("The entry is out of the menu."))
    return redirect("office-furniture")


def furniture_crumb() -> Crumb:
    return Crumb(_("Menus and links"), reverse("office-furniture"))
