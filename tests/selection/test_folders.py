"""The folder of a run: under pseudonyms, kept as it is, known by its fingerprint."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from sapar.audit.models import Event
from sapar.core.errors import Refusal
from sapar.documents.storage import path_of
from sapar.placement_files.folder.verification import verify_folder
from sapar.selection import actions, folders
from sapar.selection.appealing import Fact, FactKind, Manner
from sapar.selection.models import PlacementRun
from sapar.selection.pseudonyms import PATTERN
from sapar.selection.situation import situation_of
from tests.factories import selection as made
from tests.factories.people import TESTER
from tests.selection.test_stored_runs import as_stored_before, public_page, signed_in

pytestmark = pytest.mark.django_db


def archive_of(run: PlacementRun, folder: Path) -> Path:
    path = folder / "run.zip"
    stored = actions.download_run_folder(run, "A doubter", by=TESTER)
    path.write_bytes(path_of(stored.sha256).read_bytes())
    return path


def test_the_folder_proves_the_run_and_names_nobody(tmp_path: Path) -> None:
    run, applications = made.make_published(("3.90", "3.90", "3.50"), seats=(1, 1))
    path = archive_of(run, tmp_path)
    assert verify_folder(path).summary.startswith("Everything holds")
    with zipfile.ZipFile(path) as archive:
        text = "\n".join(archive.read(name).decode() for name in archive.namelist())
        assignment = next(name for name in archive.namelist() if name.endswith("assignment.csv"))
        rows = list(csv.DictReader(io.StringIO(archive.read(assignment).decode())))
    pseudonyms = {one.pseudonym: one for one in run.outcomes.select_related("place")}
    assert {row["applicant_id"] for row in rows} == set(pseudonyms)
    for row in rows:
        place = pseudonyms[row["applicant_id"]].place
        assert row["place_id"] == (place.public_id if place else "")
    assert run.call.lottery_seed not in text
    for application in applications:
        assert application.public_id not in text
        assert application.engagement.person.family_name not in text


def certificate_in(archive: Path) -> dict[str, Any]:
    with zipfile.ZipFile(archive) as packed:
        (name,) = (one for one in packed.namelist() if one.endswith("certificate.json"))
        certificate: dict[str, Any] = json.loads(packed.read(name))
    return certificate


def test_everybody_gets_the_folder_whose_fingerprint_is_published(tmp_path: Path) -> None:
    run, _applications = made.make_published()
    archive = archive_of(run, tmp_path)
    fingerprint = sha256(archive.read_bytes()).hexdigest()
    assert verify_folder(archive).fingerprint == fingerprint
    assert fingerprint in public_page(run)
    assert archive_of(run, tmp_path).read_bytes() == archive.read_bytes()
    events = Event.objects.filter(deed="download-run-folder")
    assert {event.values["fingerprint"] for event in events} == {fingerprint}
    page = reverse("office-run-folder", args=[run.public_id])
    text = signed_in(made.make_owner(run.call)).get(page).content.decode()
    name = f"placement-{run.call.public_id}-{run.number}.zip"
    for told in (fingerprint, f"sapar verify {name}", f"sha256sum {name}"):
        assert told in text


def test_a_fingerprint_confirms_no_guess_of_what_the_folder_holds(tmp_path: Path) -> None:
    """Whoever guesses everything else right has still to guess 128 random bits."""
    run, _applications = made.make_published()
    assert len({folders.archive_of(run) for _time in range(3)}) == 3
    salt = certificate_in(archive_of(run, tmp_path))["context"]["salt"]
    assert re.fullmatch(r"[0-9a-f]{32}: random, .+", salt)


def test_a_later_run_has_a_folder_of_its_own_and_the_earlier_one_is_still_handed_out(
    tmp_path: Path,
) -> None:
    run, (_first, second) = made.make_published()
    before = sha256(archive_of(run, tmp_path).read_bytes()).hexdigest()
    appeal = actions.file_appeal(run.outcomes.get(application=second), "Too low.", by=TESTER)
    later = actions.uphold_appeal(
        appeal,
        "It was 99.",
        fact=Fact(FactKind.SCORE, score=99_000),
        manner=Manner.FROZEN,
        seen=situation_of(run).hash,
        by=TESTER,
    ).run
    assert later is not None
    run.refresh_from_db()
    fingerprints = [
        sha256(archive_of(one, tmp_path).read_bytes()).hexdigest() for one in (run, later)
    ]
    assert fingerprints[0] == before
    assert fingerprints[1] in public_page(later)
    assert fingerprints[0] not in public_page(later)
    owner = signed_in(made.make_owner(run.call))
    placement = owner.get(reverse("office-placement", args=[run.call.public_id])).content.decode()
    for one, fingerprint in zip((run, later), fingerprints, strict=True):
        page = reverse("office-run-folder", args=[one.public_id])
        assert page in placement
        answer = owner.post(page, {"recipient": "A parent"})
        assert sha256(answer.getvalue()).hexdigest() == fingerprint


def test_nothing_is_said_of_a_fingerprint_before_there_is_a_folder(tmp_path: Path) -> None:
    run = as_stored_before(made.make_published()[0])
    assert "Fingerprint" not in public_page(run)
    owner = signed_in(made.make_owner(run.call))
    page = reverse("office-run-folder", args=[run.public_id])
    text = owner.get(page).content.decode()
    assert "This result was published before its folder was kept." in text
    assert "Fingerprint (SHA-256)" not in text
    archive = archive_of(run, tmp_path)
    assert sha256(archive.read_bytes()).hexdigest() in public_page(run)
    assert "This result was published before" not in owner.get(page).content.decode()


def test_an_altered_folder_is_found_out(tmp_path: Path) -> None:
    run, _applications = made.make_published()
    path = archive_of(run, tmp_path)
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(altered, "w") as written:
        for name in archive.namelist():
            content = archive.read(name).decode()
            written.writestr(name, content.replace("84333", "74333"))
    assert not verify_folder(altered).holds


def test_a_folder_with_decisions_is_proved_too(tmp_path: Path) -> None:
    call, (_first, second) = made.make_closed_call()
    actions.set_override(call, second, call.places.get(), "A reason.", by=TESTER)
    run = actions.publish_run(actions.preview_placement(call, by=TESTER), by=TESTER)
    assert verify_folder(archive_of(run, tmp_path)).holds


def test_a_run_from_before_gets_pseudonyms_with_its_folder(tmp_path: Path) -> None:
    run = as_stored_before(made.make_published()[0])
    assert verify_folder(archive_of(run, tmp_path)).holds
    assert all(re.fullmatch(PATTERN, one.pseudonym) for one in run.outcomes.all())


def test_the_folder_is_given_out_after_the_result_and_the_audit_keeps_to_whom() -> None:
    call, _applications = made.make_closed_call()
    run = actions.preview_placement(call, by=TESTER)
    for is_published, recipient, code in (
        (False, "A doubter", "folder-not-published"),
        (True, " ", "folder-without-recipient"),
    ):
        if is_published:
            actions.publish_run(run, by=TESTER)
        with pytest.raises(Refusal) as refused:
            actions.download_run_folder(run, recipient, by=TESTER)
        assert refused.value.code == code
    actions.download_run_folder(run, "The dean, who doubts it", by=TESTER)
    event = Event.objects.get(deed="download-run-folder")
    assert event.values["recipient"] == "The dean, who doubts it"
