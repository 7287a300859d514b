"""Records of students and staff: the list, and one person's record with its facts."""

from __future__ import annotations

from typing import Any

import rules
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sapar.accounts.access import requires, signed_in
from sapar.accounts.enums import EngagementKind
from sapar.accounts.models import Engagement
from sapar.core.formatting import format_day, format_period, language_name
from sapar.institutions.models import Unit
from sapar.records.queries import search, uploads, visible_to
from sapar.records.shown_facts import shown_facts
from sapar.ui.parts import Row

PAGE = 50
RECENT = 5


class FilterForm(forms.Form):
    """What stands in the address of the list; what cannot be understood filters nothing."""

    q = forms.CharField(label=gettext_lazy("Name, e-mail or number"), required=False)
    school = forms.ModelChoiceField(
        Unit.objects.order_by("code"),
        label=gettext_lazy("School or other unit"),
        to_field_name="code",
        empty_label=gettext_lazy("All"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All")), *EngagementKind.choices],
        required=False,
    )


@require_GET
@requires("records.see-list")
def record_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = FilterForm(request.GET)
    form.is_valid()
    wanted: dict[str, Any] = form.cleaned_data
    engagements = search(visible_to(user), wanted.get("q", ""))
    if wanted.get("school"):
        engagements = engagements.filter(unit=wanted["school"])
    if wanted.get("kind"):
        engagements = engagements.filter(kind=wanted["kind"])
    may_upload = rules.has_perm("records.upload", user)
    context = {
        "form": form,
        "page": Paginator(engagements, PAGE).get_page(request.GET.get("page")),
        "may_upload": may_upload,
        "uploads": uploads()[:RECENT] if may_upload else [],
    }
    return render(request, "office/records/list.html", context)


@require_GET
@requires("records.see-list")
def record(request: HttpRequest, engagement_id: str) -> HttpResponse:
    visible = visible_to(signed_in(request))
    engagement = get_object_or_404(visible, public_id=engagement_id)
    facts = shown_facts(engagement)
    context = {
        "engagement": engagement,
        "person_rows": _person_rows(engagement),
        "engagement_rows": _engagement_rows(engagement),
        "current": [fact for fact in facts if fact.is_current],
        "superseded": [fact for fact in facts if not fact.is_current],
        "others": visible.filter(person=engagement.person).exclude(pk=engagement.pk),
    }
    return render(request, "office/records/record.html", context)


def _person_rows(engagement: Engagement) -> list[Row]:
    """Whether an IIN is known, and not which: nobody needs to read it here."""
    person, missing = engagement.person, _("Not given")
    return [
        Row(_("Name as in the passport"), person.passport_name or missing),
        Row(_("Date of birth"), format_day(person.born_on) if person.born_on else missing),
        Row(_("E-mail"), person.email or missing),
        Row(_("Telephone"), person.phone or missing),
        Row(_("IIN"), _("Known to the registrar") if person.iin else missing),
        Row(_("Language of mails"), language_name(person.language)),
    ]


def _engagement_rows(engagement: Engagement) -> list[Row]:
    rows = [
        Row(_("Registrar's number"), engagement.registrar_number),
        Row(_("School or other unit"), engagement.unit.name),
    ]
    if engagement.programme:
        year = "" if engagement.year is None else str(engagement.year)
        rows += [
            Row(_("Programme"), engagement.programme.name),
            Row(_("Level"), engagement.get_level_display()),
            Row(_("Year of study"), year),
        ]
    if engagement.position:
        rows.append(Row(_("Position"), engagement.position))
    return [*rows, Row(_("From – to"), _span(engagement))]


def _span(engagement: Engagement) -> str:
    starts_on, ends_on = engagement.starts_on, engagement.ends_on
    if starts_on and ends_on:
        return format_period(starts_on, ends_on)
    if starts_on:
        return _("since %(day)s") % {"day": format_day(starts_on)}
    return _("Not given")
