"""What goes wrong in a browser is said in words, and nothing that was given is lost."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from sapar.core import clock
from tests.documents.samples import PDF, PNG
from tests.factories import applications as made
from tests.journeys.signed_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(live_server, page):
    """A complete draft, its applicant signed in."""
    draft = made.complete(made.make_draft())
    sign_in(page, live_server, draft.engagement.person)
    return draft


@pytest.fixture
def address(live_server, draft):
    return f"{live_server.url}/en/applications/{draft.public_id}/"


def state_of(draft):
    draft.refresh_from_db()
    return draft.state


def test_a_submission_one_second_late_is_refused_and_kept(page, draft, address):
    page.goto(f"{address}check/")
    with clock.moved(to=draft.call.closes_at + dt.timedelta(seconds=1)):
        page.get_by_role("button", name="Submit the application").click()
        expect(page.locator("main")).to_contain_text("closed")
        assert state_of(draft) == "draft"
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text(draft.public_id)
    assert draft.motivation == "To learn."


def test_a_submission_in_the_last_second_counts(page, draft, address):
    page.goto(f"{address}check/")
    with clock.moved(to=draft.call.closes_at - dt.timedelta(seconds=30)):
        page.get_by_role("button", name="Submit the application").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The application is submitted")
    assert state_of(draft) == "submitted"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("large.pdf", PDF + b"0" * (12 * 1024 * 1024), "10"),
        ("picture.pdf", PNG, "picture.pdf"),
        ("notes.pdf", b"MZ a program", "notes.pdf"),
        ("empty.pdf", b"", "empty"),
    ],
    ids=["12 MB", "renamed picture", "program", "empty"],
)
def test_an_upload_that_cannot_be_taken_leaves_the_old_file(
    page, draft, address, name, content, words
):
    code = draft.call.documents.first().code
    page.goto(f"{address}documents/")
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator(f"#file-{code}").set_input_files(file)
    page.locator(f"button[name=attach][value={code}]").click()
    error = page.locator(f"#error-{code}")
    expect(error).to_contain_text(words)
    expect(page.locator(f"#file-{code}")).to_have_attribute("aria-invalid", "true")
    assert draft.documents.get(requirement__code=code).file.name == "file.pdf"


def test_a_wish_added_in_two_windows_stands_once(page, draft, address):
    place = made.places_of(draft.call)[0]
    draft.wishes.all().delete()
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"{address}wishes/")
    for window in (page, other):
        window.get_by_role("button", name="Add to my wishes").filter(
            has_text=str(place.host)
        ).click()
    expect(other.locator("main")).to_contain_text(str(place.host))
    assert [wish.place for wish in draft.wishes.all()] == [place]


def test_two_windows_keep_both_texts(page, draft, address):
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"{address}motivation/")
    write(page, "Written in the first window.")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    write(other, "Written in the second window.")
    expect(other.get_by_role("status")).to_contain_text("Both are kept")
    page.reload()
    expect(page.locator("[name=motivation]")).to_have_value("Written in the first window.")
    expect(page.locator("blockquote")).to_have_text("Written in the second window.")


def write(page, text):
    page.locator("[name=motivation]").fill(text)
    page.locator("[name=motivation]").blur()


def test_going_back_after_submitting_submits_nothing_twice(page, draft, address):
    page.goto(f"{address}check/")
    page.get_by_role("button", name="Submit the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The application is submitted")
    page.go_back()
    expect(page.locator("main")).to_contain_text("These answers are submitted already")
    expect(page.get_by_role("button", name="Submit the application")).to_have_count(0)
    assert state_of(draft) == "submitted"
    assert draft.submissions.count() == 1
