"""What can stand inside a text: pictures, files, calls and partners with the line to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires, signed_in
from sapar.calls.queries import visible_to
from sapar.content.actions.attachments import add_attachment
from sapar.content.actions.pictures import add_picture
from sapar.content.embeds import KINDS, Embed
from sapar.content.models import Attachment, Picture
from sapar.core.errors import Refusal
from sapar.core.folding import fold
from sapar.core.wording import words
from sapar.office.views.articles import article_trail, found_article
from sapar.office.views.attachments import NewAttachmentForm
from sapar.office.views.pictures import NewPictureForm
from sapar.partnerships.queries import in_alphabetical_order, matching, public_partners
from sapar.stories.queries import library
from sapar.ui.parts import Crumb

SHOWN = 24
TITLES = {
    "picture": _("Pictures"),
    "file": _("Files"),
    "call": _("Calls"),
    "partner": _("Partners"),
}
UPLOADS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "picture": (NewPictureForm, add_picture),
    "file": (NewAttachmentForm, add_attachment),
}


@dataclass(frozen=True, slots=True)
class Insert:
    title: object
    line: str
    picture: Picture | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@requires("content.edit")
def inserts(request: HttpRequest, article_id: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    article = found_article(article_id)
    form_class, deed = UPLOADS.get(kind, (None, None))
    form = form_class(request.POST or None, request.FILES or None) if form_class else None
    if form is not None and deed is not None and form.is_bound and form.is_valid():
        try:
            deed(by=signed_in(request).as_actor(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, _("It is taken in and stands first in the list."))
            return redirect("office-article-inserts", article_id, kind)
    asked = request.GET.get("q", "")[:100]
    context = {
        "article": article,
        "kind": kind,
        "title": TITLES[kind],
        "tabs": [
            (name, label, reverse("office-article-inserts", args=[article_id, name]))
            for name, label in TITLES.items()
        ],
        "found": list(_FOUND[kind](asked)),
        "asked": asked,
        "form": form,
        "steps": [*article_trail(article), Crumb(TITLES[kind])],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "office/articles/inserts.html", context, status=status)


def _pictures(asked: str) -> Iterable[Insert]:
    pictures = library()
    for word in fold(asked).split():
        pictures = pictures.filter(search_text__contains=word)
    for picture in pictures[:SHOWN]:
        yield Insert(picture.alt, str(Embed("picture", picture.public_id)), picture)


def _files(asked: str) -> Iterable[Insert]:
    for file in _named(Attachment.objects.all(), asked):
        yield Insert(file.title, str(Embed("file", file.public_id)))


def _calls(asked: str) -> Iterable[Insert]:
    """Those that every reader may open."""
    for call in _named(visible_to(AnonymousUser()).order_by("-closes_at", "pk"), asked):
        yield Insert(call.title, str(Embed("call", call.public_id)))


def _partners(asked: str) -> Iterable[Insert]:
    for partner in in_alphabetical_order(matching(public_partners(), asked))[:SHOWN]:
        yield Insert(partner.name, str(Embed("partner", partner.public_id)))


def _named(records: Iterable[Any], asked: str) -> list[Any]:
    """The first whose title, in any of the languages, has all the words."""
    wanted = fold(asked).split()
    found = (
        record
        for record in records
        if all(word in fold(" ".join(record.title.as_dict().values())) for word in wanted)
    )
    return [record for _place, record in zip(range(SHOWN), found, strict=False)]


_FOUND = {"picture": _pictures, "file": _files, "call": _calls, "partner": _partners}
