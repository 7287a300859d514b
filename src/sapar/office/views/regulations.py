"""Regulations in the office: what has to be checked first, one act with its texts, its deeds."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.accounts.models import User
from sapar.accounts.queries import units_held
from sapar.content.actions import regulations as deeds
from sapar.content.models import Regulation
from sapar.content.regulations import KEEPERS, is_check_old, regulations_kept_by
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.desk.regulation_standing import standing_of_regulation, tone_of
from sapar.institutions.models import Unit
from sapar.office.views.form_page import form_page
from sapar.office.views.regulation_forms import (
    RegulationCheckForm,
    RegulationEditForm,
    RegulationForm,
    RegulationVersionForm,
)
from sapar.ui.parts import Crumb

PAGE = 50
PERMISSION = "content.keep-regulations"


@require_safe
@requires(PERMISSION)
def regulation_list(request: HttpRequest) -> HttpResponse:
    """The oldest check first: that is the work here."""
    kept = regulations_kept_by(request.user).annotate(texts=Count("versions"))
    oldest_first = kept.order_by(F("check_due_on").asc(nulls_last=True), "position", "id")
    page = Paginator(oldest_first, PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [(one, tone_of(one), is_check_old(one, today)) for one in page]
    return render(request, "office/regulations/list.html", {"page": page, "rows": rows})


@require_safe
@requires(PERMISSION)
def regulation_record(request: HttpRequest, regulation_id: str) -> HttpResponse:
    regulation = _kept(request, regulation_id)
    context = {
        "regulation": regulation,
        "standing": standing_of_regulation(regulation),
        "versions": regulation.versions.select_related("file"),
    }
    return render(request, "office/regulations/regulation.html", context)


@requires(PERMISSION)
def regulation_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return form_page(
        request,
        RegulationForm(request.POST or None, units=_units_of(user)),
        lambda **fields: deeds.add_regulation(by=user.as_actor(), **fields),
        title=_("New regulation"),
        button=_("Enter the regulation"),
        done=_("The regulation is entered and public. Add its text if you have the file."),
        trail=_trail(),
        leads_to=_address,
    )


@requires(PERMISSION)
def regulation_edit(request: HttpRequest, regulation_id: str) -> HttpResponse:
    user, regulation = signed_in(request), _kept(request, regulation_id)
    initial = {name: getattr(regulation, name) for name in RegulationForm.base_fields}
    later = regulation.replaced_by
    initial |= {
        "replaced_by": later and later.public_id,
        "expected_version": regulation.version,
    }
    return form_page(
        request,
        RegulationEditForm(request.POST or None, initial=initial, units=_units_of(user)),
        lambda **fields: deeds.update_regulation(regulation, by=user.as_actor(), **fields),
        title=_("Change the regulation"),
        button=_("Save the regulation"),
        done=_("The regulation is saved."),
        trail=[*_trail(), Crumb(str(regulation), _address(regulation))],
        leads_to=_address,
    )


@require_POST
@requires(PERMISSION)
def regulation_check(request: HttpRequest, regulation_id: str) -> HttpResponse:
    regulation = _kept(request, regulation_id)
    form = RegulationCheckForm(request.POST)
    try:
        deeds.check_regulation(
            regulation,
            by=signed_in(request).as_actor(),
            expected_version=form.cleaned_data["expected_version"] if form.is_valid() else None,
        )
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(request, _("Thank you: readers see that it was checked today."))
    return redirect(_address(regulation))


@requires(PERMISSION)
def version_new(request: HttpRequest, regulation_id: str) -> HttpResponse:
    user, regulation = signed_in(request), _kept(request, regulation_id)
    return form_page(
        request,
        RegulationVersionForm(request.POST or None, request.FILES or None),
        lambda **fields: deeds.add_regulation_version(regulation, by=user.as_actor(), **fields),
        title=_("Add a text"),
        button=_("Add the text"),
        done=_("The text is public. Its words are read in the next minutes, then it is found."),
        trail=[*_trail(), Crumb(str(regulation), _address(regulation))],
        leads_to=lambda version: _address(version.regulation),
    )


@require_POST
@requires(PERMISSION)
def version_remove(request: HttpRequest, regulation_id: str, version_id: str) -> HttpResponse:
    regulation = _kept(request, regulation_id)
    version = get_object_or_404(regulation.versions, public_id=version_id)
    deeds.remove_regulation_version(version, by=signed_in(request).as_actor())
    messages.success(request, _("The text is taken away; nobody can open it any more."))
    return redirect(_address(regulation))


def _kept(request: HttpRequest, regulation_id: str) -> Regulation:
    kept: QuerySet[Regulation] = regulations_kept_by(request.user)
    return get_object_or_404(kept, public_id=regulation_id)


def _units_of(user: User) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=units_held(user, *KEEPERS)).order_by("kind", "id")


def _address(regulation: Regulation) -> str:
    return reverse("office-regulation", args=[regulation.public_id])


def _trail() -> list[Crumb]:
    return [Crumb(_("Regulations"), reverse("office-regulations"))]
