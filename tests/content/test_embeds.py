"""What stands inside a text: drawn as it is now, and only for those who may see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sapar.calls.actions import open_call
from sapar.content.actions.articles import publish_article, save_article, unpublish_article
from sapar.content.actions.attachments import add_attachment
from sapar.content.actions.events import publish_event
from sapar.content.actions.frequent_questions import (
    add_frequent_question,
    publish_frequent_question,
    withdraw_frequent_question,
)
from sapar.content.models import Attachment, Picture
from sapar.core.translated import Translated
from sapar.office.views.article_preview import for_editors
from tests.factories.applications import pdf
from tests.factories.articles import EDITOR, write_article
from tests.factories.asking import make_event
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
TITLE = Translated(kk="Үлгі", ru="Образец", en="A form")


def drawn(text: str | Translated, language: str = "en", **context: object) -> str:
    with translation.override(language):
        template = Template("{% load reading %}{% prose text %}")
        return template.render(Context({"text": text, **context}))


def test_a_call_is_drawn_with_where_it_stands():
    call = open_call(make_draft_call(make_condition()), by=EDITOR)
    html = drawn(f"[[call:{call.public_id}]]", "ru")
    assert f'href="/ru/calls/{call.public_id}/"' in html
    assert "Конкурс" in html


def test_a_call_that_is_not_published_is_shown_to_nobody():
    line = f"[[call:{make_draft_call().public_id}]]"
    assert "A call" not in drawn(line)
    preview = drawn(line, **for_editors())
    assert "A call" not in preview
    assert line in preview


def test_a_partner_is_drawn_and_a_mere_candidate_is_not():
    partner = make_agreement().partner
    candidate = make_partner(evidence="candidate")
    html = drawn(f"[[partner:{partner.public_id}]]\n\n[[partner:{candidate.public_id}]]")
    assert str(partner.name.en) in html
    assert str(candidate.name.en) not in html


def test_pictures_and_files_are_open_once_a_text_with_them_is_published():
    picture, file = make_picture(), add_attachment(pdf(), title=TITLE, by=EDITOR)
    text = f"[[picture:{picture.public_id}]]\n\n[[file:{file.public_id}]]"
    assert "<img" not in drawn(text)
    assert "A form" not in drawn(text)
    assert "<img" in drawn(text, **for_editors())
    article = write_article()
    save_article(article, {"body": Translated(ru="Текст", kk=text)}, by=EDITOR)
    publish_article(article, by=EDITOR)
    assert 'alt="The steppe"' in drawn(text)
    assert "A form" in drawn(text)


def test_they_close_with_the_text_unless_another_one_shows_them():
    file, alone, shared = (
        add_attachment(pdf(), title=TITLE, by=EDITOR),
        make_picture(),
        make_picture(),
    )
    lines = [f"[[picture:{picture.public_id}]]" for picture in (alone, shared)]
    first, second = write_article("first"), write_article("second")
    text = "\n\n".join([*lines, f"[[file:{file.public_id}]]"])
    save_article(first, {"body": Translated(ru=text), "cover": alone}, by=EDITOR)
    save_article(second, {"body": Translated(ru=lines[1])}, by=EDITOR)
    for article in (first, second):
        publish_article(article, by=EDITOR)
    unpublish_article(first, "It shows somebody who did not agree.", by=EDITOR)
    assert list(Picture.objects.exclude(released_at=None)) == [shared]
    assert not Attachment.objects.exclude(released_at=None).exists()


def test_events_and_answers_open_what_stands_in_them():
    told, answered = make_picture(), make_picture()
    event = make_event(
        is_published=False, description=Translated(en=f"[[picture:{told.public_id}]]")
    )
    row = add_frequent_question(
        topic="money",
        question=Translated(en="How?"),
        answer=Translated(en=f"[[picture:{answered.public_id}]]"),
        by=EDITOR,
    )
    assert not Picture.objects.exclude(released_at=None).exists()
    publish_event(event, by=EDITOR)
    row = publish_frequent_question(row, by=EDITOR)
    assert set(Picture.objects.exclude(released_at=None)) == {told, answered}
    withdraw_frequent_question(row, by=EDITOR)
    assert list(Picture.objects.exclude(released_at=None)) == [told]


def test_what_nobody_published_stays_closed():
    make_picture()
    publish_article(write_article(), by=EDITOR)
    assert not Picture.objects.exclude(released_at=None).exists()
    assert not Attachment.objects.exclude(released_at=None).exists()


def test_ten_partners_are_asked_for_at_once():
    lines = [f"[[partner:{make_agreement().partner.public_id}]]" for _number in range(10)]
    with CaptureQueriesContext(connection) as queries:
        drawn("\n\n".join(lines))
    assert len(queries) == 1


def test_a_text_in_another_language_says_so_to_those_who_listen():
    assert '<div class="prose" lang="ru">' in drawn(Translated(ru="Текст"), "en")
    assert '<div class="prose">' in drawn(Translated(en="Text"), "en")
