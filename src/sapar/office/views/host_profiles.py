"""What participants read of a host: texts, living costs, photos."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.content.models import Picture
from sapar.institutions.models import Institution
from sapar.office.views.form_page import form_page
from sapar.office.views.host_profile_forms import HostPictureForm, HostProfileForm
from sapar.office.views.partnerships import kept_partner, partner_trail
from sapar.partnerships import actions
from sapar.partnerships.models import HostProfile
from sapar.partnerships.queries import public_partners
from sapar.ui.parts import Crumb

MANAGE = "partnerships.manage_partner"


@require_safe
@requires("partnerships.see-list")
def host_profile(request: HttpRequest, partner_id: str) -> HttpResponse:
    partner = kept_partner(signed_in(request), partner_id, MANAGE)
    profile = _profile_of(partner)
    context = {
        "partner": partner,
        "profile": profile,
        "pictures": list(profile.pictures.all()) if profile.pk else [],
        "is_public": public_partners().filter(pk=partner.pk).exists(),
    }
    return render(request, "office/partnerships/profile.html", context)


@requires("partnerships.see-list")
def host_profile_edit(request: HttpRequest, partner_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, MANAGE)
    profile = _profile_of(partner)
    initial = {name: getattr(profile, name, None) for name in HostProfileForm.base_fields}
    return form_page(
        request,
        HostProfileForm(
            request.POST or None, initial={**initial, "expected_version": profile.version}
        ),
        lambda **fields: actions.save_profile(partner, by=user.as_actor(), **fields),
        title=_("What participants read"),
        button=_("Save"),
        done=_("Saved. The partner's public page shows it."),
        trail=_trail(partner),
        leads_to=lambda _saved: _address(partner),
    )


@requires("partnerships.see-list")
def host_picture_new(request: HttpRequest, partner_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, MANAGE)
    return form_page(
        request,
        HostPictureForm(request.POST or None, request.FILES or None),
        lambda **fields: actions.add_host_picture(partner, by=user.as_actor(), **fields),
        title=_("New photo of the host"),
        button=_("Show the photo"),
        done=_("The photo is on the partner's public page."),
        trail=_trail(partner),
        leads_to=lambda _saved: _address(partner),
    )


@require_POST
@requires("partnerships.see-list")
def host_picture_remove(request: HttpRequest, partner_id: str, picture_id: str) -> HttpResponse:
    user = signed_in(request)
    partner = kept_partner(user, partner_id, MANAGE)
    shown = get_object_or_404(HostProfile, institution=partner).pictures
    picture: Picture = get_object_or_404(shown, public_id=picture_id)
    actions.remove_host_picture(partner, picture, by=user.as_actor())
    messages.success(request, _("The photo is no longer shown; it stays among the pictures."))
    return redirect(_address(partner))


def _profile_of(partner: Institution) -> HostProfile:
    """The profile, or an empty one that is not saved."""
    found = HostProfile.objects.filter(institution=partner).first()
    return found or HostProfile(institution=partner, version=0)


def _address(partner: Institution) -> str:
    return reverse("office-host-profile", args=[partner.public_id])


def _trail(partner: Institution) -> list[Crumb]:
    return [*partner_trail(partner), Crumb(_("What participants read"), _address(partner))]
