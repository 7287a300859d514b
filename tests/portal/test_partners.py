"""The public partners: what is found, the map that says what the list says, one partner's page."""

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import Audience
from sapar.calls.actions import open_call
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import Evidence, Level, PeriodKind
from sapar.institutions.models import Institution
from sapar.partnerships.enums import Tuition
from sapar.partnerships.models import AgreementCondition
from sapar.portal.maps import RADIUS, VIEWS, equal_earth, markers
from sapar.selection.actions import preview_placement, publish_run
from sapar.ui.kept import KEPT
from tests.factories import applications as made
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER, make_unit
from tests.factories.selection import make_closed_call

pytestmark = pytest.mark.django_db
LIST = "/en/partners/"
VILNIUS, KAUNAS, PORTO, ALMATY = (54.69, 25.28), (54.90, 23.90), (41.15, -8.61), (43.24, 76.95)


def partner_at(at: tuple[float, float], name: str, country: str = "LT") -> Institution:
    return make_partner(country, name=Translated(name, name, name), latitude=at[0], longitude=at[1])


def outlines_of(view: str) -> str:
    return Path(str(finders.find(f"ui/maps/{view}.svg"))).read_text("utf-8")


def names_in_list(page: str) -> set[str]:
    rows = page.partition('id="partners"')[2].partition("</main>")[0]
    return {unescape(name) for name in re.findall(r'<h2[^>]*><a href="[^"]*">([^<]*)</a>', rows)}


def names_on_map(page: str) -> set[str]:
    labels = re.findall(r'<a class="marker[^>]*><title>([^<]*)</title>', page)
    return {name.split(", ")[0] for label in labels for name in unescape(label).split("; ")}


def found(client: Client, query: str) -> set[str]:
    return names_in_list(client.get(f"{LIST}?{query}").content.decode())


def test_candidates_without_agreement_are_no_partners(client: Client) -> None:
    idea = make_partner("KZ", evidence=Evidence.CANDIDATE)
    agreed = make_partner("KZ", evidence=Evidence.CANDIDATE)
    make_agreement(agreed)
    assert found(client, "") == {str(agreed)}
    assert client.get(f"{LIST}{idea.public_id}/").status_code == 404
    assert client.get(f"{LIST}{agreed.public_id}/").status_code == 200


@pytest.mark.parametrize("words", ["ЛИТВА", "вильнюс", "VILNIUS univ", "литва вильнюс"])
def test_partners_are_found_in_every_language_and_case(client: Client, words: str) -> None:
    city = Translated("Вильнюс", "Вильнюс", "Vilnius")
    names = Translated("Вильнюс университеті", "Вильнюсский университет", "Vilnius University")
    make_partner("LT", name=names, city=city)
    make_partner("SE")
    assert found(client, f"q={words}") == {"Vilnius University"}


def test_conditions_are_met_by_one_condition_together(client: Client) -> None:
    school, other = make_unit(), make_unit()
    both = make_partner()
    agreement = make_agreement(both)
    asked = {"levels": [Level.MASTER], "languages": ["fr"], "tuition": Tuition.WAIVED}
    make_condition(agreement, **asked, schools=[school])
    apart = make_agreement(make_partner())
    make_condition(apart, levels=[Level.MASTER])
    make_condition(apart, languages=["fr"], levels=[Level.BACHELOR])
    assert found(client, "level=master&language=fr&tuition=waived") == {str(both)}
    assert str(both) in found(client, f"school={school.public_id}")
    assert str(both) not in found(client, f"school={other.public_id}")
    assert str(both) not in found(client, f"period={PeriodKind.CYCLE_BLOCK}")


def test_an_ended_agreement_offers_nothing(client: Client) -> None:
    ended = make_agreement(valid_until=clock.today() - dt.timedelta(days=1))
    make_condition(ended)
    running = make_agreement()
    assert found(client, "agreement=on") == {str(running.partner)}
    assert found(client, f"period={PeriodKind.SEMESTER}") == set()


def test_free_places_are_those_of_calls_open_now(client: Client) -> None:
    open_condition, coming_condition = made_conditions()
    with clock.moved(by=dt.timedelta(days=-2)):
        open_call(make_draft_call(open_condition), by=TESTER)
    open_call(make_draft_call(coming_condition), by=TESTER)
    assert found(client, "free=on") == {str(open_condition.agreement.partner)}


def made_conditions() -> list[AgreementCondition]:
    far = clock.today() + dt.timedelta(days=5 * 365)
    return [make_condition(make_agreement(valid_until=far)) for _number in range(2)]


def test_a_value_that_does_not_exist_asks_for_nothing(client: Client) -> None:
    partner = make_partner()
    assert found(client, "country=XX&level=wizard&view=moon") == {str(partner)}


@pytest.mark.parametrize("query", ["", "country=LT", "q=o", "view=europe", "view=kazakhstan"])
def test_the_map_says_what_the_list_says(client: Client, query: str) -> None:
    partner_at(VILNIUS, "Vilnius")
    partner_at(KAUNAS, "Kaunas")
    partner_at(PORTO, "Porto", "PT")
    partner_at(ALMATY, "Almaty", "KZ")
    make_partner("LT", name=Translated("Nowhere", "Nowhere", "Nowhere"))
    page = client.get(f"{LIST}?{query}").content.decode()
    outside = page.partition("<figcaption")[2].partition("</figcaption>")[0]
    unseen = set(re.findall(r'<a href="/en/partners/[0-9A-Z-]{9}/">([^<]*)</a>', outside))
    assert names_in_list(page)
    assert names_on_map(page) | unseen == names_in_list(page)
    assert not names_on_map(page) & unseen


def test_a_marker_of_several_leads_to_them(client: Client) -> None:
    partner_at(VILNIUS, "One")
    partner_at(VILNIUS, "Two")
    partner_at(PORTO, "Far", "PT")
    page = client.get(LIST).content.decode()
    (address,) = re.findall(r'marker-of-several" href="([^"]*)"', page)
    assert names_in_list(client.get(unescape(address)).content.decode()) == {"One", "Two"}


def test_markers_never_overlap_and_stay_inside() -> None:
    partners = [
        partner_at((36 + row * 1.7, -9 + column * 1.3), f"{row}/{column}")
        for row in range(8)
        for column in range(8)
    ]
    for view in VIEWS.values():
        drawn = markers(partners, view)
        for one in drawn:
            assert RADIUS <= one.x <= 1000 - RADIUS
            assert RADIUS <= one.y <= view.height - RADIUS
            others = [other for other in drawn if other is not one]
            assert all(
                max(abs(one.x - other.x), abs(one.y - other.y)) >= 2 * RADIUS for other in others
            )


def test_the_projection_is_equal_earth() -> None:
    # The outline's known measures: half its width is 2.7066, half its height 1.3173 radii.
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert equal_earth(0, 90)[1] == pytest.approx(1.3173, abs=1e-4)


def test_every_view_has_outlines_for_the_countries_it_tints() -> None:
    for view in VIEWS.values():
        outlines = outlines_of(view.key)
        assert 'id="land"' in outlines
        assert 'id="KZ"' in outlines


def test_page_and_outlines_are_light(client: Client) -> None:
    for number in range(60):
        partner_at((38 + number / 4, number), f"University number {number} of somewhere")
    size = len(client.get(LIST).content) + len(outlines_of("world"))
    assert size < 110_000  # beside styles and font of some 40 kB


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_max_num_queries) -> None:
    for _number in range(12):
        make_condition(make_agreement())
    client.get(LIST)
    KEPT.clear()
    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_a_page_costs_the_same_however_much_there_is(client: Client) -> None:
    conditions = made_conditions()
    agreement = conditions[0].agreement
    address = f"{LIST}{agreement.partner.public_id}/"
    open_call(make_draft_call(conditions[0]), by=TESTER)
    client.get(address)
    few = queries_of(client, address)
    for _number in range(3):
        condition = make_condition(agreement, schools=[make_unit()])
        open_call(make_draft_call(condition), by=TESTER)
    assert queries_of(client, address) == few


def queries_of(client: Client, address: str) -> int:
    KEPT.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_other_pages_draw_the_map_small() -> None:
    partner_at(VILNIUS, "Vilnius")
    page = Template("{% load places %}{% partners_map view='europe' small=True %}").render(
        Context()
    )
    assert names_on_map(page) == {"Vilnius"}
    assert "<figcaption" not in page


def test_the_page_tells_agreements_places_and_what_is_not_known(client: Client) -> None:
    condition = make_condition(
        made_conditions()[0].agreement,
        audience=Audience.STAFF,
        minimum_english="B2",
        languages=["lt"],
        tuition=Tuition.WAIVED,
    )
    open_call(make_draft_call(condition, seats=2, audience=Audience.STAFF), by=TESTER)
    page = client.get(f"{LIST}{condition.agreement.partner.public_id}/").content.decode()
    for words in (
        "Lithuanian",
        "English at least B2",
        "No tuition at the host",
        "Guests are not recorded in Sapar yet.",
        "No call with places here has been decided yet",
        "Not known yet.",
    ):
        assert words in page


def test_the_hosts_coordinator_is_not_published(client: Client) -> None:
    partner = make_partner()
    partner.contacts.create(name="Ona Pavyzdytė", email="ona@example.org")
    page = client.get(f"{LIST}{partner.public_id}/").content.decode()
    assert "ona@example.org" not in page
    assert "Ona" not in page


@pytest.mark.parametrize("count", [4, 6])
def test_cutoffs_are_told_of_five_applicants_and_more(client: Client, count: int) -> None:
    gpas = ("3.90", "3.80", "3.70", "3.60", "3.50", "3.40")[:count]
    call, _applications = make_closed_call(gpas, seats=(1,))
    publish_run(preview_placement(call, by=TESTER), by=TESTER)
    host = made.places_of(call)[0].host
    page = client.get(f"{LIST}{host.public_id}/").content.decode()
    assert ("too few to say" in page) == (count < 5)
    assert ("at least three applicants for each place" in page) == (count >= 5)
