"""Forms of the office for questions, frequent questions and contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.content.asking import answering_units
from sapar.content.enums import QuestionState, Topic
from sapar.content.models import Question
from sapar.institutions.models import Unit
from sapar.ui.forms import TranslatedFormField

SHOWN_STATES = [
    (state.value, state.label) for state in QuestionState if state != QuestionState.UNCONFIRMED
]


class QuestionFilter(forms.Form):
    """What the list shows; every value stands in the address."""

    q = forms.CharField(label=_("Name, address or number"), required=False, max_length=100)
    topic = forms.ChoiceField(
        label=_("Topic"), required=False, choices=[("", _("any")), *Topic.choices]
    )
    state = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=SHOWN_STATES)


class TicketForm(forms.Form):
    """A button; what was seen when it was pressed is its version."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(
            data,
            # Several of them stand on one page, so each names its fields apart from the others'.
            auto_id=f"{type(self).__name__.lower()}-%s",
            initial={"expected_version": question.version},
        )
        self.question = question


def reason_field(help_text: Any = "") -> forms.CharField:
    rows = forms.Textarea({"rows": 3})
    return forms.CharField(label=_("Reason"), help_text=help_text, max_length=300, widget=rows)


class AnswerForm(TicketForm):
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("It is mailed as it stands here and kept as it was sent."),
        widget=forms.Textarea({"rows": 10}),
        max_length=20000,
    )


class HandOverForm(TicketForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("To which unit"), to_field_name="public_id"
    )
    reason = reason_field(_("The other unit reads it, not the asker."))

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(question, data)
        others = answering_units().exclude(pk=question.unit_id)
        self.fields["unit"].queryset = others  # type: ignore[attr-defined]


class PutAsideForm(TicketForm):
    is_spam = forms.BooleanField(
        label=_("It is spam: send no mail"),
        help_text=_("Otherwise the asker is mailed the reason."),
        required=False,
    )
    reason = reason_field()


class FrequentQuestionForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices)
    question = TranslatedFormField(
        label=_("Question"),
        help_text=_("Without anything that tells who asked."),
        multiline=True,
        required=False,
    )
    answer = TranslatedFormField(
        label=_("Answer"), help_text=_("Markdown."), multiline=True, required=False
    )
    position = forms.IntegerField(
        label=_("Order"), help_text=_("Lower numbers come first."), min_value=0, max_value=9999
    )


class FrequentQuestionEditForm(FrequentQuestionForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class PublicContactForm(forms.Form):
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), to_field_name="public_id", empty_label=None
    )
    duty = TranslatedFormField(
        label=_("What the person does"), help_text=_("The duty, not who has it."), max_length=200
    )
    helps_with = TranslatedFormField(
        label=_("Helps with"), multiline=True, required=False, max_length=1000
    )
    topics = forms.MultipleChoiceField(
        label=_("Stands in the index under"),
        required=False,
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    name = TranslatedFormField(
        label=_("Name"),
        help_text=_("Only if it is public and the person agreed."),
        required=False,
        max_length=200,
    )
    room = TranslatedFormField(label=_("Room"), required=False, max_length=200)
    hours = TranslatedFormField(label=_("Hours"), required=False, max_length=200)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    position = forms.IntegerField(
        label=_("Order"),
        help_text=_("Lower numbers come first."),
        min_value=0,
        max_value=9999,
        initial=0,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PublicContactEditForm(PublicContactForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, units=units, **kwargs)
        del self.fields["unit"]  # a duty stays with its unit
