"""What participants read of a host: written by whoever keeps the partner, read by everybody."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from sapar.accounts.enums import RoleKind
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.institutions.models import Institution
from sapar.partnerships.actions import (
    add_host_picture,
    remove_host_picture,
    save_profile,
    update_condition,
    update_partner,
)
from sapar.partnerships.models import AgreementCondition, HostProfile
from tests.factories.calls import make_agreement, make_condition, make_partner
from tests.factories.people import TESTER, make_staff, make_unit
from tests.factories.pictures import ALT, make_upload

pytestmark = pytest.mark.django_db
COSTS: dict[str, Any] = {
    "cost_from": Decimal("400"),
    "cost_to": Decimal("650.50"),
    "cost_currency": "EUR",
    "cost_source": "page of the host for guests",
}


def office(kind: str = RoleKind.OFFICER) -> Client:
    client = Client()
    client.force_login(make_staff(kind))
    return client


def profile_address(partner: Institution) -> str:
    return f"/en/office/partners/{partner.public_id}/profile/"


def form_of(version: int, **values: str) -> dict[str, str]:
    return {"expected_version": str(version), **values}


def test_what_the_office_writes_stands_on_the_public_page() -> None:
    partner = make_partner()
    filled = form_of(
        0,
        about_en="A university in the old town.",
        housing_en="A dormitory near the clinic.",
        language_note_en="English in class, Lithuanian on the wards.",
        cost_from="400",
        cost_to="650",
        cost_currency="eur",
        cost_as_of=clock.today().isoformat(),
        cost_source="page of the host for guests",
    )
    answer = office().post(f"{profile_address(partner)}change/", filled)
    assert answer.status_code == 302
    page = Client().get(f"/en/partners/{partner.public_id}/").content.decode()
    for words in (
        "A university in the old town.",
        "A dormitory near the clinic.",
        "English in class, Lithuanian on the wards.",
        "400–650 EUR a month",
        "page of the host for guests",
    ):
        assert words in page
    assert Event.objects.filter(deed="save-host-profile", subject_id=partner.public_id).exists()


def test_who_was_second_loses_nothing_that_was_typed() -> None:
    partner = make_partner()
    save_profile(partner, about=Translated(en="First"), expected_version=0, by=TESTER)
    answer = office().post(
        f"{profile_address(partner)}change/", form_of(0, about_en="Second, written meanwhile")
    )
    assert answer.status_code == 422
    assert "Second, written meanwhile" in answer.content.decode()
    assert HostProfile.objects.get().about.en == "First"
    with pytest.raises(Conflict, match="version-changed"):
        save_profile(partner, expected_version=0, by=TESTER)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cost_source": ""}, "profile-cost-incomplete"),
        ({"cost_currency": ""}, "profile-cost-incomplete"),
        ({"cost_as_of": None}, "profile-cost-incomplete"),
        ({"cost_from": None}, "profile-cost-incomplete"),
        ({"cost_to": Decimal("399.99")}, "profile-costs-contradict"),
        ({"cost_currency": "XQX"}, "profile-currency-unknown"),
        ({"cost_as_of": dt.date(2999, 1, 1)}, "profile-cost-ahead"),
    ],
)
def test_costs_say_their_currency_day_and_source(change: dict[str, Any], code: str) -> None:
    costs = {**COSTS, "cost_as_of": clock.today(), **change}
    with pytest.raises(Refusal, match=code):
        save_profile(make_partner(), by=TESTER, **costs)
    assert not HostProfile.objects.exists()


def test_scripts_in_texts_stay_text() -> None:
    partner = make_partner()
    attack = "<script>alert(1)</script>"
    save_profile(partner, about=Translated(en=attack), housing=Translated(en=attack), by=TESTER)
    page = Client().get(f"/en/partners/{partner.public_id}/").content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") == 2


def test_a_photo_is_shown_to_everybody_and_taken_away_again() -> None:
    partner = make_partner()
    picture = add_host_picture(partner, make_upload(), alt=ALT, by=TESTER)
    address = f"/en/partners/{partner.public_id}/"
    assert 'alt="The steppe"' in Client().get(address).content.decode()
    remove_host_picture(partner, picture, by=TESTER)
    assert "The steppe" not in Client().get(address).content.decode()


def test_a_photo_is_added_in_the_office_and_needs_words_in_three_languages() -> None:
    partner = make_partner()
    client = office()
    address = f"{profile_address(partner)}pictures/new/"
    words = {"alt_kk": "Дала", "alt_ru": "Степь"}
    assert client.post(address, {"upload": make_upload(), **words}).status_code == 422
    filled = {"upload": make_upload(), **words, "alt_en": "The steppe"}
    assert client.post(address, filled).status_code == 302
    assert HostProfile.objects.get().pictures.count() == 1
    assert "The steppe" in client.get(profile_address(partner)).content.decode()


def test_only_who_keeps_the_partner_changes_it() -> None:
    abroad, at_home = make_partner("LT"), make_partner("KZ")
    school = office(RoleKind.COORDINATOR)
    assert school.get(profile_address(abroad)).status_code == 403
    assert school.get(profile_address(at_home)).status_code == 200
    assert office(RoleKind.REGISTRAR).get(profile_address(abroad)).status_code == 403
    assert Client().get(profile_address(abroad)).status_code == 302


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ({"latitude": Decimal("54.69"), "longitude": None}, "partner-coordinates-half"),
        ({"latitude": Decimal("91"), "longitude": Decimal("0")}, "partner-coordinates-outside"),
    ],
)
def test_coordinates_are_both_there_and_on_the_globe(at: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        update_partner(make_partner(), by=TESTER, **at)


def test_a_condition_says_schools_languages_and_tuition() -> None:
    agreement = make_agreement()
    school = make_unit()
    filled = {
        "flow": "outgoing",
        "audience": "learners",
        "period_kind": "semester",
        "quota_per_year": "2",
        "languages": ["en", "lt"],
        "tuition": "waived",
        "schools": [str(school.pk)],
    }
    address = f"/en/office/agreements/{agreement.public_id}/conditions/new/"
    assert office().post(address, filled).status_code == 302
    condition = AgreementCondition.objects.get()
    assert (condition.languages, condition.tuition) == (["en", "lt"], "waived")
    assert list(condition.schools.all()) == [school]
    event = Event.objects.get(deed="add-condition", subject_id=condition.public_id)
    assert event.values["schools"] == [school.code]


def test_changing_a_quota_leaves_the_schools() -> None:
    school = make_unit()
    condition = make_condition(schools=[school])
    update_condition(condition, quota_per_year=4, by=TESTER)
    assert list(condition.schools.all()) == [school]
    update_condition(condition, schools=[], by=TESTER)
    assert not condition.schools.exists()
