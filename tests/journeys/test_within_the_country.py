"""Within the country: a school's own call, for its learners and for its staff."""

from sapar.selection.models import Offer
from tests.journeys import applicants, commissions, hosts, offices
from tests.journeys.moments import days_after_closing
from tests.journeys.visitors import Visitor

LEARNERS = offices.Draft(
    audience="learners",
    period="Spring semester 2026/27, training cycle 1",
    titles={"kk": "Шымкенттегі цикл", "ru": "Цикл в Шымкенте", "en": "A cycle in Shymkent"},
    places={"South Kazakhstan": 2},
)
STAFF = offices.Draft(
    audience="staff",
    period="Spring semester 2026/27, training cycle 2",
    titles={"kk": "Шымкентке сапар", "ru": "Поездка в Шымкент", "en": "A visit to Shymkent"},
    places={"South Kazakhstan": 1},
)
HOST = "coordinator.shymkent@example.org"
COORDINATOR = "coordinator.medicine@example.org"
COMMISSION = (
    "member.medicine.1@example.org",
    "member.medicine.2@example.org",
    "member.medicine.3@example.org",
    "chair.medicine@example.org",
)


def test_learners_walk_within_the_country(enter, inspection):
    coordinator, student = enter(COORDINATOR), enter("student@example.org")
    call = offices.publish_call(coordinator, LEARNERS)
    application = applicants.apply(student, call, "South Kazakhstan")
    offices.decide(coordinator, application, "Release the application")
    coordinator.look()

    with days_after_closing(1):
        select(enter, coordinator, call, {application: (80, 70)})
        accept_offer(student, application, "South Kazakhstan Medical Academy")
        offices.nominate_all(coordinator, call)
        host = enter()
        link = hosts.link_to(host, HOST)
        hosts.open_link(host, link, HOST, hides="Aigerim Nurlanova")
        hosts.accept(host, link, "Aigerim Nurlanova")
        student.visit(f"/en/applications/{application}/").reads("accepted")
    assert inspection.faults == []


def test_staff_walk_to_an_accepted_offer(enter, inspection):
    coordinator, teacher = enter(COORDINATOR), enter("teacher@example.org")
    call = offices.publish_call(coordinator, STAFF)
    application = applicants.apply(
        teacher, call, "South Kazakhstan", motivation="Plan of the visit"
    )
    offices.decide(coordinator, application, "Release the application")

    with days_after_closing(1):
        select(enter, coordinator, call, {application: (85, 75)})
        accept_offer(teacher, application, "South Kazakhstan Medical Academy")
        coordinator.visit(f"/en/office/calls/{call}/offers/").reads("Accepted")
    assert inspection.faults == []


def select(enter, coordinator: Visitor, call: str, points: dict[str, tuple[int, ...]]) -> None:
    members = [enter(email) for email in COMMISSION]
    for member in members:
        commissions.score_all(member, call, points)
    commissions.judge_teamwork(members[-1], *points)
    offices.place_and_publish(coordinator, call)


def accept_offer(applicant: Visitor, application: str, host: str) -> None:
    offer = Offer.objects.get(application__public_id=application)
    applicant.visit(f"/en/applications/{application}/result/")
    applicant.go(f"/en/offers/{offer.public_id}/").press("Accept the place")
    applicant.reads(f"You accepted the place at {host}.")
