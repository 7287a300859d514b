"""Frequent questions in the office: drafts from answers, in three languages, published and not."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import check, requires, signed_in
from sapar.content.actions import frequent_questions as deeds
from sapar.content.models import FrequentQuestion
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.office.views.form_page import form_page
from sapar.office.views.question_forms import FrequentQuestionEditForm, FrequentQuestionForm
from sapar.ui.parts import Crumb

PERMISSION = "content.keep-frequent-questions"


@require_safe
@requires(PERMISSION)
def frequent_list(request: HttpRequest) -> HttpResponse:
    rows = FrequentQuestion.objects.order_by("is_published", "topic", "position", "id")
    return render(request, "office/questions/frequent_list.html", {"rows": rows})


@requires(PERMISSION)
def frequent_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return form_page(
        request,
        FrequentQuestionForm(request.POST or None, initial={"position": 100}),
        lambda **fields: deeds.add_frequent_question(by=user.as_actor(), **fields),
        title=_("New frequent question"),
        button=_("Save the draft"),
        done=_("The draft is saved. Nobody but the office sees it until it is published."),
        trail=_trail(),
        leads_to=_address,
    )


@requires(PERMISSION)
def frequent_edit(request: HttpRequest, row_id: str) -> HttpResponse:
    user = signed_in(request)
    row = get_object_or_404(FrequentQuestion, public_id=row_id)
    may_publish = rules.has_perm("content.publish", user)
    if request.method == "POST" and row.is_published:
        check(user, "content.publish")
    initial = {name: getattr(row, name) for name in FrequentQuestionForm.base_fields}
    form = FrequentQuestionEditForm(
        request.POST or None, initial={**initial, "expected_version": row.version}
    )
    if form.is_bound and form.is_valid():
        try:
            deeds.update_frequent_question(row, by=user.as_actor(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("office-frequent-question", row_id)
    context = {"row": row, "form": form, "steps": _trail(str(row)), "may_publish": may_publish}
    status = 422 if form.errors else 200
    return render(request, "office/questions/frequent.html", context, status=status)


@require_POST
@requires(PERMISSION)
def frequent_deed(request: HttpRequest, row_id: str, deed: str) -> HttpResponse:
    """Publish, withdraw or delete; what the public sees is the editor's to decide."""
    row = get_object_or_404(FrequentQuestion, public_id=row_id)
    if deed not in ("publish", "withdraw", "delete"):
        raise Http404
    if row.is_published or deed == "publish":
        check(request.user, "content.publish")
    by: Any = signed_in(request).as_actor()
    try:
        if deed == "delete":
            deeds.delete_frequent_question(row, by=by)
            messages.success(request, _("The question is deleted."))
            return redirect("office-frequent-questions")
        if deed == "publish":
            deeds.publish_frequent_question(row, by=by)
            messages.success(request, _("The question is published."))
        else:
            deeds.withdraw_frequent_question(row, by=by)
            messages.success(request, _("The question is no longer public."))
    except Refusal as refusal:
        messages.warning(request, words(refusal.code, refusal.values))
    return redirect("office-frequent-question", row_id)


def _address(row: FrequentQuestion) -> str:
    return reverse("office-frequent-question", args=[row.public_id])


def _trail(here: str = "") -> list[Crumb]:
    above = [Crumb(_("Frequent questions"), reverse("office-frequent-questions"))]
    return [*above, Crumb(here)] if here else above
