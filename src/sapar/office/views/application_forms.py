"""Forms by which the office decides on applications; each carries the version it was shown with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.applications.models import Application
from sapar.core import clock
from sapar.ui.forms import InstantField

TIME_TO_CORRECT = dt.timedelta(days=3)


class DecisionForm(forms.Form):
    """A button; what was seen when it was pressed is its version."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several decisions stand on one page, so each names its fields apart from the others'.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def for_application(cls, application: Application) -> DecisionForm:
        return cls(initial={"version": application.version})


class RefuseForm(DecisionForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it. Criteria that are not met are added by themselves."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class ReturnForm(DecisionForm):
    reason = forms.CharField(
        label=_("What is to be corrected"),
        help_text=_("The applicant reads it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    until = InstantField(label=_("Until when"))

    @classmethod
    def for_application(cls, application: Application) -> DecisionForm:
        until = clock.now() + TIME_TO_CORRECT
        return cls(initial={"version": application.version, "until": until})


class FilterForm(forms.Form):
    """What the list shows; every value stands in the address."""

    q = forms.CharField(label=_("Name or number"), required=False)
    call = forms.ChoiceField(label=_("Call"), required=False)
    school = forms.ChoiceField(label=_("School"), required=False)
    state = forms.CharField(required=False, widget=forms.HiddenInput)
