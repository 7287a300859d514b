"""An office that gives places for the first time, from the preview to a doubter who checks it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sapar.selection import actions
from sapar.selection.queries import published_run
from tests.factories import selection as made
from tests.factories.people import TESTER
from tests.journeys.contest import CANDIDATES, HOSTS, KAUNAS, PORTO, VILNIUS, Contest, close_contest
from tests.journeys.texts import APPEAL, DOUBTER, OVERRIDE, UPHELD
from tests.journeys.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

HOLDS, DOES_NOT_HOLD = 0, 1


def host(number: int) -> str:
    return HOSTS[number].get("en")


def test_an_office_places_answers_and_is_checked_by_a_doubter(come, inspection, tmp_path):
    contest = close_contest(*CANDIDATES)
    office = come(made.make_owner(contest.call).person)
    office.go(f"/en/office/calls/{contest.call.public_id}/").follow("Placement")
    preview(office, contest)
    decide_itself(office, contest)
    try_one_more_seat(office)
    publish(office, contest)
    answer_appeal(office, contest)
    fill_a_seat(office, contest)
    archive = hand_out(office, tmp_path)
    fingerprint = sha256(archive.read_bytes()).hexdigest()
    read_in_public(come(), contest, fingerprint)
    assert inspection.faults == []

    answer = verify(archive)
    assert (answer.returncode, answer.stderr) == (HOLDS, "")
    assert "holds" in answer.stdout
    assert fingerprint in answer.stdout
    answer = verify(with_one_byte_changed(archive, tmp_path))
    assert answer.returncode == DOES_NOT_HOLD
    assert "assignment.csv" in answer.stderr


def preview(office: Visitor, contest: Contest) -> None:
    office.press("Run the preview")
    office.reads(
        "Preview 1 is ready.",
        "Placed: 3 of 5, of these at the first wish: 1. Free seats: 1.",
        "The result is proved: everything that it promises holds.",
        "Nobody would rather have a place that went to somebody with a lower standing.",
    )
    for name, place in (("first", VILNIUS), ("second", KAUNAS), ("porto", PORTO)):
        expect(row(office, "Places with those placed", host(place))).to_contain_text(
            contest.number(name)
        )


def decide_itself(office: Visitor, contest: Contest) -> None:
    """The commission gives a seat; the next preview says who is passed over for it."""
    office.follow("Decisions of the commission itself")
    office.page.locator("[name=application]").select_option(contest.number("reader"))
    office.page.locator("[name=place]").select_option(label=host(KAUNAS))
    office.page.get_by_label("Reason").fill(OVERRIDE)
    office.press("Decide")
    office.reads("The decision counts from the next preview on.", OVERRIDE)
    office.look()
    office.go(f"/en/office/calls/{contest.call.public_id}/placement/")
    office.reads("The commission has decided something since this preview")
    office.press("Run a new preview")
    office.reads("Preview 2 is ready.", "What moved since preview 1", OVERRIDE)
    passed_over = contest.person("second").full_name
    decided = office.page.get_by_role("region", name="Decided by the commission itself")
    expect(decided.get_by_role("listitem").filter(has_text=passed_over).last).to_contain_text(
        host(KAUNAS)
    )
    office.look()


def try_one_more_seat(office: Visitor) -> None:
    office.follow("What if the call had been another one?")
    office.page.get_by_label(host(KAUNAS)).fill("2")
    with office.page.expect_navigation():
        office.press("Compare")
    office.reads("Gain: 1. Lose: 0.", "Nothing is stored and nobody is told.")
    office.look()


def publish(office: Visitor, contest: Contest) -> None:
    office.go(f"/en/office/calls/{contest.call.public_id}/placement/")
    office.press("Publish the result")
    office.reads("The result is published and everybody is written to.")


def answer_appeal(office: Visitor, contest: Contest) -> None:
    """A wish had been left out for a certificate that was there: with it the seat left empty is
    theirs, and nobody loses anything."""
    run = published_run(contest.call)
    assert run is not None
    outcome = run.outcomes.get(application=contest.applications["appellant"])
    actions.file_appeal(outcome, APPEAL, by=TESTER)
    office.go(f"/en/office/calls/{contest.call.public_id}/offers/")
    office.follow(contest.number("appellant"))
    office.reads(APPEAL, "Waits for your answer")
    office.page.get_by_label("A wish that counts as eligible").check()
    office.page.get_by_label("Wish", exact=True).select_option(label=host(PORTO))
    office.press("Show the difference")
    office.reads(f"no place → {host(PORTO)}", "Gain: 1. Lose: 0.")
    office.look()
    office.page.get_by_label("Whoever holds a seat keeps it").check()
    office.page.get_by_label("Reasons").fill(UPHELD)
    office.press("Uphold the appeal")
    office.reads("The appeal is upheld, and everybody concerned is written to.", UPHELD)
    office.look()


def fill_a_seat(office: Visitor, contest: Contest) -> None:
    """The first gives the seat back. By the terms everybody who remains is placed anew, so that one
    who had accepted elsewhere moves to the better wish; the other two policies would pass them
    over."""
    actions.accept_offer(made.offer_of(contest.applications["porto"]), by=TESTER)
    actions.decline_offer(made.offer_of(contest.applications["first"]), by=TESTER)
    office.go(f"/en/office/calls/{contest.call.public_id}/offers/")
    office.reads("1 seat waits to be filled")
    office.follow("Seats that became free")
    figures = {
        "Everybody who remains is placed anew": ["1", "1", "0", "2", "1", "1"],
        "Whoever accepted keeps the seat": ["1", "0", "1", "1", "1", "0"],
        "Only those who got nothing move up": ["1", "0", "1", "1", "1", "0"],
    }
    for policy, numbers in figures.items():
        cells = row(office, "The three policies compared", policy).get_by_role("cell")
        expect(cells).to_have_text(numbers)
    office.look()
    office.press("Fill the seats: 1 person moves")
    office.reads("The seats are filled, and everybody whom it concerns is written to.")
    assert str(made.offer_of(contest.applications["porto"]).place.host) == host(VILNIUS)


def hand_out(office: Visitor, folder: Path) -> Path:
    """The run that counts now is done again, and downloaded for a doubter."""
    office.go(office.path.replace("/offers/", "/placement/")).follow("Run it again and check")
    office.reads(
        "The same result",
        "The result is proved: everything that it promises holds.",
        "Nothing was stored or changed by this.",
    )
    office.look()
    office.page.go_back()
    office.follow("Folder for a doubter")
    office.look()
    office.page.get_by_label("To whom is the folder given?").fill(DOUBTER)
    with office.page.expect_download() as download:
        office.press("Download the folder")
    archive = folder / download.value.suggested_filename
    download.value.save_as(archive)
    command = office.page.locator("code", has_text="sapar verify").inner_text()
    assert command == f"sapar verify {archive.name}"
    return archive


def read_in_public(stranger: Visitor, contest: Contest, fingerprint: str) -> None:
    """Whoever was given the folder compares it with what everybody can read."""
    stranger.go(f"/en/calls/{contest.call.public_id}/result/")
    shown = stranger.page.get_by_role("region", name="How to check the result")
    expect(shown).to_contain_text(fingerprint)
    stranger.look()


def verify(target: Path) -> subprocess.CompletedProcess[str]:
    """As the doubter does: one command, beside no database and without the settings of a server."""
    return subprocess.run(
        [Path(sys.executable).with_name("sapar"), "verify", target.name, "--quiet"],
        cwd=target.parent,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def with_one_byte_changed(archive: Path, folder: Path) -> Path:
    """The folder unpacked, with one person at another wish."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder / "unpacked")
    (unpacked,) = (folder / "unpacked").iterdir()
    assignment = unpacked / "assignment.csv"
    content = assignment.read_text()
    assignment.write_text(re.sub(r",1$", ",2", content, count=1, flags=re.MULTILINE))
    assert assignment.read_text() != content
    return unpacked


def row(office: Visitor, table: str, name: str):
    rows = office.page.get_by_role("table", name=table).get_by_role("row")
    return rows.filter(has=office.page.get_by_role("rowheader", name=name))
