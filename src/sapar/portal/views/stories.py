"""Stories as everybody reads them: the list, one story, and by what stays are rated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sapar.accounts.enums import Audience, Direction
from sapar.core.formatting import country_name, language_name
from sapar.core.translated import LANGUAGES
from sapar.institutions.models import Institution
from sapar.stories.models import RatingCriterion, Story
from sapar.stories.queries import published_stories
from sapar.stories.telling import FEWEST_RATINGS, ratings_in, tell
from sapar.ui.links import with_query
from sapar.ui.pages import public_page
from sapar.ui.parts import Chip

PAGE = 24
HOST = "nomination__letter__host"
COLUMNS = {
    "country": f"{HOST}__country",
    "host": f"{HOST}__public_id",
    "direction": "nomination__letter__call__direction",
    "audience": "nomination__letter__call__audience",
    "language": "published_content__language",
}


class StoryFilter(forms.Form):
    """Offers what there are stories of, so that no choice leads to an empty list."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    host = forms.ChoiceField(label=_("Host"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), required=False)
    language = forms.ChoiceField(label=_("Language of the story"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = list(
            Institution.objects.filter(pk__in=published_stories().values(HOST)).order_by("id")
        )
        countries = sorted({host.country for host in hosts})
        self._offer("country", [(code, country_name(code)) for code in countries])
        self._offer("host", [(host.public_id, str(host.name)) for host in hosts])
        self._offer("direction", Direction.choices)
        self._offer("audience", Audience.choices)
        self._offer("language", [(code, language_name(code)) for code in LANGUAGES])

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (for the type checker)
        field.choices = [("", _("All")), *choices]

    @property
    def asked(self) -> dict[str, str]:
        """What was chosen, as far as it is offered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@require_safe
@public_page
def story_list(request: HttpRequest) -> HttpResponse:
    form = StoryFilter(request.GET)
    asked = form.asked
    found = published_stories().filter(**{COLUMNS[name]: asked[name] for name in asked})
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "stories": tell(page.object_list),
        "chips": _chips(request, form, asked),
    }
    return render(request, "portal/stories/list.html", context)


@require_safe
@public_page
def story(request: HttpRequest, story_id: str) -> HttpResponse:
    found: Story = get_object_or_404(published_stories(), public_id=story_id)
    (told,) = tell([found])
    context = {"told": told, "ratings": ratings_in(told)}
    return render(request, "portal/stories/story.html", context)


@require_safe
@public_page
def rubric(request: HttpRequest) -> HttpResponse:
    context = {
        "criteria": RatingCriterion.objects.filter(is_asked=True),
        "fewest": FEWEST_RATINGS,
    }
    return render(request, "portal/stories/rubric.html", context)


def _chips(request: HttpRequest, form: StoryFilter, asked: dict[str, str]) -> list[Chip]:
    """What is filtered by, each with an address without it."""
    address = request.get_full_path()
    chips = []
    for name, value in asked.items():
        label = dict(form.fields[name].choices)[value]  # type: ignore[attr-defined]
        url = with_query(address, **{name: None, "page": None})
        chips.append(Chip(label, url, is_on=True, removes=True))
    return chips
