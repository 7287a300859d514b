"""What the living page shows: each component with invented contents, in every state it knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.accounts.enums import Direction
from sapar.content.models import Picture
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import Level, PeriodKind
from sapar.ui import legibility
from sapar.ui.forms import DayField, InstantField, TranslatedFormField, UploadField
from sapar.ui.parts import Chip, Criterion, Entry, Row, Task, Tone


@dataclass(frozen=True)
class _Standing:
    where: str
    next: str
    holder: str
    until: dt.datetime | None
    tone: Tone


class EveryField(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Family name"), help_text=gettext_lazy("As it stands in your passport.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    gpa = forms.DecimalField(
        label=gettext_lazy("Average score (GPA)"), min_value=0, max_value=4, decimal_places=2
    )
    motivation = forms.CharField(
        label=gettext_lazy("Motivation"), widget=forms.Textarea, required=False
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        choices=PeriodKind.choices,
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        widget=forms.RadioSelect,
        choices=Direction.choices,
        help_text=gettext_lazy("External leads abroad, internal to a university in Kazakhstan."),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Levels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=Level.choices,
    )
    consent = forms.BooleanField(label=gettext_lazy("I consent to the processing of my data."))
    born_on = DayField(label=gettext_lazy("Date of birth"))
    closes_at = InstantField(label=gettext_lazy("Deadline"))
    certificate = UploadField(label=gettext_lazy("Language certificate"))
    title = TranslatedFormField(label=gettext_lazy("Title of the call"))


def living_context(request: HttpRequest) -> dict[str, Any]:
    """Everything the template draws."""
    wrong = {
        "name": "",
        "email": "aigerim",
        "gpa": "5.2",
        "title_kk": "Көктем",
        "period": "semester",
    }
    now = clock.now()
    return {
        "form": EveryField(prefix="empty", initial={"title": Translated(kk="Көктем", ru="Весна")}),
        "wrong_form": EveryField(wrong),
        "tones": [
            ("wait", _("With the school")),
            ("act", _("Your turn")),
            ("good", _("Accepted by the host")),
            ("bad", _("Refused for a debt")),
            ("info", _("Open for applications")),
            ("ended", _("Withdrawn by you")),
        ],
        "standings": _standings(now),
        "tasks": _tasks(),
        "entries": _entries(now),
        "criteria": _criteria(now),
        "rows": [
            Row(_("Wishes"), "1. Uniwersytet Jagielloński\n2. Ege Üniversitesi", "#wishes"),
            Row(_("Period"), PeriodKind.SEMESTER.label, "#period"),
            Row(_("Motivation"), _("480 words")),
        ],
        "chips": [
            Chip(Direction.EXTERNAL.label, "?", is_on=True, removes=True),
            Chip(PeriodKind.SEMESTER.label, "?period=semester"),
            Chip(_("Only for me"), "?mine=1"),
        ],
        "page": Paginator(range(60), 20).get_page(request.GET.get("page", 2)),
        "announcements": [
            {
                "text": Translated("Кабинет жабық.", "Кабинет закрыт.", "The room is closed."),
                "url": "",
            },
            {"text": Translated(ru="Открыты конкурсы на весну."), "url": "#"},
        ],
        "one_picture": Picture.objects.exclude(released_at=None).first(),
        "text": _text(),
        "groups": legibility.groups(legibility.chosen(request)),
        "fallback": Translated(ru="Название есть только по-русски"),
        "now": now,
        "autumn": (dt.date(2026, 9, 1), dt.date(2027, 1, 23)),
    }


def _text() -> Translated:
    """A text as editors write it, with each sign it may have."""
    signs = "## {0}\n\n{1} **{2}**, *{3}*, [{4}](calls/).\n\n- {5}\n- {6}\n\n1. {7}\n2. {8}\n\n"
    signs += "> {9}\n\n| {10} | {11} |\n| --- | --- |\n| {12} | 45 000 ₸ |\n"
    return Translated(
        kk=signs.format(
            *("Тақырыпша", "Мәтінде мыналар болады:", "қалың", "көлбеу", "сілтеме"),
            *("тізім тармағы", "тағы бірі", "бірінші қадам", "екінші қадам"),
            *("Сапарға шыққан адам үйге басқа көзбен қарайды.", "Не", "Айына", "Жатақхана"),
        ),
        ru=signs.format(
            *("Заголовок", "В тексте бывает:", "полужирное", "курсив", "ссылка"),
            *("пункт списка", "ещё один", "первый шаг", "второй шаг"),
            *("Кто уезжал, смотрит на дом иначе.", "Что", "В месяц", "Общежитие"),
        ),
        en=signs.format(
            *("A heading", "A text may hold:", "bold words", "italics", "a link"),
            *("an item of a list", "another one", "a first step", "a second step"),
            *("Who has been away sees home with other eyes.", "What", "A month", "Dormitory"),
        ),
    )


def _standings(now: dt.datetime) -> list[_Standing]:
    soon = now + dt.timedelta(days=5)
    return [
        _Standing(
            _("A place at Ege Üniversitesi is offered to you."),
            _("Accept or decline it; after the deadline it goes to the next on the reserve list."),
            _("the applicant"),
            soon,
            Tone.ACT,
        ),
        _Standing(
            _("Your application is submitted."),
            _("The school confirms your records and releases it."),
            _("School of Medicine"),
            soon,
            Tone.WAIT,
        ),
        _Standing(_("The host accepted you."), _("Nothing is asked of you."), "", None, Tone.GOOD),
    ]


def _tasks() -> list[Task]:
    return [
        Task(_("About you"), _("Done"), Tone.GOOD, "#"),
        Task(_("Wishes in order"), _("Incomplete"), Tone.ACT, "#", _("1 of at least 1 chosen")),
        Task(_("Motivation"), _("Needs correction"), Tone.BAD, "#"),
        Task(
            _("Check and submit"),
            _("Cannot start yet"),
            Tone.WAIT,
            hint=_("Finish the tasks above."),
        ),
    ]


def _entries(now: dt.datetime) -> list[Entry]:
    return [
        Entry(
            _("Application submitted"),
            now - dt.timedelta(days=3),
            tone=Tone.GOOD,
        ),
        Entry(
            _("Returned for correction"),
            now - dt.timedelta(hours=5),
            _("School of Medicine"),
            _("The certificate cannot be read. Please upload a sharper copy."),
            Tone.ACT,
        ),
        Entry(_("Result is published"), now + dt.timedelta(days=20), is_ahead=True),
    ]


def _criteria(now: dt.datetime) -> list[Criterion]:
    day = now.date()
    registrar, commission = _("Registrar’s office"), _("Commission")
    return [
        Criterion(
            _("Average score (GPA)"),
            "3.42",
            _("at least 2.75"),
            _("Met"),
            Tone.GOOD,
            registrar,
            day,
        ),
        Criterion(
            _("Academic debts"),
            _("1 course"),
            _("none"),
            _("Unmet"),
            Tone.BAD,
            registrar,
            day,
            _("It can still be cured before the deadline."),
        ),
        Criterion(_("Teamwork"), "–", _("judged met"), _("Not judged yet"), Tone.WAIT, commission),
    ]
