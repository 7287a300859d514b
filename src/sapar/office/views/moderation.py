"""The moderators' queue: comments that wait, comments nobody has read, reports, stories; and the
policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.core.lookalikes import mixes_alphabets
from sapar.office.views.moderation_forms import PolicyForm
from sapar.stories import queries
from sapar.stories.actions import moderation
from sapar.stories.models import Comment
from sapar.ui.links import with_query
from sapar.ui.parts import Chip

PAGE = 50
PERMISSION = "stories.moderate"
Found = Callable[[], QuerySet[Any]]
STORIES = "stories"
QUEUES: dict[str, tuple[Any, Found]] = {
    "waiting": (gettext_lazy("Waiting comments"), queries.waiting_comments),
    "unread": (gettext_lazy("Published, not read yet"), queries.unread_comments),
    "reported": (gettext_lazy("Reported"), queries.reported_comments),
    "hidden": (gettext_lazy("Hidden"), queries.hidden_comments),
    STORIES: (gettext_lazy("Stories"), queries.submitted_stories),
}


@require_safe
@requires(PERMISSION)
def queue(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("queue", "")
    name = name if name in QUEUES else "waiting"
    found = QUEUES[name][1]()
    if name != STORIES:
        found = queries.with_subjects(found)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "queue": name,
        "chips": _chips(request, name),
        "page": page,
        "rows": []
        if name == STORIES
        else [(row, mixes_alphabets(row.author_name)) for row in page],
        "stories": page if name == STORIES else [],
        "policy": queries.policy(),
    }
    return render(request, "office/moderation/queue.html", context)


@require_POST
@requires(PERMISSION)
def publish_many(request: HttpRequest) -> HttpResponse:
    """Publish what was ticked, each as it was read: ``chosen`` is number and version."""
    read = [one.partition(":") for one in request.POST.getlist("chosen")]
    versions = {public_id: version for public_id, _colon, version in read}
    rows = Comment.objects.filter(public_id__in=versions)
    chosen = [row for row in rows if str(row.version) == versions[row.public_id]]
    done = moderation.publish_comments(chosen, by=signed_in(request).as_actor())
    said = ngettext("%(count)s comment is published.", "%(count)s comments are published.", done)
    messages.success(request, said % {"count": done})
    if left := len(versions) - done:
        said = ngettext(
            "%(count)s comment was changed meanwhile and stays in the queue.",
            "%(count)s comments were changed meanwhile and stay in the queue.",
            left,
        )
        messages.warning(request, said % {"count": left})
    return redirect("office-moderation")


@requires(PERMISSION)
def policy(request: HttpRequest) -> HttpResponse:
    now = queries.policy()
    form = PolicyForm(request.POST or None, initial={"mode": now.mode})
    if form.is_bound and form.is_valid():
        moderation.set_policy(form.cleaned_data["mode"], by=signed_in(request).as_actor())
        messages.success(request, _("From now on comments are published as you chose."))
        return redirect("office-moderation")
    context = {"form": form, "waiting": queries.waiting_comments().count()}
    status = 422 if form.errors else 200
    return render(request, "office/moderation/policy.html", context, status=status)


def _chips(request: HttpRequest, now: str) -> list[Chip]:
    address = request.get_full_path()
    return [
        Chip(
            f"{label} ({found().count()})", with_query(address, queue=name, page=None), name == now
        )
        for name, (label, found) in QUEUES.items()
    ]
