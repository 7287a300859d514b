"""Check your answers, submit them, and what happens next."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sapar.accounts.access import requires, signed_in
from sapar.applications.actions import submit_application
from sapar.applications.actions.sending import content_hash
from sapar.applications.enums import Consent
from sapar.applications.judging import judge_draft
from sapar.applications.models import Application
from sapar.applications.queries import latest_submission
from sapar.applications.readiness import NotReady, Problem, Task, problems_of
from sapar.applications.sayings import say_finding
from sapar.core.errors import Conflict, Refusal
from sapar.core.wording import words
from sapar.portal.views.applications.own import (
    back_to_tasks,
    is_editable,
    own_application,
    page,
    say_no,
)
from sapar.portal.views.applications.tasks import task_title, task_url
from sapar.ui.parts import Row


class SubmitForm(forms.Form):
    """What was checked: the version of the application and the mark of its answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    content = forms.CharField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def check(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    if not is_editable(application):
        return back_to_tasks(application)
    status = 200
    if request.method == "POST":
        try:
            _submit(request, application)
            return redirect("application-submitted", application.public_id)
        except NotReady as refusal:
            say_no(request, refusal)
            status = 422
        except Conflict as conflict:
            say_no(request, _readable(conflict))
            status = 409
        application = own_application(request, application_id)
    judgement = judge_draft(application)
    problems = problems_of(application, judgement)
    initial = {"version": application.version, "content": content_hash(application)}
    return page(
        request,
        "check",
        application,
        judgement=judgement,
        status=status,
        rows=_answers(application),
        problems=[(_words(problem), _address(problem, application)) for problem in problems],
        is_sent=application.state == "submitted" and not application.has_unsent_edits,
        warnings=[say_finding(one) for one in judgement.reasons_against if one.curable],
        form=SubmitForm(initial=initial),
    )


@require_safe
@requires("accounts.sign-in")
def submitted(request: HttpRequest, application_id: str) -> HttpResponse:
    """The confirmation; coming back to it later is harmless."""
    application = own_application(request, application_id)
    if application.submitted_at is None:
        return back_to_tasks(application)
    return page(request, "submitted", application, submission=latest_submission(application))


def _submit(request: HttpRequest, application: Application) -> None:
    form = SubmitForm(request.POST)
    if not form.is_valid():
        raise Conflict("answers-changed")
    submit_application(
        application,
        by=signed_in(request).as_actor(),
        expected_version=form.cleaned_data["version"],
        expected_content=form.cleaned_data["content"],
    )


def _readable(conflict: Conflict) -> Refusal:
    """To an applicant every conflict means the same: look once more at what stands there now."""
    return conflict if conflict.code == "answers-changed" else Refusal("answers-changed")


def _words(problem: Problem) -> str:
    return words(problem.code, problem.values)


def _address(problem: Problem, application: Application) -> str:
    return task_url(problem.task, application) if problem.task else ""


def _answers(application: Application) -> list[Row]:
    """Everything that will be sent, each with the page where it can be changed."""
    wishes = application.wishes.select_related("place__condition__agreement__partner")
    documents = application.documents.select_related("requirement", "file")
    consents = [str(one.label) for one in Consent if one in application.consents]
    answers = [
        (Task.ABOUT, _("Telephone"), application.phone),
        (Task.ABOUT, _("Whom to call in an emergency"), application.emergency_contact),
        (Task.WISHES, None, "\n".join(f"{wish.rank}. {wish.place.host}" for wish in wishes)),
        (Task.MOTIVATION, None, application.motivation),
        (
            Task.DOCUMENTS,
            None,
            "\n".join(f"{one.requirement.name}: {one.file.name}" for one in documents),
        ),
        (Task.CONSENTS, None, "\n".join(consents)),
    ]
    return [
        Row(
            name=name or task_title(task, application),
            value=value or _("Nothing yet"),
            change_url=task_url(task, application),
        )
        for task, name, value in answers
    ]
