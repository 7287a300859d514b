"""The office's screens for pictures, files, menus, announcements, redirects and broken links."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.content.actions.furniture import announce, create_menu_entry, create_redirect
from sapar.content.models import (
    Announcement,
    Article,
    Attachment,
    LinkCheck,
    MenuEntry,
    Picture,
    Redirect,
)
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from tests.factories.people import TESTER, make_person, make_staff, make_unit, make_user
from tests.factories.pictures import ALT, make_picture, make_upload

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LABEL = Translated(kk="Хабар", ru="Весть", en="Word")


@pytest.fixture
def editor(client):
    user = make_staff(RoleKind.EDITOR, make_unit(UnitKind.DEPARTMENT))
    client.force_login(user)
    return client


def in_three(name: str, text: str) -> dict[str, str]:
    return {f"{name}_kk": f"{text} kk", f"{name}_ru": f"{text} ru", f"{name}_en": f"{text} en"}


def text_of(response) -> str:
    return response.content.decode()


def test_a_picture_is_taken_in_found_described_cut_and_deleted(editor):
    fields = {"upload": make_upload(), "credit": "A. Author", **in_three("alt", "Horses")}
    page = editor.post("/en/office/pictures/new/", fields, follow=True)
    picture = Picture.objects.get()
    path = f"/en/office/pictures/{picture.public_id}/"
    assert page.redirect_chain[-1][0] == path
    assert "A. Author" in text_of(page)

    assert "Horses en" in text_of(editor.get("/en/office/pictures/?q=HORSES"))
    assert "Horses en" not in text_of(editor.get("/en/office/pictures/?q=camels"))

    editor.post(f"{path}edit/", {"credit": "", **in_three("alt", "Camels")})
    editor.post(f"{path}focus/", {"point": "100,0"})
    picture.refresh_from_db()
    assert (picture.alt.kk, picture.focus_x, picture.focus_y) == ("Camels kk", 100, 0)
    assert editor.post(f"{path}focus/", {"x": "101", "y": "5"}).status_code == 422

    editor.post(f"{path}delete/")
    assert not Picture.objects.exists()


def test_a_picture_needs_words_in_all_languages(editor):
    fields = {"upload": make_upload(), "alt_ru": "Лошади"}
    response = editor.post("/en/office/pictures/new/", fields)
    assert response.status_code == 422
    assert "Лошади" in text_of(response)
    assert not Picture.objects.exists()


def test_a_drawing_with_a_script_is_refused_in_words(editor):
    drawing = SimpleUploadedFile("a.svg", b"<svg><script>alert(1)</script></svg>")
    response = editor.post(
        "/en/office/pictures/new/", {"upload": drawing, **in_three("alt", "Horses")}
    )
    assert response.status_code == 422
    assert "a.svg is an SVG drawing" in text_of(response)


def test_a_picture_that_stands_somewhere_says_where_and_stays(editor):
    picture, inside = make_picture(), make_picture()
    body = Translated(en=f"Look:\n\n[[picture:{inside.public_id}]]\n")
    Article.objects.create(
        slug="a",
        rubric="news",
        title=Translated(en="How we rode"),
        body=body,
        cover=picture,
        made_at=clock.now(),
        edited_at=clock.now(),
    )
    for one in (picture, inside):
        page = editor.post(f"/en/office/pictures/{one.public_id}/delete/", follow=True)
        assert "still stands in: How we rode" in text_of(page)
    assert Picture.objects.count() == 2


def test_a_file_needs_a_title_in_all_languages_and_is_a_pdf(editor):
    path = "/en/office/files/new/"
    upload = SimpleUploadedFile("rules.pdf", PDF)
    assert editor.post(path, {"upload": upload, "title_en": "Rules"}).status_code == 422
    picture = editor.post(path, {"upload": make_upload(), **in_three("title", "Rules")})
    assert "Expected is one of these types: PDF" in text_of(picture)

    upload.seek(0)
    page = editor.post(path, {"upload": upload, **in_three("title", "Rules")}, follow=True)
    assert "rules.pdf" in text_of(page)
    attachment = Attachment.objects.get()
    editor.post(f"/en/office/files/{attachment.public_id}/edit/", in_three("title", "Acts"))
    assert "Acts en" in text_of(editor.get("/en/office/files/"))
    editor.post(f"/en/office/files/{attachment.public_id}/delete/")
    assert not Attachment.objects.exists()


def test_an_entry_of_the_header_is_seen_on_the_first_page_at_once(editor):
    fields = {"place": "header", "target": "https://example.org/medic", "is_shown": "on"}
    editor.post("/en/office/furniture/menus/new/", {**fields, **in_three("label", "Medic")})
    seen = text_of(editor.get("/ru/"))
    assert 'href="https://example.org/medic"' in seen
    assert "Medic ru" in seen

    entry = MenuEntry.objects.get()
    path = f"/en/office/furniture/menus/{entry.public_id}/"
    editor.post(path, {"target": "calls/", **in_three("label", "Hidden")})
    assert "Hidden ru" not in text_of(editor.get("/ru/"))
    editor.post(f"{path}delete/")
    assert not MenuEntry.objects.exists()


def test_entries_are_moved_by_buttons_and_strangers_see_it_at_once(editor):
    for name in ("entry-one", "entry-two"):
        create_menu_entry("footer", label=Translated(name, name, name), target="", by=TESTER)
    stranger = Client()
    before = text_of(stranger.get("/en/"))
    last = MenuEntry.objects.last()
    editor.post(f"/en/office/furniture/menus/{last.public_id}/move/", {"up": "1"})
    after = text_of(stranger.get("/en/"))
    assert before.index("entry-one") < before.index("entry-two")
    assert after.index("entry-two") < after.index("entry-one")


def test_a_target_that_is_none_is_refused_and_kept(editor):
    fields = {"place": "footer", "target": "javascript:alert(1)", **in_three("label", "Bad")}
    response = editor.post("/en/office/furniture/menus/new/", fields)
    assert response.status_code == 422
    assert "javascript:alert(1) is no address" in text_of(response)
    assert "Bad ru" in text_of(response)


def test_an_announcement_is_entered_changed_and_deleted(editor):
    times = {"starts_at": "2026-11-01T09:00", "ends_at": "2099-01-01T09:00"}
    editor.post(
        "/en/office/furniture/announcements/new/",
        {**in_three("text", "News"), **times, "target": "calls/"},
    )
    announcement = Announcement.objects.get()
    path = f"/en/office/furniture/announcements/{announcement.public_id}/"
    changed = {**in_three("text", "Later"), **times, "expected_version": "1"}
    editor.post(path, changed)
    assert "Later en" in text_of(editor.get("/en/office/furniture/announcements/"))
    second_window = editor.post(path, changed)
    assert second_window.status_code == 422
    editor.post(f"{path}delete/")
    assert not Announcement.objects.exists()


def test_an_old_address_is_entered_changed_and_deleted(editor):
    editor.post(
        "/en/office/furniture/redirects/new/",
        {"old_path": "https://qmu.kz/en/old/7", "new_path": "calls/"},
    )
    assert editor.get("/en/old/7")["Location"] == "/en/calls/"
    found = Redirect.objects.get()
    path = f"/en/office/furniture/redirects/{found.public_id}/"
    assert editor.post(path, {"new_path": "old/7/"}).status_code == 422
    editor.post(path, {"new_path": "partners/"})
    assert "partners/" in text_of(editor.get("/en/office/furniture/redirects/?q=old"))
    editor.post(f"{path}delete/")
    assert editor.get("/en/old/7").status_code == 404


def test_broken_links_say_where_they_stand_and_are_asked_again(editor):
    check = LinkCheck.objects.create(
        url="https://example.org/gone",
        found_in=[{"kind": "article", "id": "2222-2222", "title": "How we rode"}],
        checked_at=clock.now() - dt.timedelta(hours=3),
        is_broken=True,
        failures=2,
        answer="404",
    )
    page = text_of(editor.get("/en/office/furniture/links/"))
    assert "https://example.org/gone" in page
    assert "How we rode" in page
    assert "1 broken link" in text_of(editor.get("/en/office/furniture/"))
    editor.post("/en/office/furniture/links/again/", {"url": check.url})
    check.refresh_from_db()
    assert check.checked_at is None


def fill(first: int, last: int) -> None:
    now = clock.now()
    for number in range(first, last):
        make_picture()
        create_redirect(old_path=f"old/{number}", new_path="calls/", by=TESTER)
        create_menu_entry("footer", label=LABEL, target="calls/", by=TESTER)
        announce(text=LABEL, starts_at=now, ends_at=now + dt.timedelta(1), by=TESTER)


@pytest.mark.parametrize(
    "path", ["pictures", "furniture", "furniture/redirects", "furniture/announcements"]
)
def test_lists_cost_the_same_however_long_they_are(editor, path):
    costs = []
    for first, last in ((0, 1), (1, 6)):
        fill(first, last)
        with CaptureQueriesContext(connection) as queries:
            editor.get(f"/en/office/{path}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_who_keeps_no_portal_is_kept_out(client):
    entry = create_menu_entry("footer", label=ALT, target="calls/", by=TESTER)
    paths = ("pictures/", "files/", "furniture/", "furniture/links/")
    for path in paths:
        assert "/account/sign-in/" in client.get(f"/en/office/{path}")["Location"]
    client.force_login(make_user(make_person()))
    for path in paths:
        assert client.get(f"/en/office/{path}").status_code == 403
    denied = client.post(f"/en/office/furniture/menus/{entry.public_id}/delete/")
    assert denied.status_code == 403
    assert MenuEntry.objects.exists()
