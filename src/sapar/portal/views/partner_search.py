"""The filters of the public list of partners, in the address and as chips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sapar.core.folding import sort_key
from sapar.core.formatting import country_name, language_name
from sapar.institutions.enums import InstitutionKind, Level, PeriodKind, UnitKind
from sapar.institutions.models import Institution, Unit
from sapar.partnerships.enums import Flow, Tuition
from sapar.partnerships.finding import Wanted
from sapar.partnerships.models import AgreementCondition
from sapar.ui.links import with_query
from sapar.ui.parts import Chip

Choices = list[tuple[str, Any]]
ANY = ("", _("any"))
FIRST = ("q", "free", "agreement")


class PartnerSearch(forms.Form):
    """Every field empty shows all partners."""

    q = forms.CharField(
        label=_("Name, city or country"),
        help_text=_("In Kazakh, Russian or English."),
        required=False,
        max_length=100,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of institution"), required=False, choices=[ANY, *InstitutionKind.choices]
    )
    level = forms.ChoiceField(
        label=_("Level of study"), required=False, choices=[ANY, *Level.choices]
    )
    school = forms.ChoiceField(label=_("School"), required=False)
    language = forms.ChoiceField(label=_("Language of teaching"), required=False)
    period = forms.ChoiceField(
        label=_("Period"), required=False, choices=[ANY, *PeriodKind.choices]
    )
    tuition = forms.ChoiceField(
        label=_("Tuition"),
        required=False,
        choices=[ANY, *((row.value, row.label) for row in Tuition if row.value)],
    )
    free = forms.BooleanField(label=_("With places in an open call"), required=False)
    agreement = forms.BooleanField(label=_("With an agreement in force"), required=False)

    def __init__(self, data: Any, partners: QuerySet[Institution]) -> None:
        super().__init__(data)
        countries = set(partners.values_list("country", flat=True))
        self._offer("country", ((code, country_name(code)) for code in countries))
        schools = Unit.objects.filter(kind=UnitKind.SCHOOL, institution__is_home=True)
        self._offer("school", ((school.public_id, str(school)) for school in schools))
        self._offer("language", ((code, language_name(code)) for code in _languages(partners)))

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """In the alphabetical order of the reader's language."""
        ordered: Choices = [ANY, *sorted(choices, key=lambda choice: sort_key(choice[1]))]
        self.fields[name].choices = ordered  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for validly; a value that does not exist asks for nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields shown at once; the others wait in a fold."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in FIRST]

    @property
    def asks_for_more(self) -> bool:
        return any(self.asked.get(field.name) for field in self.more)

    @property
    def wanted(self) -> Wanted:
        asked = self.asked
        return Wanted(
            words=asked.get("q", ""),
            is_agreed=bool(asked.get("agreement")),
            **{
                name: asked.get(name, "")
                for name in ("country", "kind", "level", "school", "language", "period", "tuition")
            },
        )

    def chips(self, request: HttpRequest) -> list[Chip]:
        """One for each filter that is on; following it takes the filter off."""
        address = request.get_full_path()
        found = []
        for name, value in self.asked.items():
            if value:
                url = with_query(address, **{name: None, "page": None})
                found.append(Chip(self._words(name, value), url, is_on=True, removes=True))
        return found

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if value is True:
            return str(field.label)
        shown = dict(getattr(field, "choices", ())).get(value, value)
        return f"{field.label}: {shown}"


def _languages(partners: QuerySet[Institution]) -> set[str]:
    lists = AgreementCondition.objects.filter(
        agreement__partner__in=partners, flow=Flow.OUTGOING
    ).values_list("languages", flat=True)
    return {code for codes in lists for code in codes}
