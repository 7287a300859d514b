"""The office's screens of articles, as an editor and an officer use them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.accounts.enums import RoleKind
from sapar.content.actions.articles import keep_text, save_article
from sapar.content.enums import ArticleState
from sapar.content.models import Article
from sapar.content.working_copy import marks_of
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from tests.content.test_importing import WORD, paragraph, word_file
from tests.factories.articles import EDITOR, article_in, write_article
from tests.factories.people import make_staff, make_unit

pytestmark = pytest.mark.django_db
LIST = "/en/office/articles/"


def signed_in(kind: str) -> Client:
    client = Client()
    unit = make_unit(UnitKind.DEPARTMENT) if kind != RoleKind.COORDINATOR else None
    client.force_login(make_staff(kind, unit), backend="sapar.accounts.backends.SaparBackend")
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in(RoleKind.EDITOR)


def at(article: Article, rest: str = "") -> str:
    return f"{LIST}{article.public_id}/{rest}"


def typed(article: Article, **fields: str) -> dict[str, str]:
    texts = {
        f"{name}_{code}": text
        for name in ("title", "lead", "body", "byline")
        for code, text in getattr(article, name).as_dict().items()
    }
    return {**texts, "version": marks_of(article), **fields}


def test_an_article_goes_from_its_first_word_to_its_readers(editor):
    begun = editor.post(
        f"{LIST}new/", {"rubric": "news", "slug": "first-day", "original_language": "en"}
    )
    article = Article.objects.get()
    assert begun.url == at(article)
    editor.post(at(article), typed(article, title_en="The first day", body_en="It was **cold**."))
    drawn = editor.get(at(article, "preview/")).content.decode()
    assert "<strong>cold</strong>" in drawn
    editor.post(at(article, "release/publish/"), {"version": Article.objects.get().version})
    published = Article.objects.select_related("published").get()
    assert published.state == ArticleState.PUBLISHED
    assert published.published
    assert published.published.text("title").en == "The first day"


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.REGISTRAR, RoleKind.ADMINISTRATOR])
def test_writing_is_for_editors_and_officers(kind):
    assert signed_in(kind).get(LIST).status_code == 403


def test_an_officer_writes_and_hands_in_but_does_not_publish():
    officer, article = signed_in(RoleKind.OFFICER), write_article()
    page = officer.get(at(article, "release/")).content.decode()
    assert "Hand in for review" in page
    assert "Publish now" not in page
    assert officer.post(at(article, "release/publish/")).status_code == 403
    officer.post(at(article, "release/submit/"), {"version": article.version})
    assert Article.objects.get().state == ArticleState.IN_REVIEW


def test_articles_in_review_wait_on_the_desk_of_editors(editor):
    article_in(ArticleState.IN_REVIEW)
    assert "state=in-review" in editor.get("/en/office/").content.decode()


def test_a_deed_that_is_late_says_so_and_changes_nothing(editor):
    article = write_article()
    answer = editor.post(at(article, "release/unpublish/"), {"unpublish-reason": "wrong"})
    assert answer.status_code == 422
    assert "Somebody was faster" in answer.content.decode()


def test_scheduling_asks_for_a_later_time(editor):
    answer = editor.post(
        at(write_article(), "release/schedule/"), {"schedule-at": "2020-01-01T10:00"}
    )
    assert answer.status_code == 422
    assert "is over already" in answer.content.decode()


def test_a_text_is_kept_as_it_is_left(editor):
    article = write_article()
    fields = typed(article, field="body_kk", body_kk="Жаңа")
    answer = editor.post(at(article, "save/"), fields)
    assert answer.status_code == 200
    assert Article.objects.get().body.kk == "Жаңа"
    again = {**fields, "body_kk": "Жаңарақ", "version": answer.json()["version"]}
    assert editor.post(at(article, "save/"), again).status_code == 200


def test_the_text_of_a_second_window_is_kept_beside(editor):
    article = write_article()
    keep_text(article, "body_kk", "Бірінші терезе", by=EDITOR)
    late = typed(article, field="body_kk", body_kk="Екінші терезе")
    assert editor.post(at(article, "save/"), late).status_code == 409
    kept = Article.objects.get()
    assert kept.body.kk == "Бірінші терезе"
    assert kept.revisions.last().text("body").kk == "Екінші терезе"


def test_saving_the_whole_page_late_loses_neither_text(editor):
    article = write_article()
    keep_text(article, "body_kk", "Бірінші терезе", by=EDITOR)
    answer = editor.post(
        at(article), typed(article, body_kk="Екінші терезе", title_en="Rooms"), follow=True
    )
    kept = Article.objects.get()
    assert (kept.body.kk, kept.title.en) == ("Бірінші терезе", "Rooms")
    assert "Another window changed the same text" in answer.content.decode()
    assert kept.revisions.last().text("body").kk == "Екінші терезе"


def test_a_window_that_did_not_touch_a_text_does_not_bring_the_old_one_back(editor):
    article = write_article()
    keep_text(article, "body_kk", "Жаңа", by=EDITOR)
    editor.post(at(article), typed(article, title_en="Rooms"))
    kept = Article.objects.get()
    assert (kept.body.kk, kept.title.en) == ("Жаңа", "Rooms")
    assert kept.revisions.last().note == ""


def test_a_text_too_long_is_refused_by_its_field_and_stays_in_the_form(editor):
    article = write_article()
    answer = editor.post(at(article), typed(article, title_en="x" * 201))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "x" * 201 in page
    assert "at most 200" in page


def test_a_translation_left_behind_is_marked_until_it_is_confirmed(editor):
    article = write_article()
    save_article(article, {"body": Translated(ru="Иначе", kk="Басқа", en="B")}, by=EDITOR)
    article = save_article(article, {"body": Translated(ru="Снова", kk="Басқа", en="B")}, by=EDITOR)
    assert "Outdated" in editor.get(at(article)).content.decode()
    assert "Housing" in editor.get(LIST, {"translation": "outdated-en"}).content.decode()
    assert "The original has changed" in editor.get(at(article, "preview/")).content.decode()
    editor.post(at(article), {**typed(article), "confirm": "en"})
    assert "Housing" not in editor.get(LIST, {"translation": "outdated-en"}).content.decode()
    assert "Housing" in editor.get(LIST, {"translation": "outdated-kk"}).content.decode()


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ({"q": "HOUS"}, True),
        ({"q": "тургын"}, True),
        ({"q": "visa"}, False),
        ({"rubric": "helpful"}, True),
        ({"rubric": "news"}, False),
        ({"state": "draft"}, True),
        ({"state": "changed"}, False),
        ({"translation": "missing-en"}, False),
        ({"state": "nonsense", "page": "nonsense"}, True),
    ],
)
def test_the_list_shows_what_its_address_asks_for(editor, query, is_shown):
    write_article()
    assert ("Housing" in editor.get(LIST, query).content.decode()) is is_shown


def test_the_list_asks_the_database_as_often_for_many_as_for_one(editor):
    write_article("one")
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        editor.get(LIST)
    for number in range(6):
        article_in(ArticleState.PUBLISHED, f"more-{number}")
    with CaptureQueriesContext(connection) as for_many:
        editor.get(LIST)
    assert len(for_many) == len(for_one)


def test_versions_are_compared_and_restored(editor):
    article = write_article()
    first = article.revisions.get()
    save_article(article, {"body": Translated(en="A cold dormitory.")}, by=EDITOR)
    page = editor.get(at(article, "history/")).content.decode()
    assert re.search(r"<ins><span[^>]*>put in: </span>[^<]*cold", page)
    assert re.search(r"<del><span[^>]*>taken out: </span>Общежитие", page)
    restored = editor.post(f"{LIST}revisions/{first.public_id}/restore/")
    assert restored.url == at(article)
    assert Article.objects.get().body.ru == "Общежитие."


@pytest.mark.parametrize("query", [{"from": "99", "to": "x"}, {"from": "1", "to": "-1"}, {}])
def test_a_history_without_such_versions_is_still_a_page(editor, query):
    assert editor.get(at(write_article(), "history/"), query).status_code == 200


def test_html_in_every_field_is_shown_and_not_obeyed(editor):
    harm = '<script>evil()</script><img src=x onerror="evil()">'
    article = write_article()
    fields = {name: harm for name in typed(article) if name != "version"}
    editor.post(at(article), typed(article, **fields, note=harm))
    for page in ("", "preview/", "history/", "release/"):
        shown = editor.get(at(article, page)).content.decode()
        assert "<script>evil" not in shown
        assert "<img src=x" not in shown


def test_what_is_pasted_from_word_comes_back_clean(editor):
    answer = editor.post(f"{LIST}paste/", {"html": WORD})
    assert answer.json()["markdown"].startswith("# Жильё")


def test_a_text_is_drawn_while_it_is_written(editor):
    answer = editor.post(
        f"{LIST}draw/", {"language": "kk", "text": "[a](calls/)\n\n[[call:AAAA-BBBB]]"}
    )
    page = answer.content.decode()
    assert 'href="/kk/calls/"' in page
    assert "[[call:AAAA-BBBB]]" in page


def test_a_word_file_fills_one_language_and_keeps_what_stood_there(editor):
    article = write_article()
    keep_text(article, "body_kk", "Ескі мәтін", by=EDITOR)
    upload = SimpleUploadedFile("текст.docx", word_file(paragraph("Жаңа мәтін")))
    answer = editor.post(at(article, "import/"), {"language": "kk", "upload": upload})
    assert answer.url == at(article)
    kept = Article.objects.get()
    assert (kept.body.kk, kept.body.ru, kept.title.kk) == ("Жаңа мәтін", "Общежитие.", "Тұрғын үй")
    assert "Ескі мәтін" in [revision.text("body").kk for revision in kept.revisions.all()]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"PK\x03\x04", "cannot be read as a Word file"),
        ("a.pdf", b"%PDF-1.7", "neither HTML nor DOCX"),
        ("a.html", b"<script>evil()</script>", "holds no text"),
        ("a.html", b"<p>word</p>" * 200_000, "at most"),
    ],
    ids=["damaged", "pdf", "empty", "large"],
)
def test_a_file_that_cannot_be_taken_over_says_why(editor, name, content, told):
    article = write_article()
    upload = SimpleUploadedFile(name, content)
    answer = editor.post(at(article, "import/"), {"language": "ru", "upload": upload})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Article.objects.get().body.ru == "Общежитие."


def test_address_and_rubric_are_changed_with_a_redirect(editor):
    article = article_in(ArticleState.PUBLISHED)
    fields = {
        "rubric": "news",
        "slug": "rooms",
        "original_language": "ru",
        "expected_version": article.version,
    }
    assert editor.post(at(article, "settings/"), fields).url == at(article)
    assert Article.objects.get().slug == "rooms"
    assert editor.post(at(article, "settings/"), fields).status_code == 422


@pytest.mark.parametrize("kind", ["picture", "file", "call", "partner"])
def test_what_can_stand_in_a_text_is_listed(editor, kind):
    assert editor.get(at(write_article(), f"insert/{kind}/"), {"q": "x"}).status_code == 200


def test_a_page_and_an_old_revision_can_be_seen_as_readers_would(editor):
    page = write_article("visa", "page")
    assert "A dormitory." in editor.get(at(page, "preview/")).content.decode()
    keep_text(page, "body_en", "Rewritten.", by=EDITOR)
    assert "Rewritten." in editor.get(at(page, "preview/")).content.decode()
    assert "A dormitory." in editor.get(at(page, "preview/?revision=1")).content.decode()
    russian = f"/ru/office/articles/{page.public_id}/preview/"
    assert "Общежитие." in editor.get(russian).content.decode()


def test_a_preview_says_what_is_not_translated(editor):
    article = write_article(title=Translated(ru="Жильё"), body=Translated(ru="Общежитие."))
    assert "Not yet translated" in editor.get(at(article, "preview/")).content.decode()


def test_strange_addresses_are_not_there(editor):
    article = write_article()
    assert editor.get(at(article, "insert/video/")).status_code == 404
    assert editor.post(at(article, "release/delete/")).status_code == 404
    assert editor.get(f"{LIST}AAAA-BBBB/").status_code == 404
    assert editor.get(at(article, "preview/?revision=999")).status_code == 404


def test_the_old_address_of_an_article_leads_readers_to_the_new_one(editor):
    article = article_in(ArticleState.PUBLISHED)
    save_article(article, {"slug": "rooms"}, by=EDITOR)
    answer = Client().get("/kk/articles/housing/", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/kk/articles/rooms/")
    assert "Тұрғын үй" in answer.content.decode()
