"""What a host's coordinator fills in: a code, an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("Code from the mail"),
        help_text=_("Six digits."),
        error_messages={"invalid": _("Enter the six digits of the code, for example 123 456.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class AnswerForm(forms.Form):
    """``answer`` is the value of the button that was pressed."""

    answer = forms.ChoiceField(
        choices=[("accept", ""), ("decline", ""), ("request-correction", "")],
        widget=forms.HiddenInput,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason, or what should be corrected"),
        help_text=_("Needed when you decline or ask for a correction. The nominee reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
