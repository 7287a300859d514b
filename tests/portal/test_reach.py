"""Pages are found: what search engines, messengers and feed readers get of them, and what not."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils.translation import override
from PIL import Image, ImageFile

from sapar.content.enums import ArticleState
from sapar.core import clock
from sapar.core.translated import LANGUAGES, Translated
from sapar.sample.loading import load_sample
from sapar.ui.kept import KEPT
from sapar.ui.structured_data import script_of
from tests.factories.articles import article_in
from tests.factories.asking import make_event
from tests.factories.calls import make_draft_call, make_partner
from tests.factories.people import make_unit
from tests.factories.voices import story_in
from tests.journeys.moments import START

pytestmark = pytest.mark.django_db

READ = {
    *("home", "about", "guide", "how-places", "calls", "call", "partners", "partner", "articles"),
    *("news", "article", "page", "schools", "school", "incoming", "courses", "events", "event"),
    *("stories", "story", "story-rubric", "regulations", "regulation", "contacts"),
    *("frequent-questions", "feeds"),
}
KINDS_OF_DATA = {
    "home": ["EducationalOrganization", "CollegeOrUniversity"],
    "article": "Article",
    "event": "EducationEvent",
    "call": "EducationEvent",
    "courses": "ItemList",
}
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
NOINDEX = '<meta name="robots" content="noindex">'


def paths_in_sitemap(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text or "" for element in root.iter(LOCATION)]
    assert all(address.startswith(project.PUBLIC_ADDRESS) for address in addresses)
    return [address.removeprefix(project.PUBLIC_ADDRESS) for address in addresses]


def name_of(path: str) -> str:
    with override(path[1:3]):
        return resolve(path).url_name or ""


def one_of_each_kind(paths: list[str]) -> list[str]:
    """The first page of each kind, in each language."""
    first: dict[tuple[str, str], str] = {}
    for path in paths:
        first.setdefault((name_of(path), path[1:3]), path)
    return list(first.values())


def data_in(html: str) -> dict:
    found = DATA.search(html)
    return json.loads(found.group(1)) if found else {}


def links_in(html: str, relation: str) -> list[str]:
    return re.findall(rf'<link rel="{relation}"[^>]*>', html)


def faults_of(path: str, response: HttpResponse, was_kept: bool) -> list[str]:
    """What a stranger's page lacks, or should not have."""
    html = response.content.decode()
    name = name_of(path)
    languages = re.findall(r'hreflang="([^"]+)" href="([^"]+)"', html)
    inside = {code: f"{project.PUBLIC_ADDRESS}/{code}/{path[4:]}" for code in LANGUAGES}
    checks = {
        "answers": response.status_code == 200,
        "is kept": was_kept,
        "has no token": "csrfmiddlewaretoken" not in html,
        "sets no cookie": not response.cookies,
        "says its address": f'"canonical" href="{project.PUBLIC_ADDRESS}{path}"' in html,
        "says its languages": dict(languages) == {**inside, "x-default": inside["en"]},
        "describes itself": bool(re.search(r'name="description" content="[^"]{20,}"', html)),
        "has a card": "/media/cards/" in html,
        "names both feeds": html.count("application/atom+xml") == 2,
        "may be found": NOINDEX not in html,
        "tells its data": data_in(html).get("@type") == KINDS_OF_DATA.get(name),
    }
    return [f"{path}: {words}" for words, holds in checks.items() if not holds]


def test_every_public_page_is_found_kept_and_nobodys_own(client, settings, tmp_path):
    settings.SAMPLE_MODE = True
    settings.SAMPLE_CLOCK_FILE = tmp_path / "clock"
    with clock.moved(to=START):
        load_sample(lambda _words: None)
        faults, names = [], set()
        paths = paths_in_sitemap(client)
        for path in one_of_each_kind(paths):
            before = len(KEPT)
            response = client.get(path)
            faults += faults_of(path, response, was_kept=len(KEPT) == before + 1)
            names.add(name_of(path))
    assert faults == []
    assert names == READ
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(("office", "kind"), [(True, "Organization"), (False, "Person")])
def test_an_article_says_whether_an_office_or_somebody_wrote_it(client, office, kind):
    unit = make_unit()
    byline = unit.name if office else Translated(kk="Ә. Серік", ru="А. Серик", en="A. Serik")
    article = article_in(ArticleState.PUBLISHED, byline=byline)
    page = client.get(f"/en/articles/{article.slug}/").content.decode()
    (data,) = (json.loads(found) for found in DATA.findall(page))
    assert data["author"] == {"@type": kind, "name": byline.en}
    assert data["dateModified"] >= data["datePublished"]


def test_what_is_not_public_is_not_in_the_sitemap(client):
    hidden = [make_event(is_published=False), make_draft_call(), make_partner(evidence="candidate")]
    names = [article_in(ArticleState.DRAFT).slug, *(record.public_id for record in hidden)]
    assert [path for path in paths_in_sitemap(client) if any(name in path for name in names)] == []


def test_a_story_that_no_moderator_has_read_is_not_in_the_sitemap(client):
    story = story_in("submitted")
    assert story.public_id not in client.get("/sitemap.xml").content.decode()


def test_robots_lead_to_the_sitemap_and_away_from_the_office(client):
    said = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {project.PUBLIC_ADDRESS}/sitemap.xml" in said
    assert "Disallow: /*/office/" in said


@pytest.mark.parametrize(
    "path", ["/en/account/login/", "/en/contacts/ask/", "/en/calls/subscribe/", "/en/not/there/"]
)
def test_other_pages_are_left_alone(client, path):
    html = client.get(path).content.decode()
    assert NOINDEX in html
    assert links_in(html, "canonical") == []


def test_a_filtered_list_is_the_list_and_its_second_page_another_page(client):
    filtered = client.get("/en/partners/?country=LT&page=1").content.decode()
    second = client.get("/en/partners/?country=LT&page=2").content.decode()
    assert f'href="{project.PUBLIC_ADDRESS}/en/partners/"' in links_in(filtered, "canonical")[0]
    assert (
        f'href="{project.PUBLIC_ADDRESS}/en/partners/?page=2"' in links_in(second, "canonical")[0]
    )


class TestStructuredData:
    def test_no_text_leaves_its_place(self):
        title = '</script><script>alert(1)</script> <!-- & "quoted" Құрық'
        script = script_of({"@type": "Article", "headline": title})
        assert script.count("<") == script.count(">") == 2
        assert data_in(script)["headline"] == title

    def test_what_is_not_known_is_not_said(self):
        data = data_in(script_of({"@type": "Event", "location": {"name": ""}, "url": None}))
        assert set(data) == {"@context", "@type"}

    def test_a_cancelled_event_says_so(self, client):
        event = make_event(where=Translated("", "", ""), online_url="https://meet.example.org/x")
        html = client.get(f"/en/events/{event.public_id}/").content.decode()
        data = data_in(html)
        assert data["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
        assert "meet.example.org" not in html
        assert data["startDate"] == event.starts_at.isoformat()


class TestCards:
    def card(self, client, kind, record, language="kk") -> HttpResponse:
        return client.get(f"/media/cards/{kind}/{record.public_id}/{language}.png")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_card_is_a_picture_of_the_right_size(self, client, language, tmp_path, settings):
        settings.DATA = tmp_path
        response = self.card(client, "partner", make_partner(), language)
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=3600"
        parser = ImageFile.Parser()
        parser.feed(response.content)
        picture: Image.Image = parser.close()
        assert picture.size == (1200, 630)

    def test_a_card_changes_with_what_it_says_and_leaves_nothing_behind(
        self, client, tmp_path, settings
    ):
        settings.DATA = tmp_path
        partner = make_partner()
        first = self.card(client, "partner", partner).content
        assert self.card(client, "partner", partner).content == first
        partner.name = Translated("Басқа атау", "Другое имя", "Another name")
        partner.save()
        assert self.card(client, "partner", partner).content != first
        assert len(list((tmp_path / "cards").iterdir())) == 1

    def test_what_is_not_public_has_no_card(self, client):
        hidden = {
            "article": article_in(ArticleState.DRAFT),
            "event": make_event(is_published=False),
            "call": make_draft_call(),
            "story": story_in("submitted"),
            "nothing": make_unit("school"),
        }
        found = {kind: self.card(client, kind, row).status_code for kind, row in hidden.items()}
        assert set(found.values()) == {404}

    def test_a_language_that_is_not_there_has_no_card(self, client):
        assert client.get("/media/cards/tr.png").status_code == 404
        assert client.get("/media/cards/kk.png").status_code == 200


def test_a_browser_reads_the_data_and_forbids_nothing(live_server, page, transactional_db):
    make_unit("department")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server.url}/en/")
    data = page.evaluate(
        """JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)"""
    )
    assert "EducationalOrganization" in data["@type"]
    assert complaints == []
