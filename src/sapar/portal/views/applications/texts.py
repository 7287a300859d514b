"""Pages of typed fields: a form that carries which texts it was filled from, and both texts of
two windows when they differ."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from sapar.accounts.access import signed_in
from sapar.applications.actions import save_draft
from sapar.applications.drafts import marks_from, version_of
from sapar.applications.models import Application
from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.portal.views.applications.own import (
    back_to_tasks,
    is_editable,
    page,
)
from sapar.portal.views.applications.tasks import motivation_title


class TextForm(forms.Form):
    """Typed fields of the draft. Empty ones are saved as well: a draft may be unfinished."""

    use_required_attribute = False
    version = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def text_names(cls) -> list[str]:
        return [name for name in cls.base_fields if name != "version"]

    @classmethod
    def filled_from(cls, application: Application) -> TextForm:
        names = cls.text_names()
        texts = {name: getattr(application, name) for name in names}
        return cls(initial=texts | {"version": version_of(application, *names)})


def text_page(
    request: HttpRequest,
    application: Application,
    template: str,
    form_class: type[TextForm],
    **context: Any,
) -> HttpResponse:
    """Show the page, or save it and go back to the task list."""
    if not is_editable(application):
        return back_to_tasks(application)
    form, status = form_class.filled_from(application), 200
    if request.method == "POST":
        texts = {name: request.POST.get(name, "") for name in form_class.text_names()}
        marks = marks_from(request.POST.get("version", ""))
        try:
            saved = save_draft(application, by=signed_in(request).as_actor(), marks=marks, **texts)
        except Refusal as refusal:
            form, status = form_class(request.POST), 422
            form.errors.clear()
            _add_error(form, refusal)
        else:
            if not saved.set_aside:
                return back_to_tasks(application)
            messages.warning(request, words("text-set-aside"))
            application, status = saved.application, 409
            form = form_class.filled_from(application)
    return page(
        request,
        template,
        application,
        status=status,
        form=form,
        set_aside=_set_aside(application, form_class),
        task_title=motivation_title(application),
        **context,
    )


def _add_error(form: TextForm, refusal: Refusal) -> None:
    field = str(refusal.values.get("field", "")) or None
    form.add_error(field, words(refusal.code, refusal.values))


def _set_aside(application: Application, form_class: type[TextForm]) -> list[tuple[str, str, str]]:
    """Texts kept beside the draft's: name of the field, its label, the text."""
    labels = {name: str(form_class.base_fields[name].label) for name in form_class.text_names()}
    kept = application.set_aside
    return [(name, label, kept[name]["text"]) for name, label in labels.items() if name in kept]
