"""The bare address leads to the reader's language: the one last chosen, else the browser's, else
Kazakh.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_request
from django.utils.translation import override as language


def choose_language(request: HttpRequest) -> HttpResponse:
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or request.headers.get(
        "Accept-Language"
    )
    code = get_language_from_request(request) if wanted else "kk"
    with language(code):
        return redirect(reverse("home"))
