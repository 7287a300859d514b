"""The form of a question to the offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sapar.accounts.enums import Direction
from sapar.content.enums import Topic
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.portal.views.stranger_forms import LengthLimit, StrangerForm

TEXT_LIMIT = 5000
INCOMING = "incoming"
ABOUT = [
    (Direction.EXTERNAL.value, _("Mobility abroad")),
    (Direction.INTERNAL.value, _("Mobility within Kazakhstan")),
    (INCOMING, _("Coming to us from elsewhere")),
]


class AskForm(StrangerForm):
    field_order = (
        "about",
        "school",
        "topic",
        "text",
        "may_be_published",
        "name",
        "email",
        "language",
    )

    about = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("This decides which office gets the question."),
        choices=ABOUT,
        widget=forms.RadioSelect,
    )
    school = forms.ModelChoiceField(
        Unit.objects.filter(kind=UnitKind.SCHOOL, institution__is_home=True).order_by("id"),
        label=_("Your school"),
        help_text=_("Only for mobility within Kazakhstan: your school oversees it."),
        required=False,
        empty_label=_("not chosen"),
        to_field_name="public_id",
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices)
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("No passport data and no diagnoses, please: they are not needed here."),
        widget=forms.Textarea({"rows": 7}),
        validators=[LengthLimit(TEXT_LIMIT)],
    )
    may_be_published = forms.BooleanField(
        label=_("Question and answer may be published without my name"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("about") == Direction.INTERNAL and not given.get("school"):
            message = gettext("Choose your school: it answers questions on internal mobility.")
            self.add_error("school", message)
        return given
