"""Partners in the office: found, read, changed by whoever keeps them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.calls.actions import open_call
from sapar.core.translated import Translated
from sapar.institutions.models import Institution
from sapar.partnerships.models import Agreement, PartnerContact
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_staff

pytestmark = pytest.mark.django_db


def signed_in(kind: str) -> Client:
    client = Client()
    client.force_login(make_staff(kind))
    return client


def names_on(page) -> list[str]:
    return [partner.name.en for partner in page.context["page"]]


def test_a_partner_is_searched_in_kazakh_and_in_any_case():
    make_partner(name=Translated("Қостанай", "Костанай", "Kostanay"))
    make_partner(name=Translated("Вильнюс", "Вильнюс", "Vilnius"))

    page = signed_in(RoleKind.OFFICER).get("/en/office/partners/", {"q": "ҚОСТАН"})
    assert names_on(page) == ["Kostanay"]


def test_filters_narrow_the_list_and_each_can_be_taken_off():
    make_agreement(make_partner("FR"))
    make_partner("FR")
    make_partner("LT")
    client = signed_in(RoleKind.OFFICER)

    page = client.get("/en/office/partners/", {"country": "FR", "agreement": "valid"})
    assert len(names_on(page)) == 1
    chips = {str(chip.label): chip.url for chip in page.context["chips"]}
    assert chips == {
        "Country: France": "/en/office/partners/?agreement=valid",
        "Agreement: in force today": "/en/office/partners/?country=FR",
    }


def test_a_partner_shows_evidence_names_to_confirm_and_seats_given_to_calls():
    partner = make_partner(
        names_to_confirm=["kk"], evidence="inferred", evidence_source="https://example.org/page"
    )
    condition = make_condition(make_agreement(partner), quota_per_year=5)
    call = open_call(make_draft_call(condition, seats=2), by=TESTER)

    page = signed_in(RoleKind.OFFICER).get(f"/en/office/partners/{partner.public_id}/")
    text = page.content.decode()
    assert "Inferred from public sources" in text
    assert "https://example.org/page" in text
    assert text.count("our own translation, to be confirmed") == 1
    assert f"{call.period.academic_year}: 2 of 5" in text


def test_an_officer_enters_a_partner_abroad():
    given = {
        "name_kk": "Вильнюс университеті",
        "name_ru": "Вильнюсский университет",
        "name_en": "Vilnius University",
        "names_to_confirm": ["kk"],
        "kind": "university",
        "country": "LT",
        "city_kk": "Вильнюс",
        "city_ru": "Вильнюс",
        "city_en": "Vilnius",
        "evidence": "bilateral",
    }
    client = signed_in(RoleKind.OFFICER)
    client.post("/en/office/partners/new/", given)
    assert [row.names_to_confirm for row in Institution.objects.filter(country="LT")] == [["kk"]]

    refused = client.post("/en/office/partners/new/", given | {"country": "KZ", "name_kk": ""})
    assert set(refused.context["form"].errors) == {"country", "name"}


def test_an_agreement_whose_dates_contradict_is_refused_and_kept_on_the_page():
    partner = make_partner()
    given = {
        "kind": "memorandum",
        "number": "17/3",
        "valid_from": "2027-09-01",
        "valid_until": "2027-08-31",
    }

    page = signed_in(RoleKind.OFFICER).post(
        f"/en/office/partners/{partner.public_id}/agreements/new/", given
    )
    assert "before it begins" in page.content.decode()
    assert 'value="17/3"' in page.content.decode()
    assert Agreement.objects.count() == 0


@pytest.mark.parametrize("given", ["0", "-1", "", "two"])
def test_a_quota_that_is_no_number_of_places_is_refused(given):
    condition = make_condition()
    fields = {
        "flow": "outgoing",
        "audience": "learners",
        "period_kind": "semester",
        "quota_per_year": given,
    }

    page = signed_in(RoleKind.OFFICER).post(f"/en/office/conditions/{condition.public_id}/", fields)
    assert list(page.context["form"].errors) == ["quota_per_year"]


def test_a_coordinator_without_an_at_sign_is_refused():
    partner = make_partner()
    given = {"name": "Ona", "email": "ona.example.org", "language": "en"}

    page = signed_in(RoleKind.OFFICER).post(
        f"/en/office/partners/{partner.public_id}/coordinators/new/", given
    )
    assert list(page.context["form"].errors) == ["email"]
    assert PartnerContact.objects.count() == 0


def test_a_school_reads_partners_abroad_and_changes_those_in_kazakhstan():
    abroad, at_home = make_partner("LT"), make_partner("KZ")
    client = signed_in(RoleKind.COORDINATOR)

    def code(partner, part):
        return client.get(f"/en/office/partners/{partner.public_id}/{part}").status_code

    assert [code(abroad, part) for part in ("", "change/", "agreements/new/")] == [200, 403, 403]
    assert [code(at_home, part) for part in ("", "change/", "agreements/new/")] == [200, 200, 200]


def test_others_have_no_way_in():
    partner = make_partner()

    for kind in (RoleKind.REGISTRAR, RoleKind.COMMISSION_MEMBER, RoleKind.ADMINISTRATOR):
        client = signed_in(kind)
        for address in ("/en/office/partners/", f"/en/office/partners/{partner.public_id}/"):
            assert client.get(address).status_code == 403
    assert Client().get("/en/office/partners/").status_code == 302


def test_the_list_costs_the_same_queries_for_one_partner_and_for_three(django_assert_num_queries):
    client = signed_in(RoleKind.OFFICER)
    make_agreement()

    client.get("/en/office/partners/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/en/office/partners/")
    make_agreement()
    make_agreement()
    with django_assert_num_queries(len(for_one)):
        client.get("/en/office/partners/")
