"""The page of a host's coordinator, who has no account.

Opening the link changes nothing and, in a browser not seen before, shows nothing: a short code
goes to the registered address first, so a forwarded link alone opens no door.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.documents.serving import file_response
from sapar.links.actions import browser_proof, confirm_code, is_proof_valid, resolve_link, send_code
from sapar.links.models import SignedLink
from sapar.nominations import actions
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Letter, Nomination
from sapar.nominations.nominees import nominee_of
from sapar.nominations.notices import HOST_PAGE
from sapar.nominations.queries import nominations_of
from sapar.portal.views.host_forms import AnswerForm, CodeForm
from sapar.ui.parts import Tone

View = Callable[..., HttpResponseBase]
PROOF_SECONDS = 30 * 24 * 60 * 60
TONES: dict[str, Tone] = {
    NominationState.SENT: Tone.ACT,
    NominationState.CORRECTION_REQUESTED: Tone.WAIT,
    NominationState.ACCEPTED: Tone.GOOD,
    NominationState.DECLINED: Tone.ENDED,
}


def behind_link(*, confirmed: bool = True) -> Callable[[View], View]:
    """Give the view the link and its letter; ``confirmed`` asks for a browser that entered the
    code.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            try:
                link = resolve_link(token, HOST_PAGE)
            except Refusal as refusal:
                return _closed_door(request, refusal)
            if confirmed and not _is_known(request, link):
                return _ask_for_code(request, token, link, CodeForm())
            letter = get_object_or_404(
                Letter.objects.select_related("host", "contact", "call__owner", "call__period"),
                public_id=link.subject_id,
            )
            return view(request, token, link, letter, **kwargs)

        return wrapped

    return decorate


@require_GET
@behind_link()
def host_page(request: HttpRequest, token: str, link: SignedLink, letter: Letter) -> HttpResponse:
    return _show(request, token, link, letter)


@require_POST
@behind_link(confirmed=False)
def send_host_code(
    request: HttpRequest, token: str, link: SignedLink, letter: Letter
) -> HttpResponse:
    try:
        send_code(link)
    except Refusal as refusal:
        messages.error(request, words(refusal.code, refusal.values))
    else:
        messages.success(
            request, _("The code is on its way to %(address)s.") % {"address": mask(link)}
        )
    return redirect("host-page", token)


@require_POST
@behind_link(confirmed=False)
def confirm_host_code(
    request: HttpRequest, token: str, link: SignedLink, letter: Letter
) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask_for_code(request, token, link, form, status=422)
    try:
        confirm_code(link, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", words(refusal.code, refusal.values))
        return _ask_for_code(request, token, link, form, status=422)
    response = redirect("host-page", token)
    response.set_cookie(
        cookie_of(link),
        browser_proof(link),
        max_age=PROOF_SECONDS,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


@require_GET
@behind_link()
def host_letter(
    request: HttpRequest, token: str, link: SignedLink, letter: Letter, language: str
) -> HttpResponseBase:
    return file_response(get_object_or_404(letter.files, language=language).file)


@require_POST
@behind_link()
def answer_nomination(
    request: HttpRequest, token: str, link: SignedLink, letter: Letter, nomination_id: str
) -> HttpResponse:
    nomination = get_object_or_404(nominations_of(letter), public_id=nomination_id)
    form = AnswerForm(request.POST, auto_id=f"{nomination_id}-%s")
    if not form.is_valid():
        raise Http404
    try:
        _answer(nomination, form, by=Actor(letter.contact.public_id, letter.contact.name))
    except Conflict as conflict:
        messages.warning(request, words(conflict.code, conflict.values))
    except Refusal as refusal:
        form.add_error("reason", words(refusal.code, refusal.values))
        return _show(request, token, link, letter, refused=(nomination, form), status=422)
    else:
        messages.success(
            request, _("Thank you. Your answer is recorded and those concerned know it.")
        )
    return redirect("host-page", token)


def _answer(nomination: Nomination, form: AnswerForm, *, by: Actor) -> None:
    reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
    match form.cleaned_data["answer"]:
        case "accept":
            actions.accept_nomination(nomination, by=by, expected_version=version)
        case "decline":
            actions.decline_nomination(nomination, reason, by=by, expected_version=version)
        case "request-correction":
            actions.request_correction(nomination, reason, by=by, expected_version=version)


def _show(
    request: HttpRequest,
    token: str,
    link: SignedLink,
    letter: Letter,
    *,
    refused: tuple[Nomination, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [
        (
            nomination,
            nominee_of(nomination.offer),
            _form_for(nomination, refused),
            TONES[nomination.state],
        )
        for nomination in nominations_of(letter)
    ]
    context = {"token": token, "link": link, "letter": letter, "rows": rows}
    return render(request, "portal/hosts/page.html", context, status=status)


def _form_for(nomination: Nomination, refused: tuple[Nomination, AnswerForm] | None) -> AnswerForm:
    if refused and refused[0].pk == nomination.pk:
        return refused[1]
    return AnswerForm(initial={"version": nomination.version}, auto_id=f"{nomination.public_id}-%s")


def _ask_for_code(
    request: HttpRequest, token: str, link: SignedLink, form: CodeForm, status: int = 200
) -> HttpResponse:
    context = {"token": token, "form": form, "address": mask(link), "link": link}
    return render(request, "portal/hosts/code.html", context, status=status)


def _closed_door(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = 410 if refusal.code in ("link-expired", "link-revoked") else 404
    context = {"reason": words(refusal.code, refusal.values)}
    return render(request, "portal/hosts/closed.html", context, status=status)


def _is_known(request: HttpRequest, link: SignedLink) -> bool:
    return is_proof_valid(link, request.COOKIES.get(cookie_of(link), ""))


def cookie_of(link: SignedLink) -> str:
    return f"link-{link.public_id}"


def mask(link: SignedLink) -> str:
    """c…@host.example: enough for its owner, nothing new for anybody else."""
    name, _at, domain = link.address.partition("@")
    return f"{name[:1]}…@{domain}"
