"""The task list: each page of the application, and whether it is done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.applications.models import Application
from sapar.applications.readiness import Problem, Task
from sapar.ui import parts


def task_title(task: Task, application: Application) -> str:
    return {
        Task.ABOUT: _("About you"),
        Task.WISHES: _("Wishes"),
        Task.MOTIVATION: motivation_title(application),
        Task.DOCUMENTS: _("Documents"),
        Task.CONSENTS: _("Consents"),
    }[task]


def motivation_title(application: Application) -> str:
    """Staff plan a visit where learners say why they want to go."""
    if application.call.audience == "learners":
        return _("Motivation")
    return _("Plan of the visit")


def task_url(task: Task, application: Application) -> str:
    return reverse(f"application-{task}", args=[application.public_id])


def task_list(application: Application, problems: list[Problem]) -> list[parts.Task]:
    """Five tasks and, last, to check and submit."""
    tasks = [
        _task(task, application, [problem for problem in problems if problem.task == task])
        for task in Task
    ]
    return [*tasks, _check(application, problems)]


def _task(task: Task, application: Application, problems: list[Problem]) -> parts.Task:
    return parts.Task(
        title=task_title(task, application),
        state=_("To do") if problems else _("Done"),
        tone=parts.Tone.ACT if problems else parts.Tone.GOOD,
        url=task_url(task, application),
    )


def _check(application: Application, problems: list[Problem]) -> parts.Task:
    to_do = [problem for problem in problems if problem.task]
    is_sent = application.submitted_at is not None and not application.has_unsent_edits
    if is_sent and application.state == "submitted":
        state, tone = _("Sent"), parts.Tone.GOOD
    elif to_do:
        state, tone = _("Not possible yet"), parts.Tone.WAIT
    else:
        state, tone = _("Ready"), parts.Tone.ACT
    url = reverse("application-check", args=[application.public_id])
    return parts.Task(title=_("Check and submit"), state=state, tone=tone, url=url)
