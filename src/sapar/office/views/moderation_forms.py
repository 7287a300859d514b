"""What moderators fill in: a reason for hiding or returning, and how comments are published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.stories.enums import ModerationMode, Reason
from sapar.stories.models import Comment, Story


class VersionForm(forms.Form):
    """A button; what was seen when it was pressed is its version."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, record: Comment | Story, data: Any = None) -> None:
        super().__init__(
            data,
            # Several of them stand on one page, so each names its fields apart from the others'.
            auto_id=f"{type(self).__name__.lower()}-%s",
            initial={"expected_version": record.version},
        )


class HideForm(VersionForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A word to the author"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(VersionForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is mailed to the author as it stands here."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )


class ReturnForm(ReasonForm):
    pass


class HideStoryForm(ReasonForm):
    pass


class PolicyForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("When are comments published?"),
        choices=ModerationMode.choices,
        widget=forms.RadioSelect,
    )
