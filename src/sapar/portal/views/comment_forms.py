"""The forms of comments. A text that is too long comes back whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.accounts.models import User
from sapar.portal.views.stranger_forms import LengthLimit
from sapar.stories.actions.comments import NAME_LIMIT, TEXT_LIMIT
from sapar.stories.enums import Reason
from sapar.stories.models import Comment
from sapar.stories.names import name_of, unit_spoken_for


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea({"rows": 4}),
        validators=[LengthLimit(TEXT_LIMIT)],
    )


class EditForm(TextForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def filled_from(cls, comment: Comment) -> EditForm:
        return cls(initial={"text": comment.text, "expected_version": comment.version})


class WriteForm(TextForm):
    """The name is asked of those whom the registrar does not know; staff may say for whom they
    speak.
    """

    name = forms.CharField(
        label=_("Your name, as readers see it"), validators=[LengthLimit(NAME_LIMIT)]
    )
    as_staff = forms.BooleanField(required=False)
    field_order = ("name", "text", "as_staff")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_name = name_of(user)
        if self.shown_name:
            del self.fields["name"]
        unit = unit_spoken_for(user)
        if unit is None:
            del self.fields["as_staff"]
        else:
            self.fields["as_staff"].label = _("I answer for: %(unit)s") % {"unit": unit.name}


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What should the moderator know?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        validators=[LengthLimit(300)],
    )
