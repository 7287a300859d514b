"""The gate of every screen."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from sapar.accounts.access import check, requires
from sapar.accounts.enums import RoleKind
from tests.factories.people import make_staff, make_user

pytestmark = pytest.mark.django_db


@requires("accounts.manage-roles")
def view(request):
    return HttpResponse("in")


def request_of(rf, user, **headers):
    request = rf.get("/en/office/roles/?who=a", headers=headers)
    request.user = user
    return request


def test_stranger_is_asked_to_sign_in_and_comes_back(rf):
    response = view(request_of(rf, AnonymousUser()))
    assert response.status_code == 302
    assert response.url == "/en/account/sign-in/?next=/en/office/roles/%3Fwho%3Da"


def test_part_of_a_page_leads_back_to_its_page(rf):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/en/calls/"}
    response = view(request_of(rf, AnonymousUser(), **headers))
    assert response.headers["HX-Redirect"] == "/en/account/sign-in/?next=/en/calls/"


def test_who_lacks_the_permission_is_denied(rf):
    with pytest.raises(PermissionDenied):
        view(request_of(rf, make_user()))


def test_who_has_the_permission_comes_in(rf):
    assert view(request_of(rf, make_staff(RoleKind.ADMINISTRATOR))).content == b"in"


def test_undeclared_permission_is_a_fault():
    with pytest.raises(KeyError, match=r"no\.such"):
        check(make_user(), "no.such")
