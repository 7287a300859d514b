"""Announcements of the first page: what is shown, what comes, what is over."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import furniture as actions
from sapar.content.models import Announcement
from sapar.core import clock
from sapar.office.views.form_page import form_page
from sapar.office.views.furniture_forms import AnnouncementEditForm, AnnouncementForm
from sapar.office.views.menus import furniture_crumb
from sapar.ui.parts import Crumb

PAGE = 50


@require_safe
@requires("content.furnish")
def announcement_list(request: HttpRequest) -> HttpResponse:
    newest_first = Announcement.objects.order_by("-ends_at", "-pk")
    page = Paginator(newest_first, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "now": clock.now()}
    return render(request, "office/furniture/announcements.html", context)


@requires("content.furnish")
def announcement_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        AnnouncementForm(request.POST or None, initial={"starts_at": clock.now()}),
        lambda **fields: actions.announce(by=by, **fields),
        title=_("New announcement"),
        button=_("Announce it"),
        done=_("The announcement is entered; it goes by itself at its end."),
        trail=_trail(),
        leads_to=_list,
    )


@requires("content.furnish")
def announcement_edit(request: HttpRequest, announcement_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    announcement = get_object_or_404(Announcement, public_id=announcement_id)
    initial = {name: getattr(announcement, name) for name in AnnouncementForm.base_fields}
    form = AnnouncementEditForm(
        request.POST or None, initial={**initial, "expected_version": announcement.version}
    )
    return form_page(
        request,
        form,
        lambda **fields: actions.update_announcement(announcement, by=by, **fields),
        title=_("Change the announcement"),
        button=_("Save the announcement"),
        done=_("The announcement is saved."),
        trail=_trail(),
        leads_to=_list,
    )


@require_POST
@requires("content.furnish")
def announcement_delete(request: HttpRequest, announcement_id: str) -> HttpResponse:
    announcement = get_object_or_404(Announcement, public_id=announcement_id)
    actions.delete_announcement(announcement, by=signed_in(request).as_actor())
    messages.success(request, _("The announcement is deleted."))
    return redirect("office-announcements")


def _list(_announcement: Announcement) -> str:
    return reverse("office-announcements")


def _trail() -> list[Crumb]:
    return [furniture_crumb(), Crumb(_("Announcements"), reverse("office-announcements"))]
