"""Old addresses that lead on, and links that lead nowhere."""

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
from sapar.content.actions.link_checks import check_again
from sapar.content.furniture import address_of
from sapar.content.models import LinkCheck, Redirect
from sapar.office.views.form_page import form_page
from sapar.office.views.furniture_forms import NewRedirectForm, RedirectForm
from sapar.office.views.menus import furniture_crumb
from sapar.ui.parts import Crumb

PAGE = 50


@require_safe
@requires("content.furnish")
def redirect_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:100]
    found = Redirect.objects.filter(old_path__icontains=asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(one, address_of(one.new_path)) for one in page]
    context = {"page": page, "rows": rows, "asked": asked}
    return render(request, "office/furniture/redirects.html", context)


@requires("content.furnish")
def redirect_new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request).as_actor()
    return form_page(
        request,
        NewRedirectForm(request.POST or None, initial={"old_path": request.GET.get("old", "")}),
        lambda **fields: actions.create_redirect(by=by, **fields),
        title=_("Lead an old address on"),
        button=_("Lead it on"),
        done=_("The old address leads on from now on."),
        trail=_trail(),
        leads_to=_list,
    )


@requires("content.furnish")
def redirect_edit(request: HttpRequest, redirect_id: str) -> HttpResponse:
    by = signed_in(request).as_actor()
    found = get_object_or_404(Redirect, public_id=redirect_id)
    return form_page(
        request,
        RedirectForm(request.POST or None, initial={"new_path": found.new_path}),
        lambda **fields: actions.update_redirect(found, by=by, **fields),
        title=_("Lead %(old)s elsewhere") % {"old": found.old_path},
        button=_("Save where it leads"),
        done=_("The old address leads there from now on."),
        trail=_trail(),
        leads_to=_list,
    )


@require_POST
@requires("content.furnish")
def redirect_delete(request: HttpRequest, redirect_id: str) -> HttpResponse:
    found = get_object_or_404(Redirect, public_id=redirect_id)
    actions.delete_redirect(found, by=signed_in(request).as_actor())
    messages.success(request, _("The old address leads nowhere from now on."))
    return redirect("office-redirects")


@require_safe
@requires("content.furnish")
def broken_links(request: HttpRequest) -> HttpResponse:
    broken = Paginator(LinkCheck.objects.filter(is_broken=True), PAGE)
    checked = LinkCheck.objects.exclude(checked_at=None)
    context = {
        "page": broken.get_page(request.GET.get("page")),
        "known": LinkCheck.objects.count(),
        "last": checked.order_by("-checked_at").first(),
    }
    return render(request, "office/furniture/links.html", context)


@require_POST
@requires("content.furnish")
def link_recheck(request: HttpRequest) -> HttpResponse:
    """The link is named by its address: it is no record that has a page of its own."""
    check_again(get_object_or_404(LinkCheck, url=request.POST.get("url", "")))
    messages.success(request, _("The link is looked at within the next minute or two."))
    return redirect("office-broken-links")


def _list(_redirect: Redirect) -> str:
    return reverse("office-redirects")


def _trail() -> list[Crumb]:
    return [furniture_crumb(), Crumb(_("Old addresses"), reverse("office-redirects"))]
