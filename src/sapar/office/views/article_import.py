"""Texts from elsewhere: pasted into the editor, or a whole file into one language."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import articles as actions
from sapar.content.importing.docx import document_from
from sapar.content.importing.html import Imported, markdown_from, page_from
from sapar.content.models import Article
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.documents.actions import clean_name, read_upload
from sapar.office.views.article_forms import ImportForm
from sapar.office.views.articles import article_address, article_trail, found_article
from sapar.office.views.form_page import form_page


@require_POST
@requires("content.edit")
def paste(request: HttpRequest) -> JsonResponse:
    """HTML from the clipboard as Markdown."""
    try:
        return JsonResponse({"markdown": markdown_from(request.POST.get("html", "")).body})
    except Refusal as refusal:
        return JsonResponse({"message": words(refusal.code, refusal.values)}, status=422)


@requires("content.edit")
def import_file(request: HttpRequest, article_id: str) -> HttpResponse:
    article = found_article(article_id)
    by = signed_in(request).as_actor()

    def deed(*, upload: UploadedFile, language: str) -> Article:
        found = _read(upload)
        if not found.body:
            raise Refusal("import-empty", name=clean_name(upload.name or ""))
        texts = {"title": found.title, "body": found.body}
        changed = actions.import_text(
            article, language, texts, source=clean_name(upload.name or ""), by=by
        )
        if found.pictures:
            messages.warning(request, _left_behind(found.pictures))
        return changed

    initial: dict[str, Any] = {"language": article.original_language}
    return form_page(
        request,
        ImportForm(request.POST or None, request.FILES or None, initial=initial),
        deed,
        title=_("Take a page or a Word file over"),
        button=_("Take the text over"),
        done=_("The text is taken over. What stood there before is kept in the history."),
        trail=article_trail(article),
        leads_to=article_address,
    )


def _read(upload: UploadedFile) -> Imported:
    name = clean_name(upload.name or "")
    content = read_upload(upload)
    if name.lower().endswith(".docx"):
        return document_from(content, name)
    if name.lower().endswith((".html", ".htm")):
        return page_from(content)
    raise Refusal("import-type", name=name)


def _left_behind(pictures: int) -> str:
    return ngettext(
        "%(number)s picture did not come along: it needs words for those who do not see it. Its "
        "place is marked [[picture:…]]; take it in there.",
        "%(number)s pictures did not come along: they need words for those who do not see them. "
        "Their places are marked [[picture:…]]; take them in there.",
        pictures,
    ) % {"number": pictures}
