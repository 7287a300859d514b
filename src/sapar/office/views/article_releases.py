"""From draft to readers: what is missing for it, and the deeds that are possible now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import rules
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import check, requires, signed_in
from sapar.content.actions import articles as actions
from sapar.content.lifecycle import ARTICLE_LIFECYCLE
from sapar.content.models import Article
from sapar.content.working_copy import is_written, missing_in, outdated_in
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.desk.article_standing import standing_of_article
from sapar.office.views.article_forms import ReasonForm, ReturnForm, ScheduleForm
from sapar.office.views.articles import article_trail, found_article
from sapar.ui.parts import Crumb

Deed = Callable[..., Article]

# Deed: permission, function, form or None, button, what it means, what is said when it is done.
DEEDS: Mapping[str, tuple[str, Deed, type[forms.Form], Any, Any, Any]] = {
    "publish": (
        "content.publish",
        actions.publish_article,
        forms.Form,
        _("Publish now"),
        _("Readers see at once what is written now."),
        _("The article is published."),
    ),
    "schedule": (
        "content.publish",
        actions.schedule_article,
        ScheduleForm,
        _("Schedule"),
        _("Readers see what is written now from that time on."),
        _("The article is scheduled."),
    ),
    "submit": (
        "content.edit",
        actions.submit_article,
        forms.Form,
        _("Hand in for review"),
        _("The editors find it on their desk."),
        _("The article is handed in for review."),
    ),
    "return": (
        "content.publish",
        actions.return_article,
        ReturnForm,
        _("Return to the draft"),
        _("It leaves the review or the schedule and is written on."),
        _("The article is a draft again."),
    ),
    "unpublish": (
        "content.publish",
        actions.unpublish_article,
        ReasonForm,
        _("Take from the readers"),
        _("Its address then says that the page is not there. Its text stays here."),
        _("Readers no longer see the article."),
    ),
}


@require_safe
@requires("content.edit")
def release(request: HttpRequest, article_id: str) -> HttpResponse:
    return _page(request, found_article(article_id), {})


@require_POST
@requires("content.edit")
def do(request: HttpRequest, article_id: str, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    permission, function, form_class, *_words, done = DEEDS[deed]
    check(request.user, permission)
    article = found_article(article_id)
    form = form_class(request.POST, prefix=deed)
    if form.is_valid():
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() else None
        by = signed_in(request).as_actor()
        try:
            function(article, **form.cleaned_data, by=by, expected_version=version)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, done)
            return redirect("office-article-release", article_id)
    return _page(request, found_article(article_id), {deed: form}, status=422)


def _page(
    request: HttpRequest, article: Article, given: Mapping[str, forms.Form], status: int = 200
) -> HttpResponse:
    deeds = []
    for name, (permission, _function, form_class, button, meaning, _done) in DEEDS.items():
        is_possible = ARTICLE_LIFECYCLE.allows(article.state, name) or name in given
        if is_possible and rules.has_perm(permission, request.user):
            form = given.get(name) or form_class(prefix=name)
            deeds.append((name, form, button, meaning))
    context = {
        "article": article,
        "standing": standing_of_article(article),
        "deeds": deeds,
        "is_written": is_written(article, article.original_language),
        "missing": [code for code in missing_in(article) if code != article.original_language],
        "outdated": outdated_in(article),
        "steps": [*article_trail(article), Crumb(_("Review and publish"))],
    }
    return render(request, "office/articles/release.html", context, status=status)
