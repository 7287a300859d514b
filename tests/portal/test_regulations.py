"""Acts on the public pages and in the office."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.content.actions.regulation_texts import read_waiting_version
from sapar.content.enums import RegulationStatus
from sapar.content.models import Regulation
from sapar.content.starter.regulations import load_regulations
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.search.actions import learn_words
from tests.factories.people import TESTER, make_staff, make_unit
from tests.factories.regulations import make_regulation, make_text, pdf_saying

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "ru", "en")
SCRIPT = "<script>alert(1)</script>"


def page(path: str, client: Client | None = None, **query: str) -> str:
    response = (client or Client()).get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(kind: str, unit=None) -> Client:
    client = Client()
    client.force_login(make_staff(kind, unit), "sapar.accounts.backends.SaparBackend")
    return client


def fields_of(act: Regulation, **changes: object) -> dict[str, object]:
    texts = {"title": act.title, "issuer": act.issuer}
    filled = {
        f"{name}_{code}": text.get(code) for name, text in texts.items() for code in LANGUAGES
    }
    plain = {"kind": act.kind, "status": act.status, "check_months": 6, "number": act.number}
    return {**filled, **plain, "expected_version": act.version, **changes}


def test_the_list_shows_every_act_with_its_status_in_each_language(django_assert_max_num_queries):
    make_unit(UnitKind.DEPARTMENT)
    load_regulations(by=TESTER)
    for language in LANGUAGES:
        with django_assert_max_num_queries(8):
            text = page(f"/{language}/regulations/")
        for act in Regulation.objects.all():
            assert reverse("regulation", args=[act.public_id]).partition("/regul")[2] in text
    text = page("/en/regulations/")
    assert text.count("Not supplied yet</span>") == 2
    assert "It may no longer be cited." in text


def test_filters_narrow_the_list_and_words_are_found_inside_files():
    act = make_regulation()
    other = make_regulation(
        title=Translated("Заң", "Закон", "A law"), status=RegulationStatus.REPEALED, concerns=[]
    )
    make_text(act, pdf_saying("Tripartite agreement"), language="en")
    read_waiting_version()
    learn_words()
    for query, found in (
        ({"status": "repealed"}, other),
        ({"concern": "learners"}, act),
        ({"q": "tripartite agreements"}, act),
        ({"q": "triprtite"}, act),
    ):
        text = page("/en/regulations/", **query)
        assert (act.public_id in text, other.public_id in text) == (found == act, found == other)
    assert "<mark>Tripartite</mark>" in page("/en/regulations/", q="tripartite")
    assert "No regulation matches" in page("/en/regulations/", q="zzzzzz")


def test_an_act_says_first_whether_it_may_be_relied_on_and_opens_its_file():
    act = make_regulation(about=Translated(en=SCRIPT), official_url="https://adilet.zan.kz/x")
    version = make_text(act, pdf_saying("text"), name=SCRIPT)
    text = page(f"/en/regulations/{act.public_id}/")
    assert SCRIPT not in text
    assert "Nobody at the university has checked that yet" in text
    assert 'href="https://adilet.zan.kz/x"' in text
    file = re.search(r'href="(/en/regulations/\S+/\S+/)"', text)
    response = Client().get(file[1])
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    other = make_regulation()
    wrong = reverse("regulation-file", args=[other.public_id, version.public_id])
    assert Client().get(wrong).status_code == 404


def test_only_keepers_of_the_unit_see_an_act_in_the_office():
    act = make_regulation()
    record = reverse("office-regulation", args=[act.public_id])
    assert Client().get(record).status_code == 302
    assert signed_in(RoleKind.REGISTRAR).get(record).status_code == 403
    assert signed_in(RoleKind.COORDINATOR, make_unit()).get(record).status_code == 404
    assert signed_in(RoleKind.OFFICER).get(record).status_code == 200


def test_an_officer_enters_changes_checks_and_supplies_an_act():
    department = make_unit(UnitKind.DEPARTMENT)
    client = signed_in(RoleKind.OFFICER, department)
    draft = make_regulation()
    given = fields_of(draft, owner=department.public_id, number="777", about_en=SCRIPT)
    client.post(reverse("office-regulation-new"), given)
    act = Regulation.objects.get(number="777")

    edit = reverse("office-regulation-edit", args=[act.public_id])
    assert client.post(edit, fields_of(act, status="amended")).status_code == 302
    stale = client.post(edit, fields_of(act, number="888"))
    assert stale.status_code == 422
    assert 'value="888"' in stale.content.decode(), "what was typed is kept"

    act.refresh_from_db()
    check = reverse("office-regulation-check", args=[act.public_id])
    client.post(check, {"expected_version": act.version})
    upload = SimpleUploadedFile("act.pdf", pdf_saying("text"), "application/pdf")
    new = reverse("office-regulation-version-new", args=[act.public_id])
    client.post(new, {"upload": upload, "name": "Wording of 2026", "language": "en"})
    act.refresh_from_db()
    assert (act.status, act.checked_on) == ("amended", clock.today())
    text = page(reverse("office-regulation", args=[act.public_id]), client)
    assert "Wording of 2026" in text
    assert SCRIPT not in text

    version = act.versions.get()
    client.post(
        reverse("office-regulation-version-remove", args=[act.public_id, version.public_id])
    )
    assert not act.versions.exists()


def test_what_has_to_be_checked_stands_first_in_the_office():
    client = signed_in(RoleKind.OFFICER)
    make_regulation(title=Translated("А", "А", "Repealed one"), status=RegulationStatus.REPEALED)
    make_regulation(title=Translated("Б", "Б", "Old one"))
    text = page("/en/office/regulations/", client)
    assert text.index("Old one") < text.index("Repealed one")
