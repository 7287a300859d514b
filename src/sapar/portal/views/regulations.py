"""The acts that mobility stands on: the list, an act with its texts, a file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sapar.content.enums import Concern, RegulationKind, RegulationStatus
from sapar.content.models import Regulation, RegulationVersion
from sapar.content.regulations import all_regulations, concerning
from sapar.desk.regulation_standing import standing_of_regulation, tone_of
from sapar.desk.sentence import Standing, Tone
from sapar.documents.serving import file_response
from sapar.search.queries import search
from sapar.ui.pages import public_page

MOST_FOUND = 200
KIND_ORDER = list(RegulationKind)
ANY = ("", _("any"))


class RegulationFilter(forms.Form):
    """Every field empty shows all acts."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_("Also inside the texts of acts, in any ending."),
        required=False,
        max_length=200,
    )
    status = forms.ChoiceField(
        label=_("Legal status"), required=False, choices=[ANY, *RegulationStatus.choices]
    )
    concern = forms.ChoiceField(
        label=_("Applies to"), required=False, choices=[ANY, *Concern.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind of act"), required=False, choices=[ANY, *RegulationKind.choices]
    )

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for validly; a value that does not exist asks for nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that wait in a fold."""
        return [field for field in self if field.name != "q"]

    @property
    def asks_for_more(self) -> bool:
        return any(self.asked.get(field.name) for field in self.more)


@dataclass(frozen=True, slots=True)
class RegulationRow:
    regulation: Regulation
    standing: Standing
    tone: Tone
    excerpt: SafeString | str = ""


@require_safe
@public_page
def regulation_list(request: HttpRequest) -> HttpResponse:
    form = RegulationFilter(request.GET)
    asked = form.asked
    regulations = all_regulations()
    for name in ("status", "kind"):
        if value := asked.get(name):
            regulations = regulations.filter(**{name: value})
    rows = [_row(one) for one in concerning(regulations, asked.get("concern", ""))]
    corrected = ""
    if words := asked.get("q"):
        rows, corrected = _with_words(rows, words)
    groups = [] if words else _by_kind(rows)
    context = {"form": form, "groups": groups, "rows": rows, "corrected": corrected, "words": words}
    return render(request, "portal/regulations/list.html", context)


@require_safe
@public_page
def regulation_page(request: HttpRequest, regulation_id: str) -> HttpResponse:
    regulation = get_object_or_404(all_regulations(), public_id=regulation_id)
    context = {
        "regulation": regulation,
        "standing": standing_of_regulation(regulation),
        "concerns": [Concern(code).label for code in regulation.concerns if code in Concern],
        "versions": regulation.versions.select_related("file"),
        "replaces": regulation.replaces.all(),
    }
    return render(request, "portal/regulations/regulation.html", context)


@require_safe
def regulation_file(request: HttpRequest, regulation_id: str, version_id: str) -> FileResponse:
    """A text of an act. It never changes, but it may be taken back."""
    version = get_object_or_404(
        RegulationVersion.objects.select_related("file"),
        public_id=version_id,
        regulation__public_id=regulation_id,
    )
    response = file_response(version.file)
    response["Cache-Control"] = "public, max-age=60"
    return response


def _row(regulation: Regulation, excerpt: SafeString | str = "") -> RegulationRow:
    return RegulationRow(
        regulation, standing_of_regulation(regulation), tone_of(regulation), excerpt
    )


def _with_words(rows: list[RegulationRow], words: str) -> tuple[list[RegulationRow], str]:
    """Those with the words, the best match first, and what was searched instead if mistyped."""
    language = get_language() or "en"
    found = search(words, language, limit=MOST_FOUND, kinds=["regulation"])
    shown = {row.regulation.public_id: row.regulation for row in rows}
    hits = [hit for hit in found.hits if hit.record_id in shown]
    return [_row(shown[hit.record_id], hit.excerpt) for hit in hits], found.corrected


def _by_kind(rows: list[RegulationRow]) -> list[tuple[str, list[RegulationRow]]]:
    """The acts of the Republic by their rank, then the university's own."""

    def rank(row: RegulationRow) -> int:
        return KIND_ORDER.index(RegulationKind(row.regulation.kind))

    return [
        (str(KIND_ORDER[kind].label), list(members))
        for kind, members in groupby(sorted(rows, key=rank), key=rank)
    ]
