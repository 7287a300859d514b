"""The command as it is typed: exit codes, messages, and that it needs files alone."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

WISHES = """applicant_id,place_id,rank,score
ann,vilnius,1,84
ann,graz,2,84
bob,vilnius,1,90
cyd,graz,1,70
"""
PLACES = "place_id,quota\nvilnius,1\ngraz,1\n"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "wishes.csv").write_text(WISHES)
    (tmp_path / "places.csv").write_text(PLACES)
    return tmp_path


PROGRAM = Path(sys.executable).with_name("sapar")
ENVIRONMENT = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing", "PATH": os.defpath}
"""Of a process of its own, told of a database that is not there."""


def sapar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command."""
    return subprocess.run(
        [PROGRAM, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True
    )


def place(folder: Path, *more: str) -> str:
    """The same in this process, for what needs no process; the folder is `run`."""
    output = StringIO()
    inputs = [f"--{name}={folder / name}.csv" for name in ("wishes", "places")]
    call_command("place", *inputs, f"--out={folder / 'run'}", *more, stdout=output, stderr=output)
    return output.getvalue()


def test_a_placement_is_written_and_verified(tables: Path) -> None:
    placed = sapar(tables, "place", "--wishes=wishes.csv", "--places=places.csv", "--out=run")
    assert (placed.returncode, placed.stderr) == (0, "")
    assert "2 placed (67%)" in placed.stdout
    assert (tables / "run/assignment.csv").read_text().splitlines() == [
        "applicant_id,place_id,rank",
        "ann,graz,2",
        "bob,vilnius,1",
        "cyd,,",
    ]
    assert (tables / "run/inputs/wishes.csv").read_text() == WISHES
    verified = sapar(tables, "verify", "run")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "no-justified-envy: nobody would rather have a seat" in verified.stdout
    assert sorted(path.name for path in tables.iterdir()) == ["places.csv", "run", "wishes.csv"]


def test_of_an_archive_the_fingerprint_is_told_whether_it_holds_or_not(tables: Path) -> None:
    place(tables, "--quiet")
    for code in (0, 1):
        if code:
            (tables / "run/summary.txt").write_text("All is well.\n")
        archive = Path(shutil.make_archive(str(tables / "given"), "zip", tables, "run"))
        verified = sapar(tables, "verify", "given.zip", "--quiet")
        assert verified.returncode == code
        (told,) = (line for line in verified.stdout.splitlines() if line.startswith("fingerprint"))
        assert told.endswith(f": {sha256(archive.read_bytes()).hexdigest()}")


@pytest.mark.parametrize("command", ["place", "verify"])
def test_help_tells_of_files_and_of_no_server(tables: Path, command: str) -> None:
    told = sapar(tables, command, "--help").stdout
    assert "--quiet" in told
    assert "settings" not in told
    assert "verbosity" not in told


def test_a_folder_given_for_a_table_is_named(tables: Path) -> None:
    placed = sapar(tables, "place", "--wishes=.", "--places=places.csv", "--out=run")
    assert (placed.returncode, placed.stderr) == (
        2,
        ".: this file cannot be read: Is a directory\n",
    )


def test_bad_input_ends_with_2_and_writes_nothing(tables: Path) -> None:
    (tables / "wishes.csv").write_text(WISHES.replace("cyd,graz", "cyd,gratz"))
    placed = sapar(tables, "place", "--wishes=wishes.csv", "--places=places.csv", "--out=run")
    assert (placed.returncode, placed.stdout) == (2, "")
    assert placed.stderr == (
        "wishes.csv, line 5, column place_id: 'gratz' given; there is no such place\n"
    )
    assert sorted(path.name for path in tables.iterdir()) == ["places.csv", "wishes.csv"]


def test_what_does_not_hold_ends_with_1_and_says_why(tables: Path) -> None:
    place(tables, "--quiet")
    file = tables / "run/assignment.csv"
    file.write_text(file.read_text().replace("ann,graz,2", "ann,,").replace("cyd,,", "cyd,graz,1"))
    verified = sapar(tables, "verify", "run")
    assert (verified.returncode, verified.stdout) == (1, "")
    assert verified.stderr.splitlines()[0] == (
        "This folder does not prove its result: no-justified-envy: ann would rather have graz, "
        "which cyd got with a lower standing"
    )


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_leaves_nothing(tables: Path, sign: signal.Signals) -> None:
    """It is stopped for sure while it works: it reads from a pipe into which nothing is written."""
    (tables / "wishes.csv").unlink()
    os.mkfifo(tables / "wishes.csv")
    with (
        subprocess.Popen(
            [PROGRAM, "place", "--wishes=wishes.csv", "--places=places.csv", "--out=run"],
            cwd=tables,
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
        ) as running,
        (tables / "wishes.csv").open("w"),
    ):
        assert len(list(tables.glob(".run-*"))) == 1
        running.send_signal(sign)
        _, said = running.communicate()
    assert (running.returncode, said) == (130, "stopped; nothing was written\n")
    assert sorted(path.name for path in tables.iterdir()) == ["places.csv", "wishes.csv"]


@pytest.mark.parametrize("most", [50, 300])
def test_a_full_disk_ends_with_2_and_leaves_nothing(tables: Path, most: int) -> None:
    """No file may get longer than so many bytes: too few for the copies, or for the result."""
    placed = subprocess.run(
        [PROGRAM, "place", "--wishes=wishes.csv", "--places=places.csv", "--out=run"],
        cwd=tables,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (placed.returncode, placed.stdout) == (2, "")
    assert placed.stderr == "run: this cannot be written: File too large\n"
    assert sorted(path.name for path in tables.iterdir()) == ["places.csv", "wishes.csv"]


def test_no_data_folder_is_made_even_where_settings_are_named(tables: Path) -> None:
    named = {"DJANGO_SETTINGS_MODULE": "sapar.config.settings", "SAPAR_DATA": str(tables / "data")}
    inputs = ("--wishes=wishes.csv", "--places=places.csv")
    for command in (
        ("place", *inputs, "--out=run"),
        ("verify", "run"),
        ("place", *inputs, "--out=run"),
    ):
        subprocess.run(
            [PROGRAM, *command], cwd=tables, env=ENVIRONMENT | named, capture_output=True
        )
    assert sorted(path.name for path in tables.iterdir()) == ["places.csv", "run", "wishes.csv"]


def test_quiet_says_nothing(tables: Path) -> None:
    assert place(tables, "--quiet") == ""


def test_columns_that_mean_nothing_are_named(tables: Path) -> None:
    (tables / "places.csv").write_text("place_id,quota,town\nvilnius,1,Vilnius\ngraz,1,Graz\n")
    assert place(tables).startswith("places.csv: not used: town\n")
