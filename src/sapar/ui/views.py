"""The pages that belong to no subject: errors, the choice of light and dark, the living page."""

from __future__ import annotations

from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sapar.ui import legibility
from sapar.ui.context import THEME_COOKIE, THEMES, chosen_theme
from sapar.ui.living_page import living_context
from sapar.ui.missing import new_address, offers

A_YEAR = 365 * 24 * 60 * 60


# Anonymous pages stay cacheable without a token in each; a forged choice of colours harms nobody.
@csrf_exempt
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark, or forget the choice, and go back to the page it was made on."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("home")
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def living_page(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, in the language of the reader."""
    return render(request, "ui/living_page.html", living_context(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead an old address on to the new one, or offer what is near."""
    if (address := new_address(request)) is not None:
        return HttpResponsePermanentRedirect(address)
    return render(request, "ui/errors/404.html", offers(request), status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever broke may be the database they read."""
    context: dict[str, Any] = {
        "request": request,
        "theme": chosen_theme(request),
        "legibility": legibility.chosen(request),
    }
    return HttpResponse(render_to_string("ui/errors/500.html", context), status=500)
