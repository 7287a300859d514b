"""Writing, answering, editing, deleting and reporting comments; the list of the own ones.

The section under an article, a partner or a story posts here and comes back to where it stood. What
is refused is shown on a page of its own with everything that was typed.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sapar.accounts.access import requires, signed_in
from sapar.content.queries import published_articles
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.partnerships.queries import public_partners
from sapar.portal.views.comment_forms import EditForm, ReportForm, WriteForm
from sapar.portal.voices import address_of, subject_of
from sapar.stories.actions import comments as deeds
from sapar.stories.enums import CommentState
from sapar.stories.models import Comment
from sapar.stories.queries import (
    Subject,
    column_of,
    comments_of,
    published_stories,
    with_subjects,
)

PAGE = 50


@require_POST
@never_cache
@requires("stories.comment")
def write(request: HttpRequest, kind: str, subject_id: str) -> HttpResponse:
    return _write(request, _subject(kind, subject_id))


@never_cache
@requires("stories.comment")
def answer(request: HttpRequest, comment_id: str) -> HttpResponse:
    seen = with_subjects(Comment.objects.filter(state=CommentState.PUBLISHED, parent=None))
    parent = get_object_or_404(seen, public_id=comment_id)
    subject = _seen(subject_of(parent))
    if request.method == "POST":
        return _write(request, subject, parent)
    form = WriteForm(user=signed_in(request))
    context = {"form": form, "subject": subject, "parent": parent, "back": address_of(subject)}
    return render(request, "portal/comments/write.html", context)


@never_cache
@requires("stories.comment")
def edit(request: HttpRequest, comment_id: str) -> HttpResponse:
    user, comment = signed_in(request), _own(request, comment_id)
    form = EditForm(request.POST) if request.method == "POST" else EditForm.filled_from(comment)
    context = {"comment": comment, "until": comment.written_at + deeds.EDITABLE}
    if form.is_bound and form.is_valid():
        try:
            comment = deeds.edit_comment(comment, by=user, **form.cleaned_data)
        except Refusal as refusal:
            return _refused(request, "edit", form, refusal, **context)
        messages.success(request, _said(comment))
        return redirect(_place_of(comment))
    page = {"form": form, **context}
    return render(request, "portal/comments/edit.html", page, status=_status(form))


@never_cache
@requires("stories.comment")
def delete(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment = _own(request, comment_id)
    if request.method == "POST":
        deeds.delete_comment(comment, by=signed_in(request))
        messages.success(request, _("Your comment is deleted."))
        return _back(request, address_of(subject_of(comment)) + "#comments")
    context = {"comment": comment, "back": request.GET.get("next", "")}
    return render(request, "portal/comments/delete.html", context)


@never_cache
@requires("stories.comment")
def report(request: HttpRequest, comment_id: str) -> HttpResponse:
    seen = with_subjects(Comment.objects.filter(state=CommentState.PUBLISHED))
    comment = get_object_or_404(seen, public_id=comment_id)
    _seen(subject_of(comment))
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            deeds.report_comment(comment, by=signed_in(request), **form.cleaned_data)
        except Refusal as refusal:
            return _refused(request, "report", form, refusal, comment=comment)
        said = _("Thank you. A moderator looks at the comment; until then it stays where it is.")
        messages.success(request, said)
        return redirect(_place_of(comment))
    context = {"form": form, "comment": comment}
    return render(request, "portal/comments/report.html", context, status=_status(form))


@never_cache
@requires("stories.comment")
def my_comments(request: HttpRequest) -> HttpResponse:
    page = Paginator(comments_of(signed_in(request)), PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/comments/mine.html", {"page": page})


@require_POST
@never_cache
@requires("stories.comment")
def delete_all(request: HttpRequest) -> HttpResponse:
    count = deeds.delete_all_comments(signed_in(request))
    said = _("All your comments are deleted: %(count)s.") % {"count": count}
    messages.success(request, said)
    return redirect("my-comments")


def _write(request: HttpRequest, subject: Subject, parent: Comment | None = None) -> HttpResponse:
    user = signed_in(request)
    form = WriteForm(request.POST, user=user)
    context: dict[str, Any] = {"subject": subject, "parent": parent, "back": address_of(subject)}
    if not form.is_valid():
        page = {"form": form, **context}
        return render(request, "portal/comments/write.html", page, status=422)
    try:
        comment = deeds.write_comment(subject, by=user, parent=parent, **form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, "write", form, refusal, **context)
    messages.success(request, _said(comment))
    return redirect(_place_of(comment))


def _said(comment: Comment) -> str:
    if comment.state == CommentState.PUBLISHED:
        return _("Your comment is published. You can change it for fifteen minutes.")
    return _("Your comment is kept. A moderator reads it first; until then only you see it.")


def _refused(
    request: HttpRequest, page: str, form: forms.Form, refusal: Refusal, **context: Any
) -> HttpResponse:
    form.add_error(None, words(refusal.code, refusal.values))
    status = 409 if isinstance(refusal, Conflict) else 422
    if refusal.code.endswith("-too-many"):
        status = 429
    return render(request, f"portal/comments/{page}.html", {"form": form, **context}, status=status)


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _subject(kind: str, subject_id: str) -> Subject:
    """What readers see, and nothing else, can be written under."""
    seen: dict[str, QuerySet[Any]] = {
        "article": published_articles(),
        "partner": public_partners(),
        "story": published_stories(),
    }
    if kind not in seen:
        raise Http404
    subject: Subject = get_object_or_404(seen[kind], public_id=subject_id)
    return subject


def _seen(subject: Subject) -> Subject:
    """The same; 404 when readers no longer see it, and so nothing that stands under it."""
    return _subject(column_of(subject), subject.public_id)


def _own(request: HttpRequest, comment_id: str) -> Comment:
    comment: Comment = get_object_or_404(comments_of(signed_in(request)), public_id=comment_id)
    return comment


def _place_of(comment: Comment) -> str:
    return f"{address_of(subject_of(comment))}#comment-{comment.public_id}"


def _back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if is_ours else otherwise)
