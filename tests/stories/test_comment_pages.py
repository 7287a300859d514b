"""The section of comments as readers, authors and strangers meet it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.stories.actions.comments import delete_comment
from sapar.stories.actions.moderation import hide_story
from sapar.stories.enums import CommentState
from sapar.stories.models import Comment
from tests.factories.people import TESTER, make_staff, make_user
from tests.factories.voices import (
    article_to_comment,
    make_comment,
    make_reader,
    publish_at_once,
    story_in,
)

pytestmark = pytest.mark.django_db
SECTION = Template("{% load voices %}{% comments article=article %}")


def section(rf, reader=None, query=""):
    request = rf.get(f"/en/articles/housing/{query}")
    request.user = reader or AnonymousUser()
    context = {"article": article_to_comment(), "request": request, "csrf_token": "t0ken"}
    return SECTION.render(Context(context))


def test_a_stranger_reads_and_is_led_to_sign_in_and_back(rf):
    comment = make_comment(text="Thank you")
    text = section(rf)
    assert "Thank you" in text
    assert "%23comments" in text
    assert "t0ken" not in text
    assert "<form" not in text
    assert comment.author.email not in text


def test_what_waits_is_seen_by_its_author_only(rf):
    comment = make_comment(text="Only mine", state=CommentState.WAITING)
    assert "Only mine" in section(rf, comment.author)
    assert "Only mine" not in section(rf, make_reader())
    assert "Only mine" not in section(rf)


def test_no_html_and_links_that_nobody_vouches_for(rf):
    text = "<script>alert(1)</script> <b>bold</b> https://example.org/?a=1&b=2 javascript:alert(1)"
    make_comment(text=text, by=make_user(), name="<img src=x onerror=alert(1)>")
    shown = section(rf)
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<img" not in shown
    assert 'rel="nofollow ugc noopener"' in shown
    assert 'href="javascript' not in shown


def test_another_language_is_named_and_marked(rf):
    make_comment(text="Спасибо, очень полезная статья для тех, кто едет впервые.")
    shown = section(rf)
    assert 'lang="ru"' in shown
    assert "Russian" in shown


def test_a_deleted_comment_keeps_its_place_and_a_hidden_one_its_silence(rf):
    deleted, hidden = make_comment(text="First"), make_comment(text="Second")
    make_comment(text="An answer", parent=deleted)
    delete_comment(deleted, by=deleted.author)
    Comment.objects.filter(pk=hidden.pk).update(state=CommentState.HIDDEN)
    shown = section(rf)
    assert "The author has deleted this comment." in shown
    assert "An answer" in shown
    assert "Second" not in shown


def test_staff_are_marked_with_their_unit(rf):
    officer = make_staff(RoleKind.OFFICER)
    comment = make_comment(by=officer, as_staff=True)
    assert comment.speaks_for.name.en in section(rf)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_many_comments_take_no_more_queries_than_few(rf, is_signed_in):
    reader = make_reader() if is_signed_in else None
    make_comment(parent=make_comment())

    def count():
        with CaptureQueriesContext(connection) as queries:
            section(rf, reader)
        return len(queries)

    few = count()
    for _number in range(5):
        make_comment(parent=make_comment())
    assert count() == few


def test_more_than_fifty_come_in_pages(rf):
    article = article_to_comment()
    made = make_comment()
    Comment.objects.bulk_create(
        Comment(
            article=article,
            author=made.author,
            text=f"number {number}.",
            state=CommentState.PUBLISHED,
            written_at=made.written_at,
        )
        for number in range(60)
    )
    assert "?comments=2" in section(rf)
    assert "number 55." not in section(rf)
    assert "number 55." in section(rf, query="?comments=2")


def test_a_comment_is_written_under_a_story_and_stands_there(client):
    story, reader = story_in("published"), make_reader()
    client.force_login(reader)
    publish_at_once()
    address = reverse("comment-write", args=["story", story.public_id])
    response = client.post(address, {"text": "Where did you live?"})
    comment = Comment.objects.get()
    assert response["Location"] == f"/en/stories/{story.public_id}/#comment-{comment.public_id}"
    page = client.get(response["Location"]).content.decode()
    assert "Where did you live?" in page
    assert reverse("comment-edit", args=[comment.public_id]) in page


def test_a_hundred_thousand_letters_come_back_whole(client):
    story = story_in("published")
    client.force_login(make_reader())
    address = reverse("comment-write", args=["story", story.public_id])
    response = client.post(address, {"text": "я" * 100_000})
    assert response.status_code == 422
    page = response.content.decode()
    assert "я" * 100_000 in page
    assert "100000" in page
    assert not Comment.objects.exists()


def test_whoever_writes_too_fast_is_told_when_and_keeps_the_text(client):
    story = story_in("published")
    client.force_login(make_reader())
    address = reverse("comment-write", args=["story", story.public_id])
    answers = [client.post(address, {"text": f"Comment {number}"}) for number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Comment 5" in answers[-1].content.decode()
    assert "you can send it again from" in answers[-1].content.decode()


def test_a_stranger_cannot_write_and_nobody_under_what_is_not_shown(client):
    story = story_in("submitted")
    address = reverse("comment-write", args=["story", story.public_id])
    assert "/account/sign-in/" in client.post(address, {"text": "x"})["Location"]
    client.force_login(make_reader())
    assert client.post(address, {"text": "x"}).status_code == 404
    odd = reverse("comment-write", args=["person", story.public_id])
    assert client.post(odd, {"text": "x"}).status_code == 404


def test_edit_delete_report_and_the_list_of_the_own_ones(client):
    story, author, other = story_in("published"), make_reader(), make_reader()
    comment = make_comment(story, by=author)

    client.force_login(other)
    for page in ("comment-edit", "comment-delete"):
        assert client.get(reverse(page, args=[comment.public_id])).status_code == 404
    report = reverse("comment-report", args=[comment.public_id])
    assert client.get(report).status_code == 200
    assert client.post(report, {"reason": "insult", "note": "Look"}).status_code == 302
    assert client.post(report, {"reason": "insult"}).status_code == 409

    client.force_login(author)
    edit = reverse("comment-edit", args=[comment.public_id])
    assert "Thank you, this helps." in client.get(edit).content.decode()
    stale = client.post(edit, {"text": "Newer", "expected_version": 99})
    assert stale.status_code == 409
    assert "Newer" in stale.content.decode()
    assert "Thank you, this helps." in client.get(reverse("my-comments")).content.decode()
    client.post(reverse("comment-delete", args=[comment.public_id]))
    assert not Comment.objects.exists()


def test_answering_leads_back_to_the_answer(client):
    story = story_in("published")
    comment = make_comment(story)
    client.force_login(make_reader())
    address = reverse("comment-answer", args=[comment.public_id])
    assert "Thank you, this helps." in client.get(address).content.decode()
    response = client.post(address, {"text": "Indeed."})
    assert Comment.objects.get(text="Indeed.").parent == comment
    assert response.status_code == 302


def test_what_stands_under_a_hidden_story_is_hidden_with_it(client):
    story = story_in("published")
    comment = make_comment(story)
    hide_story(story, "Private things", by=TESTER)
    client.force_login(make_reader())
    for page in ("comment-answer", "comment-report"):
        assert client.get(reverse(page, args=[comment.public_id])).status_code == 404


def test_all_the_own_ones_go_at_once(client):
    author = make_reader()
    make_comment(by=author, subject=story_in("published"))
    client.force_login(author)
    client.post(reverse("my-comments-delete"))
    assert not Comment.objects.exists()
