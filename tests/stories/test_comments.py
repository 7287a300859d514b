"""Comments: written, answered, edited for a while, deleted, reported, and how fast."""

import datetime as dt

import pytest

from sapar.accounts.enums import RoleKind
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.stories.actions import moderation
from sapar.stories.actions.comments import (
    TEXT_LIMIT,
    delete_all_comments,
    delete_comment,
    edit_comment,
    report_comment,
    write_comment,
)
from sapar.stories.enums import CommentState
from sapar.stories.models import Comment
from sapar.stories.queries import (
    comments_on,
    reported_comments,
    unread_comments,
    waiting_comments,
)
from tests.factories.people import TESTER, make_staff, make_user
from tests.factories.voices import article_to_comment, make_comment, make_reader, publish_at_once

pytestmark = pytest.mark.django_db


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        deed(*args, **kwargs)
    assert refusal.value.code == code
    return refusal.value


def test_a_moderator_reads_first_unless_the_office_chose_otherwise():
    article, reader = article_to_comment(), make_reader()
    first = write_comment(article, "When does it open?", by=reader)
    assert list(comments_on(article)) == []
    assert list(comments_on(article, reader)) == [first]
    assert list(waiting_comments()) == [first]

    publish_at_once()
    second = write_comment(article, "And until when?", by=reader)
    assert list(comments_on(article)) == [second]
    assert list(unread_comments()) == [second]
    assert list(waiting_comments()) == [first]


def test_a_name_is_shown_and_never_the_address():
    reader = make_reader("Aigerim", "Satova")
    assert make_comment(by=reader).author_name == "Aigerim S."
    stranger = make_user()
    refused("comment-name-missing", write_comment, article_to_comment(), "Hello", by=stranger)
    assert make_comment(by=stranger, name="  Dana  Q ").author_name == "Dana Q"


def test_staff_answer_for_their_unit_and_readers_for_nobody():
    officer = make_staff(RoleKind.OFFICER)
    assert make_comment(by=officer, as_staff=True).speaks_for is not None
    assert make_comment(by=officer).speaks_for is None
    assert make_comment(as_staff=True).speaks_for is None


def test_answers_are_one_level_deep_and_only_to_what_readers_see():
    comment = make_comment()
    answer = make_comment(parent=comment)
    article, reader = article_to_comment(), make_reader()
    for parent in (answer, make_comment(state=CommentState.WAITING)):
        refused("comment-not-answerable", write_comment, article, "x", by=reader, parent=parent)


def test_an_article_may_take_no_comments():
    article = article_to_comment()
    article.takes_comments = False
    refused("comments-closed", write_comment, article, "x", by=make_reader())


def test_empty_and_endless_texts_are_refused():
    reader = make_reader()
    refused("comment-empty", write_comment, article_to_comment(), " \n ", by=reader)
    refusal = refused(
        "comment-too-long", write_comment, article_to_comment(), "я" * 100_000, by=reader
    )
    assert refusal.values == {"length": 100_000, "limit": TEXT_LIMIT}


def test_an_edited_comment_is_read_again_before_readers_see_it():
    comment = make_comment()
    edited = edit_comment(comment, "Thanks!", by=comment.author)
    assert edited.state == CommentState.WAITING
    assert edited.edited_at is not None

    publish_at_once()
    comment = make_comment()
    edited = edit_comment(comment, "Thanks!", by=comment.author)
    assert edited.state == CommentState.PUBLISHED
    assert edited in unread_comments()


def test_after_fifteen_minutes_nothing_is_changed():
    comment = make_comment()
    with clock.moved(by=dt.timedelta(minutes=15)):
        refused("comment-too-late", edit_comment, comment, "Other", by=comment.author)
    with clock.moved(by=dt.timedelta(minutes=14)):
        assert edit_comment(comment, "Other", by=comment.author).text == "Other"


def test_only_the_author_edits_and_deletes():
    comment, other = make_comment(), make_reader()
    refused("comment-gone", edit_comment, comment, "Mine now", by=other)
    refused("comment-gone", delete_comment, comment, by=other)
    comment.refresh_from_db()
    assert comment.text == "Thank you, this helps."


def test_a_deleted_comment_leaves_its_place_only_under_answers():
    article, comment = article_to_comment(), make_comment(text="Secret")
    answer = make_comment(parent=comment)
    delete_comment(comment, by=comment.author)

    (place,) = comments_on(article)
    assert (place.state, place.text, place.author, place.author_name) == (
        CommentState.DELETED,
        "",
        None,
        "",
    )
    delete_comment(answer, by=answer.author)
    assert not Comment.objects.exists()


def test_everything_somebody_wrote_is_taken_out_at_once():
    reader = make_reader()
    thread = make_comment(by=reader)
    make_comment(by=reader, parent=thread)
    kept = make_comment(parent=make_comment(by=reader))
    assert delete_all_comments(reader) == 3
    assert set(Comment.objects.exclude(text="")) == {kept}


def test_a_report_reaches_the_moderators_and_hides_nothing():
    comment = make_comment()
    for _number in range(3):
        report_comment(comment, "insult", by=make_reader())
    (reported,) = reported_comments()
    assert reported.open_reports == 3
    assert reported.state == CommentState.PUBLISHED

    moderation.publish_comment(comment, by=TESTER)
    assert not reported_comments()


def test_a_reader_reports_once_and_not_the_own():
    comment, reader = make_comment(), make_reader()
    report_comment(comment, "false", by=reader)
    with pytest.raises(Conflict):
        report_comment(comment, "false", by=reader)
    refused("report-own", report_comment, comment, "false", by=comment.author)


def test_a_thousand_comments_in_a_minute_are_five():
    article, reader = article_to_comment(), make_reader()
    began = clock.now()
    for number in range(5):
        delete_comment(write_comment(article, f"Buy {number}", by=reader), by=reader)
    # Deleting makes no room.
    refusals = [
        refused("comments-too-many", write_comment, article, "Buy", by=reader)
        for _number in range(995)
    ]
    again = refusals[-1].values["again"]
    assert dt.timedelta(seconds=59) < again - began <= dt.timedelta(minutes=3)
    with clock.moved(to=again):
        write_comment(article, "Later", by=reader)


def test_thirty_an_hour_are_enough():
    article, reader = article_to_comment(), make_reader()
    for number in range(30):
        with clock.moved(by=dt.timedelta(minutes=number)):
            write_comment(article, "Slowly", by=reader)
    with clock.moved(by=dt.timedelta(minutes=31)):
        refused("comments-too-many", write_comment, article, "Slowly", by=reader)
    with clock.moved(by=dt.timedelta(minutes=62)):
        write_comment(article, "Slowly", by=reader)
