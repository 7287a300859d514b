"""Runs years later: shown, done again and checked with today's code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from mobility_rules.canonical import sha256_of
from sapar.accounts.enums import Direction
from sapar.accounts.models import User
from sapar.core import clock
from sapar.core.code_version import code_version
from sapar.core.errors import Refusal
from sapar.placement_files.folder.verification import verify_folder
from sapar.selection import actions
from sapar.selection.enums import OutcomeKind
from sapar.selection.models import Offer, PlacementRun
from sapar.selection.pseudonyms import PATTERN, new_pseudonyms
from sapar.selection.replaying import Difference, replay
from sapar.selection.verification import verify_run
from sapar.ui.kept import KEPT
from tests.factories import selection as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def as_stored_before(run: PlacementRun) -> PlacementRun:
    """The run as it would have been stored before there were pseudonyms, policies and decisions."""
    run.outcomes.update(pseudonym="")
    run.input = {
        "tie_break": run.input["tie_break"],
        "places": [{"id": one["id"], "quota": one["quota"]} for one in run.input["places"]],
        "applicants": run.input["applicants"],
    }
    old = {"second-opinion": "second-solver"}
    run.certificate["checks"] = [
        {**check, "name": old.get(check["name"], check["name"])}
        for check in run.certificate["checks"]
        if check["name"] != "reserves-and-caps"
    ]
    run.input_hash = run.certificate["input_hash"] = sha256_of(run.input)
    run.figures, run.folder = {}, None
    run.fixed, run.closed, run.report, run.code_version, run.engine = [], [], {}, "", ""
    for outcome in run.outcomes.all():
        for wish in outcome.explanation:
            wish.pop("seat", None)
        outcome.save(update_fields=["explanation"])
    run.save()
    return run


def test_pseudonyms_are_random_once_each_and_of_another_shape_than_numbers() -> None:
    numbers = [f"N{number}" for number in range(2_000)]
    one, other = new_pseudonyms(numbers), new_pseudonyms(numbers)
    assert len(set(one.values())) == len(numbers)
    assert all(re.fullmatch(PATTERN, pseudonym) for pseudonym in one.values())
    assert sum(one[number] == other[number] for number in numbers) < 20


def test_another_preview_has_other_pseudonyms() -> None:
    call, (first, _second) = made.make_closed_call()
    names = {
        actions.preview_placement(call, by=TESTER).outcomes.get(application=first).pseudonym
        for _number in range(3)
    }
    assert len(names) == 3


def test_a_run_says_what_made_it_and_gives_the_same_again() -> None:
    run, _applications = made.make_published(("3.90", "3.70", "3.50"), seats=(1, 1))
    assert (run.code_version, run.engine) == (code_version(), "numpy")
    again = replay(run)
    assert again.is_same
    assert (again.output_hash, again.version) == (run.output_hash, run.code_version)


def test_an_altered_output_is_named_by_whom_it_concerns() -> None:
    run, (first, second) = made.make_published()
    place = run.call.places.get().public_id
    run.output = {"assigned": {first.public_id: None, second.public_id: place}}
    again = replay(run)
    assert not again.is_same
    assert set(again.differences) == {
        Difference(first.public_id, None, place),
        Difference(second.public_id, place, None),
    }


def test_an_altered_input_is_found_out() -> None:
    run, _applications = made.make_published()
    run.input["applicants"][0]["score"] += 1
    assert not replay(run).input_is_stored


def alter_place(run: PlacementRun) -> None:
    outcome = run.outcomes.get(kind=OutcomeKind.PLACED)
    other = run.outcomes.exclude(pk=outcome.pk).get()
    place, outcome.place = outcome.place, None
    outcome.kind, other.kind, other.place = other.kind, outcome.kind, place
    outcome.save()
    other.save()


def alter_output(run: PlacementRun) -> None:
    assigned = run.output["assigned"]
    run.output = {"assigned": dict(zip(assigned, reversed(assigned.values()), strict=True))}
    run.save()


def alter_output_with_its_hash(run: PlacementRun) -> None:
    alter_output(run)
    run.output_hash = sha256_of(run.output)
    run.save()


def alter_everything(run: PlacementRun) -> None:
    """So that all that is stored fits together, and still it is not what the input leads to."""
    alter_output_with_its_hash(run)
    alter_place(run)
    run.certificate["output_hash"] = run.output_hash
    run.save()


def alter_score(run: PlacementRun) -> None:
    run.outcomes.update(score=99_000)


@pytest.mark.parametrize(
    ("alter", "check"),
    [
        (alter_place, "Everybody is told the result that was given."),
        (alter_output, "Input and output are those whose hashes were stored."),
        (alter_output_with_its_hash, "Input and output are those whose hashes were stored."),
        (alter_everything, "A second, independent method comes to the same result."),
        (alter_score, "The parts of every score add up to it."),
    ],
)
def test_an_altered_preview_is_not_published_and_the_screen_says_why(
    alter: Callable[[PlacementRun], None], check: str
) -> None:
    call, _applications = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    alter(run)
    with pytest.raises(Refusal) as refused:
        actions.publish_run(run, by=TESTER)
    assert (refused.value.code, refused.value.values["check"]) == ("run-altered", check)
    assert not Offer.objects.exists()
    owner = signed_in(made.make_owner(call))
    page = owner.get(reverse("office-run-replay", args=[run.public_id])).content.decode()
    assert check in failed_on(page)
    assert "The same result" not in page


@pytest.mark.parametrize(
    ("column", "damaged"),
    [("input", {}), ("input", []), ("input", {"applicants": [{}]}), ("output", {"assigned": None})],
)
def test_a_run_too_damaged_to_be_read_is_told_in_words(column: str, damaged: object) -> None:
    call, _applications = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    setattr(run, column, damaged)
    run.save()
    with pytest.raises(Refusal) as refused:
        actions.publish_run(run, by=TESTER)
    assert refused.value.code == "run-altered"
    owner = signed_in(made.make_owner(call))
    answer = owner.get(reverse("office-run-replay", args=[run.public_id]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "so damaged that it cannot be run again" in page
    assert f"the {column} is not the one whose hash was stored" in failed_on(page)


def test_what_fails_with_documents_that_are_whole_is_not_taken_for_damage() -> None:
    run, _applications = made.make_published()
    run.fixed = [{"who": "nobody"}]
    for look in (replay, verify_run):
        with pytest.raises(TypeError):
            look(run)


def failed_on(page: str) -> str:
    """The lines of a page that say what does not hold."""
    lines = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    return "".join(line for line in lines if "does not hold" in line)


def test_decisions_and_runs_from_earlier_are_done_again_as_they_were() -> None:
    call, (_first, second) = made.make_closed_call()
    actions.set_override(call, second, call.places.get(), "A reason.", by=TESTER)
    run = actions.preview_placement(call, by=TESTER)
    assert replay(run).is_same
    old = as_stored_before(made.make_published()[0])
    assert replay(old).is_same


def test_a_run_from_before_still_shows_and_verifies() -> None:
    run, applications = made.make_published()
    run = as_stored_before(run)
    assert [check.name for check in verify_run(run) if not check.holds] == []
    page = Client().get(reverse("call-result", args=[run.call.public_id])).content.decode()
    assert "84.333" in page
    owner = signed_in(made.make_owner(run.call))
    for name, record in (
        ("office-placement", run.call),
        ("office-ranking", run.call),
        ("office-run-replay", run),
        ("office-run-folder", run),
    ):
        assert owner.get(reverse(name, args=[record.public_id])).status_code == 200
    assert (
        applications[0].public_id
        in owner.get(reverse("office-placement", args=[run.call.public_id])).content.decode()
    )


def test_the_owner_runs_it_again_and_downloads_the_folder(tmp_path: Path) -> None:
    run, _applications = made.make_published()
    owner = signed_in(made.make_owner(run.call))
    text = owner.get(reverse("office-run-replay", args=[run.public_id])).content.decode()
    assert "The same result" in text
    page = reverse("office-run-folder", args=[run.public_id])
    assert owner.post(page, {"recipient": ""}).status_code == 422
    answer = owner.post(page, {"recipient": "A parent"})
    assert answer["Content-Type"] == "application/zip"
    path = tmp_path / "download.zip"
    path.write_bytes(answer.getvalue())
    assert verify_folder(path).holds


def test_runs_of_another_owner_are_not_found() -> None:
    run, _applications = made.make_published()
    with clock.moved(by=made.BEFORE_CLOSING):
        other = made.make_opened_call(direction=Direction.INTERNAL)
    stranger = signed_in(made.make_owner(other))
    for name in ("office-run-replay", "office-run-folder"):
        assert stranger.get(reverse(name, args=[run.public_id])).status_code == 404


def public_page(run: PlacementRun) -> str:
    KEPT.clear()
    return Client().get(reverse("call-result", args=[run.call.public_id])).content.decode()


def rows_of(page: str) -> str:
    """The table of people alone."""
    return page[page.index('id="applications"') : page.index('id="check"')]


def test_the_public_page_ties_no_number_to_a_score() -> None:
    run, applications = made.make_published(("3.90", "3.80", "3.50"))
    page = public_page(run)
    for outcome in run.outcomes.all():
        assert outcome.pseudonym in rows_of(page)
    for application in applications:
        assert application.public_id not in rows_of(page)
        assert application.public_id in page
    listed = [application.public_id for application in applications]
    assert " ".join(sorted(listed)) in page
