"""The first page: what this is, what is open now, who helps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.calls.queries import open_calls, visible_to, with_places
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.portal.views.calls import rows_of
from sapar.ui.pages import public_page


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    rows = rows_of(with_places(open_calls(visible_to(request.user))), request.user)
    department = Unit.objects.filter(institution__is_home=True, kind=UnitKind.DEPARTMENT).first()
    return render(request, "portal/home.html", {"rows": rows, "department": department})
