"""A page that is one form: shown, refused with what was typed kept, or done and left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.ui.parts import Crumb


def form_page(
    request: HttpRequest,
    form: Form,
    deed: Callable[..., Any],
    *,
    title: str,
    button: str,
    done: str,
    trail: list[Crumb],
    leads_to: Callable[[Any], str],
    lead: str = "",
) -> HttpResponse:
    """Call ``deed`` with what the form holds; ``leads_to`` says where its outcome is seen.

    lead: what the deed does to people, said before the form.
    """
    if form.is_bound and form.is_valid():
        try:
            outcome = deed(**form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, words(refusal.code, refusal.values))
        else:
            messages.success(request, done)
            return redirect(leads_to(outcome))
    back = trail[-1].url
    steps = [*trail, Crumb(title)]
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "steps": steps,
        "back": back,
    }
    status = 422 if form.errors else 200
    return render(request, "office/form.html", context, status=status)
