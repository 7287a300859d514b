"""Readers without an account: what they find from home, by search, by keyboard, with poor sight.

Links are named in English here and followed by the words that the page's language has for them.
"""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from sapar.content.models import Event
from sapar.stories.models import Story
from tests.journeys.newcomers import Search
from tests.journeys.test_keyboard import enter as enter_by_keyboard
from tests.journeys.test_keyboard import focused
from tests.journeys.visitors import Visitor

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DEADLINE = re.compile(r"\b2026\b.*\b\d{2}:\d{2}\b")
HOSTS = {"kk": "Вильнюс университеті", "ru": "Вильнюсский университет", "en": "Vilnius University"}
CALLS = {
    "kk": "Шетелде бір семестр: 2027 жылғы күз",
    "ru": "Семестр за рубежом: осень 2027 года",
    "en": "A semester abroad: autumn 2027",
}
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
SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
ASKED = ("search/", "partners/", "regulations/", "questions/")
TYPED_INTO = "main form :is(input[type=text], input[type=search], input[type=email], textarea)"
TYPING_ERRORS = {"kk": "вилнюс", "ru": "вилнюс", "en": "vilnus"}


@pytest.fixture(params=LANGUAGES)
def begin(request, read):
    visitor = read()

    def begin() -> Search:
        return Search(visitor, request.param)

    return begin


def test_from_home_in_three_steps(begin):
    find_whether_one_may_go(begin())
    find_where(begin())
    find_by_when(begin())
    find_papers(begin())
    find_whom_to_ask(begin())


def find_whether_one_may_go(search: Search) -> None:
    page = search.follow("May I go?").visitor.page
    answer(page, who="integrated", school="school-medicine", english="B2", gpa="3.4")
    search.press("Show what fits")
    expect(page.locator("section[aria-labelledby=fits] h2")).to_have_text(re.compile(r"^\D*\d+"))
    expect(page.locator("section[aria-labelledby=fits] li a").first).to_be_visible()


def find_where(search: Search) -> None:
    search.follow("Where to?").follow(HOSTS[search.language], exact=True)
    search.sees(search.say("Agreements"), search.say("Places by period"))


def find_by_when(search: Search) -> None:
    search.follow("By when?").sees(DEADLINE)
    search.follow(CALLS[search.language]).sees(DEADLINE)


def find_papers(search: Search) -> None:
    search.follow("With what papers?")
    expect(search.main.get_by_role("listitem").first).to_be_visible()


def find_whom_to_ask(search: Search) -> None:
    search.follow("Whom do I ask?").sees("331")
    search.follow("Ask a question")
    expect(search.main.locator("textarea[name=text]")).to_be_visible()


def answer(page, **answers: str) -> None:
    for name, given in answers.items():
        field = page.locator(f"[name={name}]")
        if name == "gpa":
            field.fill(given)
        else:
            field.select_option(given)


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
    for language, typed in TYPING_ERRORS.items():
        page = visitor.go(f"/{language}/search/").page
        page.locator("main input[type=search]").fill(typed)
        page.keyboard.press("Enter")
        visitor.follow(HOSTS[language])
        expect(page.get_by_role("heading", level=1)).to_have_text(HOSTS[language])


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


def test_what_is_typed_into_a_form_for_strangers_stays_text(read):
    """A script in every field does nothing, and stands there again to be corrected."""
    page = read().page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    event = Event.objects.get(seats=5).public_id
    for path in ("contacts/ask/", "calls/subscribe/", f"events/{event}/register/", *ASKED):
        page.goto(f"/en/{path}")
        fields = page.locator(TYPED_INTO)
        names = [field.get_attribute("name") for field in fields.all() if field.is_visible()]
        assert names, path
        for name in names:
            page.locator(f"main [name={name}]").fill(SCRIPT)
        with page.expect_navigation():
            page.locator("main form button:visible").last.click()
        for name in names:
            expect(page.locator(f"main [name={name}]")).to_have_value(SCRIPT)
        expect(page.locator("main script, main img[src=x]")).to_have_count(0)
    assert dialogs == []
