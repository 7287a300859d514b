"""Whoever returned tells how it was; readers answer, moderators keep order, authors take back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.test_keyboard import tab_to
from tests.journeys.texts import ADVERTISING, REPLY, REPORT, STORY
from tests.journeys.visitors import Visitor


def test_a_story_is_told_commented_and_taken_out(enter, inspection):
    author, officer = enter("returned@example.org"), enter("officer@example.org")
    reader, seller = (
        enter("debtor@example.org"),
        enter("intern@example.org", java_script_enabled=False),
    )
    stranger = enter()

    draft = tell(author)
    publish_story(officer)
    story = read_at_partner(stranger)

    comment_by_keyboard(reader, story)
    publish_comment(officer)
    publish_at_once(officer)
    advertise(seller, story)
    report(reader, story)
    hide(officer)
    expect(stranger.go(story).page.locator("main")).not_to_contain_text(ADVERTISING)
    stranger.reads(REPLY)
    delete_own(reader)
    expect(stranger.go(story).page.locator("main")).not_to_contain_text(REPLY)

    author.go(draft).press("Take it out")
    author.reads("Readers no longer see your story")
    stranger.go(story).reads("not")
    expect(stranger.page.locator("main")).not_to_contain_text(STORY["text"])
    assert inspection.faults == []


def tell(author: Visitor) -> str:
    """Returns the address of the preview."""
    page = author.visit("/en/my/stories/").page
    author.press("Tell how it was")
    author.reads("The stay")
    page.locator("[name=language]").select_option("en")
    for name, text in STORY.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=cost_currency]").select_option("EUR")
    for row in page.locator(".rating-rows fieldset").all():
        row.get_by_role("radio").nth(4).check()
    page.locator("[name=shown_name][value=given]").check()
    author.look()
    author.leave_by("Save and see how it looks")
    author.look()
    preview = author.path
    author.press("Send it to the moderators")
    author.reads("Your story is with the moderators.")
    return preview


def publish_story(officer: Visitor) -> None:
    officer.visit("/en/office/moderation/").follow("Stories")
    officer.look()
    officer.follow(STORY["title"])
    officer.look()
    officer.press("Publish")
    officer.reads("The story is published")


def read_at_partner(stranger: Visitor) -> str:
    """From the partner's page; returns the address of the story."""
    stranger.visit("/en/stories/").follow(STORY["title"])
    stranger.reads(STORY["text"], STORY["own_culture"])
    stranger.look()
    story = stranger.path
    stranger.page.locator('article.story header a[href*="/partners/"]').click()
    stranger.reads(STORY["title"])
    return story


def comment_by_keyboard(reader: Visitor, story: str) -> None:
    page = reader.go(story).page
    tab_to(page, "Your comment")
    page.keyboard.type(REPLY)
    tab_to(page, "Send the comment")
    page.keyboard.press("Enter")
    reader.reads("A moderator reads it first", REPLY)
    reader.look()


def publish_comment(officer: Visitor) -> None:
    officer.visit("/en/office/moderation/").page.get_by_role("row", name=REPLY).get_by_role(
        "checkbox"
    ).check()
    officer.press("Publish the selected comments")
    expect(officer.page.locator("main")).not_to_contain_text(REPLY)


def publish_at_once(officer: Visitor) -> None:
    officer.visit("/en/office/moderation/policy/").page.get_by_label("published at once").check()
    officer.press("Save")
    officer.reads("From now on comments are published as you chose.")


def advertise(seller: Visitor, story: str) -> None:
    """An answer, without any script."""
    seller.go(story).follow("Answer", within=seller.page.locator(".comment", has_text=REPLY))
    seller.page.get_by_label("Your comment").fill(ADVERTISING)
    seller.press("Send the comment")
    seller.reads("Your comment is published", ADVERTISING)


def report(reader: Visitor, story: str) -> None:
    answer = reader.go(story).page.locator(".comment", has_text=ADVERTISING)
    reader.follow("Report", within=answer)
    reader.page.get_by_label("Is advertising").check()
    reader.page.locator("[name=note]").fill(REPORT)
    reader.look()
    reader.press("Send the report")
    reader.reads("Thank you.")


def hide(officer: Visitor) -> None:
    officer.go("/en/office/moderation/").follow("Reported")
    officer.look()
    officer.follow(ADVERTISING)
    officer.reads(REPORT)
    officer.look()
    officer.open_fold("Hide the comment")
    officer.page.get_by_label("Is advertising").check()
    officer.press("Hide the comment")
    officer.reads("Readers no longer see the comment")


def delete_own(reader: Visitor) -> None:
    reader.visit("/en/my/comments/").reads(REPLY)
    reader.follow("Delete", within=reader.page.locator(".comment", has_text=REPLY))
    reader.look()
    reader.leave_by("Delete for good")
    reader.reads("Your comment is deleted.")
