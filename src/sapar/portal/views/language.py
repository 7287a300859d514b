"""The bare address leads to the reader's language: the account, the browser, else Kazakh."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override

STATE_LANGUAGE = "kk"


def choose_language(request: HttpRequest) -> HttpResponse:
    with override(_language_of(request)):
        return redirect(reverse("home"))


def _language_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return request.user.language
    if "Accept-Language" in request.headers:
        return get_language_from_request(request)
    return STATE_LANGUAGE
