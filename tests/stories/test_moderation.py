"""The moderators' queue: who may open it, what stands in it, and what is left behind."""

import pytest
from django.urls import reverse

from sapar.accounts.enums import RoleKind
from sapar.audit.models import Event
from sapar.core.errors import Conflict, Refusal
from sapar.desk.queues import queues_of
from sapar.institutions.enums import UnitKind
from sapar.stories.actions import moderation
from sapar.stories.actions.comments import edit_comment, report_comment, write_comment
from sapar.stories.actions.stories import save_story
from sapar.stories.enums import CommentState, ModerationMode, StoryState
from sapar.stories.models import Comment, Story
from sapar.stories.queries import policy
from tests.factories.people import TESTER, make_staff, make_unit, make_user
from tests.factories.voices import article_to_comment, make_comment, make_reader, story_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = make_staff(RoleKind.OFFICER)
    client.force_login(user)
    return user


def waiting(text="When does it open?", **more):
    return make_comment(story_in_house(), text, state=CommentState.WAITING, **more)


def story_in_house():
    return Story.objects.first() or story_in("published")


def test_officers_and_editors_moderate_and_nobody_else(client):
    pages = ["office-moderation", "office-moderation-policy"]
    for user, status in [
        (make_staff(RoleKind.OFFICER), 200),
        (make_staff(RoleKind.EDITOR, make_unit(UnitKind.DEPARTMENT)), 200),
        (make_staff(RoleKind.COORDINATOR), 403),
        (make_reader(), 403),
    ]:
        client.force_login(user)
        assert {client.get(reverse(page)).status_code for page in pages} == {status}


def test_a_hidden_comment_keeps_its_reason_for_the_author_and_the_record():
    comment = make_comment()
    hidden = moderation.hide_comment(comment, "private", "It names a patient.", by=TESTER)
    assert (hidden.state_reason, hidden.state_note) == ("private", "It names a patient.")
    event = Event.objects.get(deed="hide-comment")
    assert (event.values["reason"], event.actor_label) == ("private", TESTER.label)
    with pytest.raises(Refusal) as refusal:
        moderation.hide_comment(comment, "because", by=TESTER)
    assert refusal.value.code == "reason-missing"


def test_hiding_settles_the_reports_of_a_comment_only():
    comment, other = make_comment(), make_comment()
    for one in (comment, other):
        report_comment(one, "insult", by=make_reader())
    moderation.hide_comment(comment, "insult", by=TESTER)
    assert comment.reports.get().settled_at is not None
    assert other.reports.get().settled_at is None


def test_what_was_edited_meanwhile_is_not_published_unread():
    comment = make_comment(state=CommentState.WAITING)
    edit_comment(comment, "Something else", by=comment.author)
    with pytest.raises(Conflict):
        moderation.publish_comment(comment, by=TESTER, expected_version=comment.version)
    assert moderation.publish_comments([comment], by=TESTER) == 0
    assert Comment.objects.get().state == CommentState.WAITING


def test_the_policy_is_one_row_and_changes_what_comes_after():
    first = make_comment(state=CommentState.WAITING)
    for _time in range(2):
        moderation.set_policy(ModerationMode.AFTER, by=TESTER)
    assert policy().mode == ModerationMode.AFTER
    second = write_comment(article_to_comment(), "Published at once", by=make_reader())
    first.refresh_from_db()
    assert (first.state, second.state) == (CommentState.WAITING, CommentState.PUBLISHED)


def test_a_moderator_publishes_what_is_ticked(client, moderator):
    chosen, changed = waiting("First"), waiting("Second")
    page = client.get(reverse("office-moderation")).content.decode()
    assert "First" in page
    assert f"{chosen.public_id}:{chosen.version}" in page
    edit_comment(changed, "Third", by=changed.author)
    client.post(
        reverse("office-moderation-publish"),
        {"chosen": [f"{one.public_id}:{one.version}" for one in (chosen, changed)]},
    )
    states = dict(Comment.objects.values_list("text", "state"))
    assert states == {"First": CommentState.PUBLISHED, "Third": CommentState.WAITING}


def test_a_name_that_mixes_alphabets_is_marked(client, moderator):
    odd = "\u0410lma"  # its first letter is Cyrillic
    waiting(by=make_user(), name=odd)
    page = client.get(reverse("office-moderation")).content.decode()
    assert odd in page
    assert "mixed alphabets" in page


def test_a_comment_is_read_with_its_reports_and_its_history(client, moderator):
    comment = make_comment(story_in_house(), "You are all fools")
    report_comment(comment, "insult", "Look at the tone", by=make_reader())
    assert (
        "You are all fools"
        in client.get(reverse("office-moderation") + "?queue=reported").content.decode()
    )
    record = reverse("office-comment", args=[comment.public_id])
    page = client.get(record).content.decode()
    assert "Look at the tone" in page
    assert "Reported by a reader" in page

    hide = reverse("office-comment-deed", args=[comment.public_id, "hide"])
    assert client.post(hide, {"expected_version": comment.version}).status_code == 422
    data = {"expected_version": comment.version, "reason": "insult", "note": "Please be kind."}
    assert client.post(hide, data).status_code == 302
    late = client.post(hide, data)
    assert late.status_code == 409
    assert "Please be kind." in late.content.decode()
    assert moderator.person.full_name in client.get(record).content.decode()


def test_a_story_is_returned_with_words_and_published(client, moderator):
    story = story_in("submitted")
    assert (
        story.title in client.get(reverse("office-moderation") + "?queue=stories").content.decode()
    )
    page = client.get(reverse("office-story", args=[story.public_id]))
    assert story.text[:40] in page.content.decode()
    url = reverse("office-story-deed", args=[story.public_id, "return"])
    client.post(url, {"expected_version": story.version, "reason": "Say more about housing."})
    story.refresh_from_db()
    assert (story.state, story.state_reason) == (StoryState.RETURNED, "Say more about housing.")
    unknown = reverse("office-story-deed", args=[story.public_id, "burn"])
    assert client.post(unknown).status_code == 404


def test_drafts_are_nobody_elses(client, moderator):
    story = story_in("draft")
    assert client.get(reverse("office-story", args=[story.public_id])).status_code == 404


def test_what_an_author_writes_anew_is_not_shown_before_it_is_sent(client, moderator):
    story = story_in(StoryState.PUBLISHED)
    save_story(story, by=story.author, title="Half a thought")

    page = client.get(reverse("office-story", args=[story.public_id])).content.decode()
    assert "A winter by the sea" in page
    assert "Half a thought" not in page


def test_the_policy_page_says_what_waits(client, moderator):
    waiting()
    page = reverse("office-moderation-policy")
    assert "1 comment waits now." in client.get(page).content.decode()
    assert client.post(page, {"mode": "never"}).status_code == 422
    client.post(page, {"mode": "after"})
    assert policy().mode == ModerationMode.AFTER


def test_the_desk_counts_what_waits(moderator):
    comment = make_comment(story_in_house())
    report_comment(comment, "false", by=make_reader())
    waiting()
    counts = {queue.code: queue.count for queue in queues_of(moderator)}
    assert counts["moderate-comments"] == 1
    assert counts["look-at-reports"] == 1
    assert counts["moderate-stories"] == 0
