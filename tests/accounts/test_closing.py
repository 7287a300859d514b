"""Closing an account: nobody is left signed in, and what was written goes or names nobody."""

import pytest
from django.urls import reverse

from sapar.accounts.actions import claim_person, close_account, create_account
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.accounts.signals import account_closing
from sapar.content.models import Picture
from sapar.core.errors import Conflict, Refusal
from sapar.stories.actions.stories import begin_story
from sapar.stories.enums import CommentState
from sapar.stories.models import Comment, Story
from sapar.stories.queries import published_stories
from sapar.stories.telling import tell
from tests.factories.applications import make_submitted
from tests.factories.nominations import make_accepted
from tests.factories.people import PASSWORD, TESTER, make_person, make_staff, make_user
from tests.factories.voices import (
    make_comment,
    make_reader,
    make_stays,
    publish_photo,
    story_in,
    traveller,
)

pytestmark = pytest.mark.django_db


def test_what_was_written_goes_with_the_account_if_so_chosen():
    story = story_in("published", shown_name="full")
    publish_photo(story)
    author = story.author
    kept = make_comment(by=author)
    answer = make_comment(parent=kept)
    make_comment(by=author, parent=answer.parent)

    close_account(author, by=TESTER, take_out=True)
    assert not Story.objects.exists()
    assert not Picture.objects.exists()
    place, still = Comment.objects.order_by("pk")
    assert (place.state, place.text) == (CommentState.DELETED, "")
    assert still == answer


def test_or_it_stays_without_a_name():
    story = story_in("published", shown_name="full")
    comment = make_comment(by=story.author)
    close_account(story.author, by=TESTER, take_out=False)
    (told,) = tell(published_stories())
    assert told.name == ""
    comment.refresh_from_db()
    assert (comment.author, comment.author_name) == (None, "")
    assert comment.text


def test_who_registers_anew_has_the_own_story_back():
    story = story_in("published")
    person = story.author.person
    close_account(story.author, by=TESTER, take_out=False)
    anew = make_user(person, email="anew@example.org")
    assert begin_story(story.nomination, by=anew).author == anew


def test_a_story_nobody_reads_does_not_stay():
    story = story_in("submitted")
    close_account(story.author, by=TESTER, take_out=False)
    assert not Story.objects.exists()


def test_address_and_person_are_free_again():
    person = make_person(email="aigerim@example.org")
    user = make_user(person)
    close_account(user, by=TESTER, take_out=False)
    user.refresh_from_db()
    assert not user.is_active
    assert user.email.endswith("@closed.invalid")

    anew = create_account("aigerim@example.org", PASSWORD, by=TESTER)
    assert claim_person(anew, by=TESTER) == person
    with pytest.raises(Conflict):
        close_account(user, by=TESTER, take_out=False)


def test_an_application_in_progress_keeps_the_account():
    offer = make_accepted()[0]
    user = make_user(offer.application.engagement.person)
    with pytest.raises(Refusal) as refusal:
        close_account(user, by=TESTER, take_out=True)
    assert refusal.value.code == "offer-in-progress"
    assert User.objects.get(pk=user.pk).is_active


def test_an_undecided_call_keeps_the_account():
    user = make_user(make_submitted().engagement.person)
    with pytest.raises(Refusal) as refusal:
        close_account(user, by=TESTER, take_out=True)
    assert refusal.value.code == "application-in-progress"


def test_a_stay_that_is_over_keeps_nobody():
    user = traveller(make_stays()[0])
    close_account(user, by=TESTER, take_out=True)
    assert not User.objects.get(pk=user.pk).is_active


def test_who_holds_a_role_hands_it_over_first():
    with pytest.raises(Refusal) as refusal:
        close_account(make_staff(RoleKind.OFFICER), by=TESTER, take_out=False)
    assert refusal.value.code == "account-has-roles"


def test_a_receiver_that_refuses_leaves_everything_as_it_was():
    comment = make_comment(by=make_reader())

    def refuse(**_kwargs):
        raise Refusal("account-has-roles")

    account_closing.connect(refuse)
    try:
        with pytest.raises(Refusal):
            close_account(comment.author, by=TESTER, take_out=True)
    finally:
        account_closing.disconnect(refuse)
    assert Comment.objects.filter(pk=comment.pk, author=comment.author).exists()


def test_the_page_asks_for_the_password_and_signs_out_everywhere(client):
    user = make_reader()
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        browser.force_login(user)
    page = reverse("account-close")
    wrong = client.post(page, {"voices": "leave", "password": "guess"})
    assert wrong.status_code == 422
    assert User.objects.get(pk=user.pk).is_active

    done = client.post(page, {"voices": "leave", "password": PASSWORD})
    assert done["Location"] == reverse("account-closed")
    assert client.get(done["Location"]).status_code == 200
    for browser in (client, elsewhere):
        assert "/account/sign-in/" in browser.get(reverse("my-comments"))["Location"]


def test_the_page_says_why_it_cannot_be(client):
    officer = make_staff(RoleKind.OFFICER)
    client.force_login(officer)
    refused = client.post(reverse("account-close"), {"voices": "leave", "password": PASSWORD})
    assert refused.status_code == 422
    assert "holds a role" in refused.content.decode()
