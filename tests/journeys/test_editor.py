"""An article from nothing to its readers, changed, restored, and put into the menu."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.journeys.texts import ARTICLE
from tests.journeys.visitors import Visitor

SLUG = "a-day-in-room-331"
MOVED = "a-day-with-us"
ALT = {"kk": "Есігі ашық кабинет", "ru": "Кабинет с открытой дверью", "en": "A room, its door open"}
MENU = {"kk": "Біздегі бір күн", "ru": "Один день у нас", "en": "A day with us"}
HELD = "Кабинет открыт и по субботам."


def test_an_article_is_written_reviewed_read_changed_and_restored(enter, inspection):
    officer, editor, reader = enter("officer@example.org"), enter("editor@example.org"), enter()
    article = begin(officer)
    lines = [
        take_picture_in(officer, article),
        *(line_of(officer, article, kind) for kind in ("call", "partner")),
    ]
    write(officer, article, lines)
    officer.visit(f"{article}preview/").reads(ARTICLE["en"][0], "Preview")
    hand_in(officer, article)
    publish(editor, article)
    read(reader, SLUG)

    change_original(officer, article)
    publish(editor, article)
    reader.visit(f"/en/articles/{SLUG}/").reads("The original has changed", ARTICLE["en"][1])
    reader.go(f"/ru/articles/{SLUG}/").reads(HELD)
    restore_first(editor, article)
    publish(editor, article)
    expect(reader.go(f"/ru/articles/{SLUG}/").page.locator("main")).not_to_contain_text(HELD)

    move(editor, article)
    put_into_menu(editor)
    reader.go(f"/en/articles/{SLUG}/")
    expect(reader.page).to_have_url(re.compile(f"/en/articles/{MOVED}/$"))
    reader.go("/en/").follow(MENU["en"], within=reader.page.locator("body"))
    reader.reads(ARTICLE["en"][1])
    assert inspection.faults == []


def begin(officer: Visitor) -> str:
    """Returns the address of the editor."""
    officer.visit("/en/office/articles/").follow("Write an article")
    officer.look()
    officer.page.get_by_label("Rubric").select_option("news")
    officer.page.get_by_label("End of the address").fill(SLUG)
    officer.press("Begin to write")
    officer.reads("The article is begun")
    return officer.path


def take_picture_in(officer: Visitor, article: str) -> str:
    """Not without words for those who do not see it."""
    officer.visit(f"{article}insert/picture/").open_fold("Take a new one in")
    choose_picture(officer)
    officer.press("Take it in")
    officer.reads("Description – This field is required.")
    choose_picture(officer)
    for language, words in ALT.items():
        officer.page.locator(f"[name=alt_{language}]").fill(words)
    officer.press("Take it in")
    return first_line(officer)


def choose_picture(officer: Visitor) -> None:
    output = io.BytesIO()
    Image.new("RGB", (1600, 1000), "steelblue").save(output, "PNG")
    file: FilePayload = {
        "name": "room.png",
        "mimeType": "image/png",
        "buffer": output.getvalue(),
    }
    officer.page.locator("input[type=file]").set_input_files(file)


def line_of(officer: Visitor, article: str, kind: str) -> str:
    officer.visit(f"{article}insert/{kind}/")
    return first_line(officer)


def first_line(officer: Visitor) -> str:
    line = officer.page.locator("ul.inserts code").first
    expect(line).to_contain_text("[[")
    return line.inner_text()


def write(officer: Visitor, article: str, lines: list[str]) -> None:
    officer.go(article)
    for language, (title, body) in ARTICLE.items():
        officer.page.locator(f"[name=title_{language}]").fill(title)
        text = "\n\n".join([body, *lines])
        officer.page.locator(f"[name=body_{language}]").fill(text)
    officer.press("Save")
    officer.reads("The article is saved.")
    officer.look()


def hand_in(officer: Visitor, article: str) -> None:
    officer.visit(f"{article}release/").press("Hand in for review")
    officer.reads("handed in for review")
    expect(officer.page.get_by_role("button", name="Publish now")).to_have_count(0)


def publish(editor: Visitor, article: str) -> None:
    editor.visit(f"{article}release/").press("Publish now")
    editor.reads("The article is published.")


def read(reader: Visitor, slug: str) -> None:
    reader.visit(f"/en/articles/{slug}/").reads(*ARTICLE["en"])
    expect(reader.page.get_by_alt_text(ALT["en"])).to_be_visible()
    for kind in ("calls", "partners"):
        expect(reader.page.locator(f'main a[href^="/en/{kind}/"]').first).to_be_visible()
    reader.go("/en/news/").reads(ARTICLE["en"][0])


def change_original(officer: Visitor, article: str) -> None:
    body = officer.go(article).page.locator("[name=body_ru]")
    body.fill(f"{HELD}\n\n{body.input_value()}")
    officer.press("Save")
    officer.reads("The article is saved.", "Outdated")
    officer.look()


def restore_first(editor: Visitor, article: str) -> None:
    editor.visit(f"{article}history/").press("Compare the two chosen revisions")
    expect(editor.page.locator("ins")).to_contain_text([HELD])
    editor.look()
    older = editor.page.locator("tr", has=editor.page.locator("[name=to]:checked"))
    with editor.page.expect_navigation():
        editor.press("Restore", within=older)
    expect(editor.go(article).page.locator("[name=body_ru]")).not_to_have_value(re.compile(HELD))


def move(editor: Visitor, article: str) -> None:
    editor.visit(f"{article}settings/").page.get_by_label("End of the address").fill(MOVED)
    editor.press("Save")
    editor.reads("leaves a redirect")


def put_into_menu(editor: Visitor) -> None:
    editor.visit("/en/office/furniture/").follow("Put an entry into a menu")
    for language, words in MENU.items():
        editor.page.locator(f"[name=label_{language}]").fill(words)
    editor.page.get_by_label("Where it leads").fill(f"articles/{MOVED}/")
    editor.look()
    editor.page.locator("main form").get_by_role("button").last.click()
    editor.reads(MENU["en"])
    for room in ("announcements", "redirects", "links"):
        editor.visit(f"/en/office/furniture/{room}/")
