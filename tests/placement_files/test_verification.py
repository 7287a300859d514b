"""A folder that was touched is found out, and it is said where."""

import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from mobility_rules.placement.lottery import commitment
from sapar.placement_files.folder.of_instance import zipped
from sapar.placement_files.folder.verification import Verification, verify_folder
from sapar.placement_files.pipeline import run
from sapar.placement_files.tables.inputs import Sources

WISHES = """applicant_id,place_id,rank,score
ann,vilnius,1,84
ann,graz,2,84
bob,vilnius,1,90
cyd,graz,1,70
dan,vilnius,1,84
dan,graz,2,70
"""
POLICY = {
    "commitment": commitment("the seed"),
    "overrides": [{"applicant": "eve", "place": "riga", "reason": "agreed with the host"}],
    "context": {"call": "Autumn"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wishes.csv").write_text(
        WISHES + "eve,vilnius,1,99\neve,riga,2,99\nann,riga,3,84\n"
    )
    (tmp_path / "places.csv").write_text("place_id,quota\nvilnius,1\ngraz,1\nriga,1\n")
    (tmp_path / "policy.json").write_text(json.dumps(POLICY))
    sources = Sources(
        tmp_path / "wishes.csv",
        tmp_path / "places.csv",
        policy=tmp_path / "policy.json",
        seed="the seed",
    )
    assert run(sources, tmp_path / "run").holds
    return tmp_path / "run"


def test_a_whole_folder_holds(folder: Path) -> None:
    found = verify_folder(folder)
    assert (found.problems, found.notes) == ((), ())
    assert "lottery: the seed is the one that was promised" in found.proved
    assert "decided or kept beforehand, told with what it breaks: 1" in found.proved
    certificate = sha256((folder / "certificate.json").read_bytes()).hexdigest()
    assert (found.certificate_hash, found.fingerprint) == (certificate, "")


def test_what_a_decision_breaks_is_certified(folder: Path) -> None:
    told = json.loads((folder / "certificate.json").read_text())["overrides"]
    assert told == [
        {
            "applicant": "eve",
            "place": "riga",
            "reason": "agreed with the host",
            "breaks": [
                {
                    "name": "no-justified-envy",
                    "applicant": "eve",
                    "place": "vilnius",
                    "problem": "eve would have been accepted at vilnius",
                }
            ],
        }
    ]


def changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1))

    return change


def rehashed(change: Callable[[Path], None], file: str) -> Callable[[Path], None]:
    """The change by somebody who knows about hashes."""

    def both(folder: Path) -> None:
        change(folder)
        certificate = json.loads((folder / "certificate.json").read_text())
        certificate["files"][file] = sha256((folder / file).read_bytes()).hexdigest()
        (folder / "certificate.json").write_text(json.dumps(certificate))

    return both


BETTER = changed("inputs/wishes.csv", "cyd,graz,1,70", "cyd,graz,1,85")
SEATS = changed("assignment.csv", "cyd,,", "cyd,graz,1")
TOUCHED = [
    (changed("summary.txt", "Placement", "placement"), "summary.txt, line 1: 'placement' stands"),
    (SEATS, "feasibility: graz has 1 seats and 2 admitted"),
    (rehashed(SEATS, "assignment.csv"), "feasibility: graz has 1 seats and 2 admitted"),
    (
        rehashed(changed("assignment.csv", "eve,riga,2", "eve,,"), "assignment.csv"),
        "non-wastefulness: eve would rather have riga, which has a free seat",
    ),
    (
        BETTER,
        "inputs/wishes.csv was changed: its hash is not the one in certificate.json",
    ),
    (
        rehashed(BETTER, "inputs/wishes.csv"),
        "no-justified-envy: cyd would rather have graz, which ann got with a lower standing",
    ),
    (
        rehashed(changed("inputs/places.csv", "graz,1", "graz,x"), "inputs/places.csv"),
        "inputs: places.csv, line 3, column quota: 'x' given, a whole number is expected",
    ),
    (
        rehashed(changed("inputs/seed.txt", "the seed", "a seed"), "inputs/seed.txt"),
        "inputs: policy.json: commitment: the seed that is given is not the one whose hash this is",
    ),
    (
        rehashed(changed("explanations.csv", "missed", "granted"), "explanations.csv"),
        "explanations.csv, line 2: 'ann,1,vilnius,granted,,84,",
    ),
    (
        rehashed(changed("inputs/policy.json", "agreed with", "wished by"), "inputs/policy.json"),
        "summary.txt, line ",
    ),
    (
        changed("certificate.json", '"place": "vilnius"', '"place": "graz"'),
        "certificate.json, overrides: ",
    ),
    (
        changed("certificate.json", '"placed": 3', '"placed": 4'),
        "certificate.json, figures, placed: 4 stands there; computed anew it is 3",
    ),
    (lambda folder: (folder / "inputs/seed.txt").unlink(), "inputs/seed.txt is missing"),
    (lambda folder: (folder / "explanations.csv").unlink(), "explanations.csv is missing"),
    (
        lambda folder: (folder / "certificate.json").unlink(),
        "certificate.json is missing: this is no folder of a placement",
    ),
    (
        lambda folder: (folder / "inputs/groups.csv").write_text("group_id,quota\ng,1\n"),
        "inputs/groups.csv lies in the folder, but certificate.json does not name it",
    ),
    (
        changed("certificate.json", '"files": {', '"files": {"../../secret": "0",'),
        "certificate.json names the file ../../secret, which no placement has",
    ),
    (
        changed("certificate.json", '"sapar-placement/1"', '"other/9"'),
        "certificate.json is of another format; sapar-placement/1 is expected",
    ),
    (changed("certificate.json", "{", "["), "certificate.json is no JSON that can be read"),
    (
        changed("certificate.json", '"holds"', '"seen_by": "rector", "holds"'),
        'certificate.json, seen_by: "rector" stands there; computed anew it is nothing',
    ),
    (
        changed("certificate.json", '"holds": true', '"holds": 1'),
        "certificate.json, holds: 1 stands there; computed anew it is true",
    ),
    (
        changed("certificate.json", '"holds": true', '"holds": false, "holds": true'),
        "certificate.json is no JSON that can be read: 'holds' stands twice in one object",
    ),
    (
        changed("certificate.json", '"made_by"', '"made_when"'),
        "certificate.json does not say what made it",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), TOUCHED)
def test_a_folder_that_was_touched_is_found_out(
    folder: Path, change: Callable[[Path], None], said: str
) -> None:
    change(folder)
    found = verify_folder(folder)
    assert found.problems, "it was believed"
    assert found.problems[0].startswith(said), found.problems
    assert (found.holds, found.proved) == (False, ())


def made_by_another_version(folder: Path) -> None:
    certificate = folder / "certificate.json"
    text = re.sub('"made_by": "sapar [^"]+"', '"made_by": "sapar 0.0.1"', certificate.read_text())
    certificate.write_text(text)


def test_the_words_of_another_version_are_a_note_and_no_fault(folder: Path) -> None:
    rehashed(changed("summary.txt", "Placement", "Allotment"), "summary.txt")(folder)
    assert not verify_folder(folder).holds
    made_by_another_version(folder)
    found = verify_folder(folder)
    assert found.holds, found.problems
    version, summary = found.notes[:2]
    assert version.startswith("the folder was made by sapar 0.0.1, and this is sapar ")
    assert summary.startswith("summary.txt, line 1: 'Allotment")
    assert "the seats and the explanations are those that the inputs lead to" in found.proved


@pytest.mark.parametrize("file", ["assignment.csv", "explanations.csv"])
def test_seats_and_reasons_are_the_same_in_every_version(folder: Path, file: str) -> None:
    rehashed(changed(file, "eve,", "eva,"), file)(folder)
    made_by_another_version(folder)
    assert not verify_folder(folder).holds


def test_the_words_for_a_new_seat_name_both(folder: Path) -> None:
    SEATS(folder)
    assert "assignment.csv: cyd got graz; computed anew it is no place" in (
        verify_folder(folder).problems
    )


def test_every_changed_byte_is_found(folder: Path) -> None:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        at = len(content) // 2
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert not verify_folder(folder).holds, file
        file.write_bytes(content)
    assert verify_folder(folder).holds


def test_a_file_that_proves_nothing_is_noted(folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear doubter")
    found = verify_folder(folder)
    assert (found.holds, found.notes) == (True, ("letter.txt is no part of the proof",))


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    for path in (folder, folder / "inputs"):
        path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield folder
    for path in (folder, folder / "inputs"):
        path.chmod(stat.S_IRWXU)


def test_a_folder_that_cannot_be_written_is_verified_and_left_as_it_is(read_only: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in read_only.rglob("*")}
    assert verify_folder(read_only).holds
    assert {path: path.stat().st_mtime_ns for path in read_only.rglob("*")} == before


def test_an_archive_is_verified_like_its_folder(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "run.zip"
    archive.write_bytes(zipped(folder))
    assert verify_folder(archive).holds
    shutil.make_archive(str(tmp_path / "flat"), "zip", folder)
    assert verify_folder(tmp_path / "flat.zip").holds


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "run.zip").write_text("no archive")
    assert said(verify_folder(tmp_path / "run.zip")).startswith(
        "run.zip: this is neither a folder nor a .zip that can be read"
    )
    assert "there is no such folder or archive" in said(verify_folder(tmp_path / "nowhere"))


def test_nothing_is_unpacked_outside(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "run.zip"
    content = zipped(folder)
    archive.write_bytes(content.replace(b"run/summary.txt", b"../summary.txt1"[:15]))
    assert said(verify_folder(archive)).startswith("run.zip: ")
    assert not (tmp_path.parent / "summary.txt").exists()
    assert os.listdir(tmp_path / "run") == os.listdir(folder)


def said(found: Verification) -> str:
    return found.problems[0]
