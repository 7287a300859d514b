"""Search over everything that everybody may read."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.search.queries import Results, search
from sapar.ui.links import with_query
from sapar.ui.pages import public_page
from sapar.ui.parts import Chip

PAGE = 20
LETTERS = 200
KINDS = {
    "call": gettext_lazy("Calls"),
    "partner": gettext_lazy("Partners"),
    "page": gettext_lazy("Pages"),
    "article": gettext_lazy("Helpful information and news"),
    "regulation": gettext_lazy("Regulations"),
    "question": gettext_lazy("Frequent questions"),
    "event": gettext_lazy("Information events"),
    "story": gettext_lazy("Stories"),
    "school": gettext_lazy("Schools"),
    "course": gettext_lazy("Courses"),
}


@require_safe
@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    text, kind = asked[:LETTERS], request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    is_exact = request.GET.get("exactly") == "1"
    offset = (_page_number(request) - 1) * PAGE
    language = get_language() or "en"
    kinds = [kind] if kind else None
    results = search(text, language, PAGE, offset, kinds, exactly=is_exact)
    page = Paginator(range(results.reachable), PAGE).get_page(request.GET.get("page"))
    if results.reachable and not results.hits:  # a page behind the last one
        offset = (page.number - 1) * PAGE
        results = search(text, language, PAGE, offset, kinds, exactly=is_exact)
    address = request.get_full_path()
    context = {
        "text": text,
        "kind": kind,
        "is_cut": len(asked) > LETTERS,
        "results": results,
        "hits": [(hit, KINDS[hit.kind], f"/{hit.language}/{hit.path}") for hit in results.hits],
        "page": page,
        "chips": _chips(address, kind, results),
        "exact_url": with_query(address, exactly=1, page=None),
        "language": language,
    }
    return render(request, "portal/searching/search.html", context)


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else 1


def _chips(address: str, kind: str, results: Results) -> list[Chip]:
    """A choice for each kind with hits, and all of them."""
    counts: Mapping[str, int] = results.counts
    if not counts:
        return []
    everything = Chip(
        _("Everything (%(count)s)") % {"count": sum(counts.values())},
        with_query(address, kind=None, page=None),
        is_on=not kind,
    )
    return [
        everything,
        *(
            Chip(
                f"{words} ({counts[code]})",
                with_query(address, kind=code, page=None),
                is_on=code == kind,
            )
            for code, words in KINDS.items()
            if code in counts
        ),
    ]
