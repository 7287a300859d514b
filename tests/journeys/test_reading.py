"""Readers without an account: every page for them, by keyboard, by search, and with poor sight."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sapar.content.models import Event
from sapar.stories.models import Story
from tests.journeys.test_keyboard import enter as enter_by_keyboard
from tests.journeys.test_keyboard import focused
from tests.journeys.visitors import Visitor

pytestmark = pytest.mark.django_db

STUDENT = "guide/?who=integrated&school=school-medicine&english=B2&gpa=3.4"
TEACHER = "guide/?who=teacher&school=school-medicine&english=B2"
# The page that the university's site has, and what has to stand there.
ORIGIN = {
    "about/": ("External mobility", "Internal mobility", "Gogol Str. 40, room 331", "Step by step"),
    "regulations/": ("The university's regulation on academic mobility", "checked"),
    "partners/": ("Vilnius University", "Ataturk University", "Agreement in force"),
    "calls/": ("A semester abroad: autumn 2027", "Open"),
    "contacts/": ("Department of International Cooperation", "room 331", "School of Medicine"),
    "schools/school-medicine/": ("School of Medicine", "coordinator", "spring 2027"),
    "articles/before-you-leave/": ("Comments", "Sign in to write a comment"),
}
PAGES = (
    "",
    "guide/",
    "news/",
    "articles/",
    "pages/papers/",
    "pages/accessibility/",
    "come-to-us/",
    "come-to-us/courses/",
    "events/",
    "contacts/ask/",
    "questions/",
    "schools/",
    "stories/",
    "stories/how-stays-are-rated/",
    "calls/subscribe/",
    "feeds/",
    "legibility/",
    "partners/?country=KZ",
    "search/?q=semester",
)
TYPING_ERRORS = {
    "kk": ("вилнюс", "Вильнюс университеті"),
    "ru": ("вилнюс", "Вильнюсский университет"),
    "en": ("vilnus", "Vilnius University"),
}


def test_the_pages_of_the_origin_are_there_in_three_languages(read, inspection):
    visitor = read()
    for path, texts in ORIGIN.items():
        visitor.visit(f"/en/{path}").reads(*texts)
    assert inspection.faults == []


def test_every_page_for_readers_is_open_to_all(read, inspection):
    visitor = read()
    for path in (*PAGES, *records()):
        visitor.visit(f"/en/{path}")
    assert inspection.faults == []


def records() -> list[str]:
    event, story = Event.objects.get(seats=5), Story.objects.exclude(published_content=None)[0]
    return [
        f"events/{event.public_id}/",
        f"events/{event.public_id}/register/",
        f"stories/{story.public_id}/",
        f"partners/{story.nomination.letter.host.public_id}/",
    ]


def test_the_guide_answers_a_student_and_a_teacher(read, inspection):
    visitor = read()
    for path, fits, does_not in (
        (STUDENT, "A semester abroad: autumn 2027", "Teaching and exchange of experience abroad"),
        (TEACHER, "Teaching and exchange of experience abroad", "A semester abroad: autumn 2027"),
    ):
        page = visitor.visit(f"/en/{path}").page
        expect(page.locator("section[aria-labelledby=fits]")).to_contain_text(fits)
        expect(page.locator("section[aria-labelledby=no-fit]")).to_contain_text(does_not)
    assert visitor.page.context.cookies() == []
    assert inspection.faults == []


def test_a_mistyped_word_is_found_in_each_language(read):
    visitor = read()
    for language, (typed, meant) in TYPING_ERRORS.items():
        page = visitor.go(f"/{language}/search/").page
        page.locator("main input[type=search]").fill(typed)
        page.keyboard.press("Enter")
        hit = page.locator("main").get_by_role("link", name=meant)
        expect(hit.first).to_be_visible()
        visitor.follow(meant)
        expect(page.get_by_role("heading", level=1)).to_have_text(meant)


def test_from_home_to_a_partner_by_keyboard_over_the_map(read):
    page = read().go("/en/").page
    enter_by_keyboard(page, "Where to?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Partners")
    while not focused_marker(page):
        page.keyboard.press("Tab")
    assert focused(page)["isOutlined"] or page.locator("a.marker:focus circle").is_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/partners/"))


def focused_marker(page) -> bool:
    return page.locator("a.marker:focus:not(.marker-of-several)").count() == 1


def test_the_version_for_poor_sight_goes_along(read, inspection):
    visitor = read()
    page = visitor.go("/en/stories/").page
    visitor.follow("Low vision", within=page.locator("header"))
    choose_legibility(visitor)
    expect(page).to_have_url(re.compile(r"/en/stories/$"))
    for path in ("stories/", "articles/before-you-leave/", "partners/"):
        visitor.visit(f"/en/{path}")
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        expect(page.locator("main img")).to_have_count(0)
    assert inspection.faults == []


def choose_legibility(visitor: Visitor) -> None:
    for choice in ("large", "black-on-white", "no-pictures"):
        visitor.page.locator(f"#legibility-{choice}").check()
    visitor.leave_by("Read like this")


def test_reading_needs_no_scripts(read):
    visitor = read(java_script_enabled=False)
    for path, texts in ORIGIN.items():
        visitor.go(f"/en/{path}").reads(*texts)
    visitor.go(f"/en/{STUDENT}").reads("2 calls fit you")
