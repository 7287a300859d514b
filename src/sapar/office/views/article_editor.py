"""The editor: three languages side by side, each text kept as it is left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sapar.accounts.access import requires, signed_in
from sapar.content.actions import articles as actions
from sapar.content.models import Article, Revision
from sapar.content.working_copy import (
    mark_of,
    marks_from,
    marks_of,
    missing_in,
    outdated_in,
)
from sapar.core import clock
from sapar.core.errors import Refusal
from sapar.core.formatting import format_time
from sapar.core.translated import LANGUAGES
from sapar.core.wording import words
from sapar.desk.article_standing import standing_of_article
from sapar.office.views.article_forms import TextsForm, texts_of
from sapar.office.views.articles import article_trail, found_article
from sapar.ui.forms import LANGUAGE_LABELS


@require_http_methods(["GET", "HEAD", "POST"])
@requires("content.edit")
def editor(request: HttpRequest, article_id: str) -> HttpResponse:
    article = found_article(article_id)
    form = TextsForm(request.POST or None, initial=texts_of(article))
    if form.is_bound and form.is_valid():
        confirmed = [code for code in request.POST.getlist("confirm") if code in LANGUAGES]
        try:
            saved, beside = actions.save_window(
                article,
                form.texts(),
                marks=marks_from(request.POST.get("version", "")),
                note=request.POST.get("note", "").strip()[:200].lstrip("~"),
                confirmed=confirmed,
                by=signed_in(request).as_actor(),
            )
        except Refusal as refusal:
            _add_refusal(form, refusal)
        else:
            _tell(request, saved, beside)
            return redirect("office-article", article_id)
    status = 422 if form.errors else 200
    return render(
        request, "office/articles/editor.html", _page(request, article, form), status=status
    )


@require_POST
@requires("content.edit")
def save(request: HttpRequest, article_id: str) -> JsonResponse:
    """One text as it is left; answers in JSON the time it was kept, or why it was not."""
    article = found_article(article_id)
    field = request.POST.get("field", "")
    marks = marks_from(request.POST.get("version", ""))
    text = request.POST.get(field, "")
    by = signed_in(request).as_actor()
    try:
        _kept, is_there = actions.keep_text(article, field, text, mark=marks.get(field), by=by)
    except Refusal as refusal:
        return JsonResponse({"message": words(refusal.code, refusal.values)}, status=422)
    if not is_there:
        message = _(
            "Another window changed this text in the meantime. Yours is kept in the history, "
            "where you can compare and restore it."
        )
        return JsonResponse({"message": message}, status=409)
    fresh = {**marks, field: mark_of(text)}
    version = " ".join(f"{name}={mark}" for name, mark in fresh.items())
    return JsonResponse({"saved_at": format_time(clock.now()), "version": version})


def _page(request: HttpRequest, article: Article, form: TextsForm) -> dict[str, Any]:
    behind, missing = outdated_in(article), missing_in(article)
    return {
        "article": article,
        "form": form,
        "steps": article_trail(article),
        "standing": standing_of_article(article),
        "columns": [
            {
                "code": code,
                "name": LANGUAGE_LABELS[code],
                "fields": fields,
                "is_original": code == article.original_language,
                "is_outdated": code in behind,
                "is_missing": code in missing,
            }
            for code, fields in form.columns().items()
        ],
        "version": request.POST.get("version") or marks_of(article),
        "note": request.POST.get("note", ""),
    }


def _add_refusal(form: TextsForm, refusal: Refusal) -> None:
    field = f"{refusal.values.get('field')}_{refusal.values.get('language')}"
    form.add_error(field if field in form.fields else None, words(refusal.code, refusal.values))


def _tell(request: HttpRequest, article: Article, beside: Revision | None) -> None:
    if beside is None:
        messages.success(request, _("The article is saved."))
        return
    address = reverse("office-article-history", args=[article.public_id])
    messages.warning(
        request,
        format_html(
            '{} <a href="{}?from={}&to={}">{}</a>',
            _(
                "Another window changed the same text in the meantime. That one stands in the "
                "article; yours is kept in the history."
            ),
            address,
            beside.number,
            beside.number - 1,
            _("Compare the two"),
        ),
    )
