"""Motivation; for staff, the plan of the visit."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sapar.accounts.access import requires
from sapar.applications.drafts import TEXT_LIMITS
from sapar.portal.views.applications.own import own_application
from sapar.portal.views.applications.texts import TextForm, text_page


class MotivationForm(TextForm):
    motivation = forms.CharField(
        label=_("Why do you want to go, and what for?"),
        help_text=_("What you will study there, why at these hosts, and what you bring back."),
        widget=forms.Textarea({"rows": 14}),
    )


class VisitPlanForm(TextForm):
    motivation = forms.CharField(
        label=_("What will you do there?"),
        help_text=_(
            "Aim of the visit, what you will teach or learn, day by day if you know it, "
            "and what your department gains."
        ),
        widget=forms.Textarea({"rows": 14}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.sign-in")
def motivation(request: HttpRequest, application_id: str) -> HttpResponse:
    application = own_application(request, application_id)
    is_learner = application.call.audience == "learners"
    form_class = MotivationForm if is_learner else VisitPlanForm
    limit = TEXT_LIMITS["motivation"]
    return text_page(request, application, "motivation", form_class, limit=limit)
