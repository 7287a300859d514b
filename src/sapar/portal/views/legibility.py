"""The choice of size, contrast and pictures, for readers with low vision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sapar.ui import legibility

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def legibility_page(request: HttpRequest) -> HttpResponse:
    """The choices, and back to the page from which the reader came."""
    context = {
        "groups": legibility.groups(legibility.chosen(request)),
        "back": _back(request, request.GET.get("next", "")),
    }
    return render(request, "portal/legibility.html", context)


# As with the colours: anonymous pages stay without a token, and a forged choice harms nobody.
@csrf_exempt
@require_POST
def set_legibility(request: HttpRequest) -> HttpResponse:
    """Remember the choice, or forget it when it is the usual one, and go back."""
    fields = () if "usual" in request.POST else ("size", "contrast", "pictures")
    wanted = legibility.read(*(request.POST.get(name, "") for name in fields))
    response = HttpResponseRedirect(_back(request, request.POST.get("next", "")))
    if wanted.is_usual:
        response.delete_cookie(legibility.COOKIE)
    else:
        response.set_cookie(
            legibility.COOKIE,
            str(wanted),
            A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _back(request: HttpRequest, wanted: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else reverse("home")
