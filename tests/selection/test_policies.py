"""A call's rules about seats in its runs: types, first-timers, minimums, seats on a condition."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from mobility_rules.placement.policy import MinimumMode
from sapar.calls.actions import seating
from sapar.calls.enums import Experience, TypesBy
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from sapar.institutions.models import Unit
from sapar.selection import actions, folders, placing, reporting, verification
from sapar.selection.enums import OutcomeKind
from sapar.selection.explaining import Explainer
from sapar.selection.membership import experience_of
from sapar.selection.models import PlacementRun
from sapar.selection.queries import outcomes_of
from sapar.selection.results import place_results
from sapar.selection.verification import verify_run
from tests.factories import applications as applied
from tests.factories import selection as made
from tests.factories.people import TESTER, make_unit
from tests.selection.test_stored_runs import signed_in

pytestmark = pytest.mark.django_db


def place_ids(call: Call) -> list[str]:
    return [place.public_id for place in call.places.order_by("pk")]


def closed_with_units(call: Call, gpas: dict[str, Unit | None]) -> PlacementRun:
    with clock.moved(by=made.BEFORE_CLOSING):
        for gpa, unit in gpas.items():
            made.make_candidate(call, gpa=gpa, unit=unit)
    made.make_commission(call)
    made.finish_scoring(call)
    return actions.preview_placement(call, by=TESTER)


def kinds(run: PlacementRun) -> list[str]:
    """The better average score first."""
    return [outcome.kind for outcome in run.outcomes.order_by("-score", "pk")]


def proved(run: PlacementRun) -> bool:
    return all(check.holds for check in verify_run(run))


def test_a_seat_reserved_for_a_school_goes_to_it_and_is_said_as_such() -> None:
    school = make_unit(UnitKind.SCHOOL)
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call(
            (2,),
            rules=lambda call: seating.add_reserve(
                call, at=place_ids(call)[0], for_type=school.public_id, seats=1, by=TESTER
            ),
        )
    run = closed_with_units(call, {"3.90": None, "3.80": None, "3.00": school})
    assert kinds(run) == [OutcomeKind.PLACED, OutcomeKind.RESERVE, OutcomeKind.PLACED]
    assert proved(run)
    types = {one["type"] for one in run.input["applicants"] if one.get("type")}
    assert types == {school.public_id}
    last = run.outcomes.order_by("score").first()
    assert last is not None
    assert last.has_reserved_seat
    (wish,) = Explainer(call).wishes(last)
    assert "You hold one of the seats reserved by the rules of the call." in wish.sentences


def test_a_seat_that_a_full_shared_quota_keeps_back_is_not_called_free() -> None:
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call(
            (1, 1),
            rules=lambda call: seating.add_shared_quota(
                call,
                name=Translated("Ортақ", "Общая", "Shared"),
                quota=1,
                places=place_ids(call),
                by=TESTER,
            ),
        )
    run = closed_with_units(call, {"3.90": None, "3.80": None})
    assert kinds(run) == [OutcomeKind.PLACED, OutcomeKind.RESERVE]
    full, kept_back = place_results(run, list(outcomes_of(run)))
    assert [full.is_held_back, kept_back.is_held_back] == [False, True]
    owner = signed_in(made.make_owner(call))
    page = owner.get(reverse("office-placement", args=[call.public_id])).content.decode()
    assert "1 seat is given to nobody: the shared quota is full" in page
    assert "1 seat stays free" not in page
    run = actions.publish_run(run, by=TESTER)
    public = Client().get(reverse("call-result", args=[call.public_id])).content.decode()
    assert "1 seat is given to nobody: the shared quota is full" in public
    told = summary_for_a_doubter(run)
    assert "which the full shared quota keeps back" in told
    assert re.search("^group .+: Shared$", told, re.MULTILINE)
    assert "lottery: the seed is the one that was promised (not repeated here" in told


def summary_for_a_doubter(run: PlacementRun) -> str:
    with zipfile.ZipFile(io.BytesIO(folders.archive_of(run))) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("summary.txt"))
        return packed.read(name).decode()


def test_a_run_says_nothing_of_schools_that_no_rule_names() -> None:
    school = make_unit(UnitKind.SCHOOL)
    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call()
    run = closed_with_units(call, {"3.90": school})
    assert not any("type" in one or "level" in one for one in run.input["applicants"])


def first_timers_first(call: Call) -> None:
    seating.set_seating(
        call,
        first_timers_first=True,
        types_by=TypesBy.EXPERIENCE,
        withdrawals="reserve-list",
        appeal_days=5,
        by=TESTER,
    )


def test_who_goes_for_the_first_time_comes_before_who_has_been_away() -> None:
    earlier, (experienced,) = made.make_closed_call(("3.90",))
    actions.publish_run(actions.preview_placement(earlier, by=TESTER), by=TESTER)
    actions.accept_offer(made.offer_of(experienced), by=TESTER)
    with clock.moved(by=dt.timedelta(days=400) + made.BEFORE_CLOSING):
        call = made.make_opened_call(rules=first_timers_first)
        fresh = applied.make_eligible()
        applications = []
        for engagement in (experienced.engagement, fresh):
            value = {"value": "3.95" if engagement != fresh else "3.00", "credits": "120"}
            applied.record(engagement, "gpa", value)
            applications.append(applied.make_verified(call, engagement))
    with clock.moved(by=dt.timedelta(days=400)):
        made.make_commission(call)
        made.finish_scoring(call)
        assert list(experience_of(call, applications).values()) == [
            Experience.AGAIN,
            Experience.FIRST_TIME,
        ]
        run = actions.preview_placement(call, by=TESTER)
    assert kinds(run) == [OutcomeKind.RESERVE, OutcomeKind.PLACED]
    assert proved(run)
    waiting = run.outcomes.get(application__engagement=experienced.engagement)
    assert waiting.explanation[0]["decided_by"] == "precedence"
    (wish,) = Explainer(call).wishes(waiting)
    assert any("No score would have been enough" in sentence for sentence in wish.sentences)
    with clock.moved(by=dt.timedelta(days=400)):
        actions.publish_run(run, by=TESTER)
        public = Client().get(reverse("call-result", args=[call.public_id])).content.decode()
    assert "whoever goes for the first time stands above" in public
    told = summary_for_a_doubter(run)
    assert "type first-time: who goes for the first time" in told
    assert "nobody is of it" not in told


THREE = ("3.90", (0, 1)), ("3.80", (0, 1)), ("3.70", (0,))
TWO = THREE[:2]


def make_call_with_minimum(
    mode: MinimumMode, candidates: tuple[tuple[str, tuple[int, ...]], ...]
) -> Call:
    """One seat here, which everybody wants most; there two seats, for two people or nobody."""

    def rules(call: Call) -> None:
        seating.add_minimum(call, at=place_ids(call)[1], seats=2, mode=mode, by=TESTER)

    with clock.moved(by=made.BEFORE_CLOSING):
        call = made.make_opened_call((1, 2), rules=rules)
        for gpa, wishes in candidates:
            made.make_candidate(call, gpa=gpa, wishes=wishes)
    made.make_commission(call)
    made.finish_scoring(call)
    return call


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (MinimumMode.CLOSE, [OutcomeKind.PLACED, OutcomeKind.RESERVE, OutcomeKind.RESERVE]),
        (MinimumMode.EXACT, [OutcomeKind.PLACED] * 3),
    ],
)
def test_both_ways_with_minimums_stand_side_by_side_and_the_call_decides(
    mode: MinimumMode, expected: list[OutcomeKind]
) -> None:
    call = make_call_with_minimum(mode, THREE)
    run = actions.preview_placement(call, by=TESTER)
    modes = {one["mode"]: one for one in run.report["modes"]}
    assert set(modes) == {"close", "exact"}
    assert modes["close"]["closed"] == [place_ids(call)[1]]
    assert (modes["close"]["placed"], modes["close"]["envious"]) == (1, 0)
    assert (modes["exact"]["placed"], modes["exact"]["envious"]) == (3, 2)
    assert (run.closed != []) == (mode is MinimumMode.CLOSE)
    assert run.certificate["holds"]
    assert proved(run)
    assert kinds(run) == expected
    page = reverse("office-placement", args=[call.public_id])
    text = signed_in(made.make_owner(call)).get(page).content.decode()
    assert "Close the emptiest place and give the places again" in text
    assert "Every place with a minimum number takes at least so many people, or nobody" in text
    run = actions.publish_run(run, by=TESTER)
    public = Client().get(reverse("call-result", args=[call.public_id])).content.decode()
    assert ("takes nobody: too few would have come" in public) == (mode is MinimumMode.CLOSE)


def test_an_exact_search_that_takes_too_long_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call = make_call_with_minimum(MinimumMode.EXACT, TWO)
    monkeypatch.setattr(placing, "EXACT_SECONDS", 0)
    owner = signed_in(made.make_owner(call))
    owner.post(reverse("office-placement-preview", args=[call.public_id]))
    actions.carry_out_orders()
    shown = owner.get(reverse("office-placement", args=[call.public_id]))
    assert "were not found within 0 seconds" in shown.content.decode()
    assert not call.runs.exists()


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("MOST_COMPARED", "with so many applicants the comparison could take very long"),
        ("COMPARING_SECONDS", "the comparison did not come to an end in good time"),
    ],
)
def test_ways_that_are_not_compared_are_said_to_be_left_out(
    monkeypatch: pytest.MonkeyPatch, limit: str, sentence: str
) -> None:
    call = make_call_with_minimum(MinimumMode.CLOSE, TWO)
    monkeypatch.setattr(reporting, limit, 0)
    run = actions.preview_placement(call, by=TESTER)
    assert "modes" not in run.report
    page = reverse("office-placement", args=[call.public_id])
    assert sentence in signed_in(made.make_owner(call)).get(page).content.decode()


def test_the_exact_way_is_checked_again_within_a_time_or_said_not_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call = make_call_with_minimum(MinimumMode.EXACT, TWO)
    run = actions.preview_placement(call, by=TESTER)
    assert not any(one.note for one in verify_run(run) if one.name == "determinism")
    monkeypatch.setattr(verification, "EXACT_SECONDS", 0)
    (again,) = (one for one in verify_run(run) if one.name == "determinism")
    assert again.note.startswith("Not repeated: searching for the most people placed")


def test_who_holds_a_seat_on_a_condition_reads_it_and_the_office_sees_who() -> None:
    condition = Translated("Серіктес растаса", "Если партнёр подтвердит", "If the partner confirms")

    def rules(call: Call) -> None:
        seating.add_conditional_seats(
            call, at=place_ids(call)[0], seats=1, condition=condition, by=TESTER
        )

    call, (first, second) = made.make_closed_call(("3.90", "3.50"), seats=(2,), rules=rules)
    run = actions.preview_placement(call, by=TESTER)
    assert list(run.report["conditional"]) == [second.public_id]
    (wish,) = Explainer(call).wishes(run.outcomes.get(application=second))
    assert "The seat depends on a condition: If the partner confirms" in wish.sentences
    page = reverse("office-placement", args=[call.public_id])
    assert "If the partner confirms" in signed_in(made.make_owner(call)).get(page).content.decode()
    assert "condition" not in run.outcomes.get(application=first).explanation[0]
