"""What members and the chair of a commission do in the browser."""

from __future__ import annotations

from tests.journeys.offices import numbers_in
from tests.journeys.texts import COMMENT, TEAMWORK
from tests.journeys.visitors import Visitor


def score_all(member: Visitor, call: str, points: dict[str, tuple[int, ...]]) -> None:
    """Hand in a sheet for each application: ``points`` are those of its number, item by item."""
    member.visit(f"/en/office/calls/{call}/scores/")
    assert set(numbers_in(member)) == set(points)
    for application, given in points.items():
        member.go(f"/en/office/scores/{application}/")
        fields = member.page.locator("input[inputmode=decimal]")
        for place, value in enumerate(given):
            fields.nth(place).fill(str(value))
        member.page.get_by_label("Comment for the commission").fill(COMMENT)
        member.press("Hand in the scores")
        member.reads("Handed in.")
    member.visit(f"/en/office/calls/{call}/scores/").reads("handed in")


def judge_teamwork(chair: Visitor, *applications: str) -> None:
    for application in applications:
        page = chair.go(f"/en/office/scores/{application}/").page
        page.get_by_label("Met", exact=True).check()
        page.get_by_label("Reason").fill(TEAMWORK)
        chair.press("Record the judgement")
        chair.reads("The judgement is recorded.")
    chair.look()
