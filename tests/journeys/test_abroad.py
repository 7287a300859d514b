"""Learners abroad: from the department's draft to the answer of a host, all of it in browsers."""

import re

from playwright.sync_api import expect

from sapar.selection.models import Offer
from tests.journeys import applicants, commissions, hosts, offices
from tests.journeys.moments import days_after_closing
from tests.journeys.texts import CORRECTED, CORRECTION_ASKED, DECLINED, REFUSAL
from tests.journeys.visitors import Visitor

CALL = offices.Draft(
    audience="learners",
    period="Spring semester 2026/27 (",
    titles={"kk": "Түркияда бір семестр", "ru": "Семестр в Турции", "en": "A semester in Türkiye"},
    places={"Ataturk": 2, "Vilnius": 1},
)
HOST = "coordinator.ataturk@example.org"
COMMISSION = (
    "member.department.1@example.org",
    "member.department.2@example.org",
    "member.department.3@example.org",
    "chair.department@example.org",
)
STUDENT, GUEST = "Aigerim Nurlanova", "Anita Verma"  # as in the passport


def test_learners_walk_abroad(enter, inspection):
    officer, coordinator = enter("officer@example.org"), enter("coordinator.medicine@example.org")
    student, intern = enter("student@example.org"), enter("intern@example.org")
    guest, debtor = enter("international@example.org"), enter("debtor@example.org")

    call = offices.publish_call(officer, CALL)
    enter().visit("/en/").visit("/en/calls/").reads("A semester in Türkiye")

    first = applicants.apply(student, call, "Vilnius", "Ataturk", first="Ataturk")
    second = applicants.apply(intern, call, "Ataturk")
    third = applicants.apply(guest, call, "Ataturk")
    owing = apply_with_a_debt(debtor, call)

    coordinator.visit("/en/office/").visit("/en/office/applications/")
    for application in (first, second, third):
        offices.decide(coordinator, application, "Release the application")
    coordinator.visit(f"/en/office/applications/{owing}/").reads("It cannot go on")
    offices.refuse(coordinator, owing)
    see_the_refusal(debtor, owing)
    for application in (first, second, third):
        offices.decide(officer, application, "Verify the application")
    officer.look()

    with days_after_closing(1):
        members = [enter(email) for email in COMMISSION]
        for number, member in enumerate(members):
            points = {first: (90 - number, 90), second: (80, 80 - number), third: (60, 60)}
            commissions.score_all(member, call, points)
        commissions.judge_teamwork(members[-1], first, second, third)
        offices.place_and_publish(officer, call)
        enter().visit(f"/en/calls/{call}/result/").reads(first, second, third)

    with days_after_closing(2):
        student.visit("/en/today/").visit(f"/en/applications/{first}/result/")
        accept_offer(student, first)
        decline_offer(intern, second)
        guest.visit(f"/en/applications/{third}/")
        accept_offer(guest, third)
        officer.visit(f"/en/office/calls/{call}/offers/")
        offices.nominate_all(officer, call)

    with days_after_closing(4):
        link = host_answers(enter(), officer, call)
        enter().go(link).reads("Is it you?")  # forwarded, it opens no door
        student.visit(f"/en/applications/{first}/").reads("accepted")
        guest.visit(f"/en/applications/{third}/").reads("accepted")
    with days_after_closing(90):
        enter().go(link).reads("This link opens nothing")
    assert inspection.faults == []


def apply_with_a_debt(debtor: Visitor, call: str) -> str:
    debtor.visit(f"/en/calls/{call}/").reads("Not yet")
    application = applicants.begin(debtor, call)
    applicants.prepare(debtor, "Ataturk")
    debtor.go(f"/en/applications/{application}/check/")
    debtor.reads("You may submit, but something still has to be put right", "debt")
    debtor.go(f"/en/applications/{application}/")
    applicants.submit(debtor)
    return application


def see_the_refusal(debtor: Visitor, application: str) -> None:
    """The criterion with what was seen, what is needed, where that stands and since when."""
    debtor.visit(f"/en/applications/{application}/").reads("Why it was refused", REFUSAL)
    row = debtor.page.locator("main tr", has_text="No academic debt")
    expect(row.get_by_role("cell")).to_contain_text(
        ["none", "1", re.compile(r"Registrar's upload [\w-]+, \d+ Nov 2026"), "not met"]
    )


def accept_offer(applicant: Visitor, application: str) -> None:
    """One step, from the offer's own page."""
    offer = Offer.objects.get(application__public_id=application)
    applicant.visit(f"/en/offers/{offer.public_id}/").press("Accept the place")
    applicant.reads("You accepted the place at Ataturk University.")
    applicant.look()


def decline_offer(applicant: Visitor, application: str) -> None:
    applicant.go(f"/en/applications/{application}/result/").open_fold("Decline the place")
    applicant.page.get_by_label("Why do you decline?").fill(DECLINED)
    applicant.look()
    applicant.press("Decline the place")
    applicant.reads("You declined the place at Ataturk University.")


def host_answers(host: Visitor, officer: Visitor, call: str) -> str:
    link = hosts.link_to(host, HOST)
    hosts.open_link(host, link, HOST, hides=STUDENT)
    hosts.ask_for_correction(host, link, GUEST, CORRECTION_ASKED)
    hosts.accept(host, link, STUDENT)

    officer.visit(f"/en/office/calls/{call}/nominations/").reads(CORRECTION_ASKED)
    officer.page.get_by_label("What was corrected").fill(CORRECTED)
    officer.press("Send the nomination again")
    officer.reads("on its way to the host again")

    host.visit(link).reads(CORRECTED)
    hosts.accept(host, link, GUEST)
    expect(host.page.get_by_role("button", name="Accept the nominee")).to_have_count(0)
    host.look()
    return link
