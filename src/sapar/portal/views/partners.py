"""Where one can go: the partners as a list and, saying the same, as a map."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.calls.queries import free_seats
from sapar.core import clock
from sapar.institutions.models import Institution
from sapar.partnerships.finding import has_agreement, partners_for
from sapar.partnerships.queries import public_partners
from sapar.portal.drawn_map import drawn_map
from sapar.portal.maps import VIEWS, WORLD, in_cell
from sapar.portal.views.partner_search import PartnerSearch
from sapar.ui.links import with_query
from sapar.ui.pages import public_page
from sapar.ui.parts import Chip

PAGE = 60


@dataclass(frozen=True, slots=True)
class PartnerRow:
    partner: Institution
    has_agreement: bool
    free_seats: int


@require_safe
@public_page
def partner_list(request: HttpRequest) -> HttpResponse:
    form = PartnerSearch(request.GET, public_partners())
    cell = request.GET.get("cell", "")
    seats, today = free_seats(), clock.today()
    found = partners_for(form.wanted, today)
    if form.asked.get("free"):
        found = [partner for partner in found if seats.get(partner.pk)]
    if cell:
        found = in_cell(found, cell)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    view = VIEWS.get(request.GET.get("view", ""), VIEWS[WORLD])
    context = {
        "form": form,
        "chips": [*form.chips(request), *_cell_chip(request, cell)],
        "page": page,
        "rows": [
            PartnerRow(partner, has_agreement(partner, today), seats.get(partner.pk, 0))
            for partner in page
        ],
        "map": drawn_map(list(page), view, request.get_full_path()),
    }
    return render(request, "portal/partners/list.html", context)


def _cell_chip(request: HttpRequest, cell: str) -> list[Chip]:
    if not cell:
        return []
    url = with_query(request.get_full_path(), cell=None, page=None)
    return [Chip(_("One spot of the map"), url, is_on=True, removes=True)]
