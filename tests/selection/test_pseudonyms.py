"""Nobody learns of another applicant: not by a page, not by a mail, not by the folder of a run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from itertools import combinations, permutations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from mobility_rules.canonical import sha256_of
from sapar.accounts.enums import RoleKind
from sapar.accounts.models import User
from sapar.applications.models import Application
from sapar.documents.storage import path_of
from sapar.messaging.actions import deliver_due_mail
from sapar.selection import actions
from sapar.selection.appealing import Fact, FactKind, Manner
from sapar.selection.enums import OutcomeKind
from sapar.selection.models import PlacementRun
from sapar.selection.points import as_points
from sapar.selection.pseudonyms import PATTERN
from sapar.selection.situation import situation_of
from tests.factories import selection as made
from tests.factories.people import TESTER, make_role, make_user

pytestmark = pytest.mark.django_db

EQUALS = ("3.50",) * 4
"""Average scores of people whom nothing but the lot tells apart."""


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="sapar.accounts.backends.SaparBackend")
    return client


def public_page(run: PlacementRun) -> str:
    return Client().get(reverse("call-result", args=[run.call.public_id])).content.decode()


def folder_of(run: PlacementRun) -> dict[str, str]:
    """The files of the downloaded folder, by name."""
    stored = actions.download_run_folder(run, "A doubter", by=TESTER)
    with zipfile.ZipFile(path_of(stored.sha256)) as archive:
        names = archive.namelist()
        return {name.split("/", 1)[1]: archive.read(name).decode() for name in names}


def rows_of(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file)))


def words_of(application: Application, run: PlacementRun) -> set[str]:
    """What says who somebody is, and what only that one is told."""
    person = application.engagement.person
    pseudonyms = application.outcomes.filter(run__call=run.call).values_list("pseudonym", flat=True)
    names = (person.family_name, person.given_name, person.full_name, person.email)
    return {str(word) for word in (application.public_id, *names, *pseudonyms) if word}


def told_of_others(text: str, own: Application, run: PlacementRun) -> set[str]:
    everybody = Application.objects.filter(call=run.call).select_related("engagement__person")
    others = set().union(*(words_of(one, run) for one in everybody if one != own))
    return {word for word in others - words_of(own, run) if word in text}


def assigned_in_every_way(run: PlacementRun, numbers: Iterable[str]) -> Iterable[dict[str, object]]:
    """The output for every way to give the seats that were given to the published numbers."""
    everybody = sorted(numbers)
    # What everybody reads off the public page: so many people at each place.
    seats = [place for place in run.output["assigned"].values() if place is not None]
    for holders in combinations(everybody, len(seats)):
        for order in permutations(holders):
            given = dict(zip(order, seats, strict=True))
            yield {"assigned": {number: given.get(number) for number in everybody}}


def test_no_hash_gives_away_who_got_a_place() -> None:
    """Numbers are few: whoever has a hash of numbers with places tries them all."""
    run, applications = made.make_published(("3.90", "3.80", "3.50"), seats=(1, 1))
    numbers = [application.public_id for application in applications]
    tried = {sha256_of(output) for output in assigned_in_every_way(run, numbers)}
    assert run.output_hash in tried
    shown = public_page(run) + "".join(folder_of(run).values())
    assert {one for one in {*tried, run.input_hash} if one in shown} == set()


def test_public_ranks_do_not_follow_the_draw() -> None:
    run, _applications = made.make_published(EQUALS, seats=(4,))
    page = public_page(run)
    table = page[page.index('id="applications"') : page.index('id="check"')]
    outcomes = run.outcomes.order_by("pseudonym")
    listed = re.findall(f">({PATTERN})</th>", table)
    assert listed == [one.pseudonym for one in outcomes]
    assert re.findall(r'data-label="Rank">(\d+)<', table) == ["1"] * 4


def test_public_ranks_say_what_the_score_decided() -> None:
    run, _applications = made.make_published(("3.90", "3.50", "3.50", "3.10"), seats=(4,))
    assert re.findall(r'data-label="Rank">(\d+)<', public_page(run)) == ["1", "2", "2", "4"]


def test_the_folder_orders_equals_only_where_they_meet() -> None:
    """Two and two equals at two places: nothing says who of different places was drawn earlier."""
    run, _applications = made.make_published(EQUALS, (1, 1), [(0,), (0,), (1,), (1,)])
    files = folder_of(run)
    wished = {row["applicant_id"]: row["place_id"] for row in rows_of(files["inputs/wishes.csv"])}
    ties: dict[str, set[str]] = {}
    for row in rows_of(files["inputs/applicants.csv"]):
        ties.setdefault(wished[row["applicant_id"]], set()).add(row["tie"])
    assert list(ties.values()) == [{"0", "1"}] * 2


def test_the_folder_tells_no_tie_where_scores_decide() -> None:
    run, _applications = made.make_published(("3.90", "3.70", "3.50", "3.30"), seats=(1, 1))
    rows = rows_of(folder_of(run)["inputs/applicants.csv"])
    assert [row["tie"] for row in rows] == ["0"] * 4


def test_the_folder_lists_everybody_by_pseudonym_and_holds_nothing_else_of_them() -> None:
    run, applications = made.make_published(EQUALS, seats=(1, 1))
    files = folder_of(run)
    for name in ("inputs/applicants.csv", "inputs/wishes.csv", "assignment.csv"):
        listed = [row["applicant_id"] for row in rows_of(files[name])]
        assert listed == sorted(listed)
        assert set(listed) == set(run.outcomes.values_list("pseudonym", flat=True))
    text = "\n".join(files.values())
    for application in applications:
        pseudonym = run.outcomes.get(application=application).pseudonym
        known = words_of(application, run) - {pseudonym}
        assert {word for word in known if word in text} == set()


def test_pages_of_one_applicant_say_nothing_of_the_others() -> None:
    run, applications = made.make_published(("3.90", "3.70", "3.50", "3.30"))
    scores = {one.application_id: as_points(one.score or 0) for one in run.outcomes.all()}
    for own in applications:
        reader = signed_in(make_user(own.engagement.person))
        pages = ["application-result", "application-appeal", "application"]
        text = "".join(
            reader.get(reverse(page, args=[own.public_id])).content.decode() for page in pages
        )
        assert own.outcomes.get().pseudonym in text
        assert told_of_others(text, own, run) == set()
        last_admitted = scores[applications[0].pk]
        others = {scores[one.pk] for one in applications if one != own} - {last_admitted}
        assert {score for score in others if score in text} == set()


def test_mails_after_the_result_say_nothing_of_the_others() -> None:
    run, applications = made.make_published(("3.90", "3.70", "3.50", "3.30"))
    first, second, third, last = applications
    upheld, dismissed = (
        actions.file_appeal(run.outcomes.get(application=one), "My score is wrong.", by=TESTER)
        for one in (last, third)
    )
    actions.decline_offer(made.offer_of(first), "", by=TESTER)
    actions.dismiss_appeal(dismissed, "The records are right.", by=TESTER)
    actions.uphold_appeal(
        upheld,
        "The record was corrected.",
        fact=Fact(FactKind.SCORE, score=99_000),
        manner=Manner.FROZEN,
        seen=situation_of(run).hash,
        by=TESTER,
    )
    deliver_due_mail()
    by_address = {one.engagement.person.email: one for one in applications}
    told = set()
    for message in mail.outbox:
        own = by_address[message.to[0]]
        told.add(own)
        assert told_of_others(f"{message.subject}\n{message.body}", own, run) == set()
    assert told == {first, second, third, last}


def test_strangers_see_no_pseudonym_of_whom_the_result_does_not_list() -> None:
    call, (_first, second) = made.make_closed_call(seats=(2,))
    actions.record_judgement(second, False, "Was not there.", by=TESTER)
    run = actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    outcome = run.outcomes.get(application=second)
    assert outcome.kind == OutcomeKind.NOT_ELIGIBLE
    page = public_page(run)
    assert outcome.pseudonym not in page
    assert as_points(outcome.score or 0) not in page
    own = reverse("application-result", args=[second.public_id])
    told = signed_in(make_user(second.engagement.person)).get(own).content.decode()
    assert "you are not among them" in told
    assert f"#{outcome.pseudonym}" not in told


def test_nobody_answers_the_own_appeal() -> None:
    run, (_first, second) = made.make_published()
    appeal = actions.file_appeal(run.outcomes.get(application=second), "Wrong.", by=TESTER)
    person = second.engagement.person
    make_role(person, RoleKind.OFFICER, run.call.owner)
    page = reverse("office-appeal", args=[appeal.public_id])
    given = {"do": "dismiss", "reason": "No.", "version": appeal.version}
    assert signed_in(make_user(person)).post(page, given).status_code == 403
    assert signed_in(made.make_owner(run.call)).post(page, given).status_code == 302
