"""Runs the tests in three rounds: on SQLite and, beside it, on PostgreSQL; then in a browser.

Its last lines say, a line for each round, how many tests passed, or why the round was not run.
With CI=true a round that was not run is a failure. Rounds named as arguments are run alone.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from dev.chromium import find_chromium
from dev.postgresql import PostgresqlMissing, running_postgresql

PROJECT = Path(__file__).resolve().parents[1]
# Pure code does the same over any database, so it is tested once.
WITHOUT_DATABASE = ("tests/rules", "tests/wire", "tests/development", "tests/placement_files")

STOP_SECONDS = 20

Outcome = tuple[bool, str]


def main(names: list[str]) -> int:
    """Run the rounds named, or every round; then name what ran."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    outcomes = {name: _run(name) for name in names} or _run_all()
    print()
    for name, (_good, words) in outcomes.items():
        print(f"{name}: {words}")
    return 0 if all(good for good, _words in outcomes.values()) else 1


def _run_all() -> dict[str, Outcome]:
    """The two databases at once, since each round keeps one core busy; the browser needs both."""
    with _beside("postgresql") as (process, said):
        sqlite = _run("sqlite")
        print("\npostgresql, which ran beside it", flush=True)
        good = process.wait() == 0
        said.seek(0)
        lines = said.read().splitlines() or ["not run"]
    print("\n".join(lines[2:-2]), flush=True)
    postgresql = good, lines[-1].removeprefix("postgresql: ")
    return {"sqlite": sqlite, "postgresql": postgresql, "browser": _run("browser")}


@contextmanager
def _beside(name: str) -> "Iterator[tuple[subprocess.Popen[str], IO[str]]]":
    """A round in a process of its own, with what it says; ended with us."""
    command = [sys.executable, "-m", "dev.test", name]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=said, stderr=said, text=True)
        try:
            yield process, said
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(STOP_SECONDS)


def _run(name: str) -> Outcome:
    rounds: dict[str, Callable[[], Outcome]] = {
        "sqlite": lambda: _pytest("not browser and not postgresql"),
        "postgresql": _on_postgresql,
        "browser": _in_a_browser,
    }
    print(f"\n{name}", flush=True)
    return rounds[name]()


def _on_postgresql() -> Outcome:
    skipped = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
    try:
        with running_postgresql() as url:
            return _pytest("not browser", *skipped, DATABASE_URL=url)
    except PostgresqlMissing:
        return _not_run("no PostgreSQL found")


def _in_a_browser() -> Outcome:
    if find_chromium() is None:
        return _not_run("no Chromium found")
    return _pytest("browser")


def _not_run(why: str) -> Outcome:
    return os.environ.get("CI") != "true", f"not run, {why}"


def _pytest(marks: str, *arguments: str, **environment: str) -> Outcome:
    """Run pytest in a process of its own; a round without a test is no success."""
    with tempfile.TemporaryDirectory(prefix="sapar-report-") as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-m", marks, f"--junit-xml={report}"]
        inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        process = subprocess.Popen([*command, *arguments], cwd=PROJECT, env=inherited | environment)
        code = _wait_for(process)
        if not report.exists():
            return False, "not run, pytest itself failed"
        return code == 0, _counts(report)


def _wait_for(process: "subprocess.Popen[bytes]") -> int:
    """Wait for pytest; when we are stopped, let it take down what it has set up."""
    try:
        return process.wait()
    except BaseException as stopped:
        if not isinstance(stopped, KeyboardInterrupt):  # of which the terminal tells both
            process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def _counts(report: Path) -> str:
    suite = ElementTree.parse(report).getroot()[0]  # noqa: S314  (pytest wrote it)
    total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    words = f"{total - failed - skipped} passed"
    words += f", {failed} failed" if failed else ""
    return words + (f", {skipped} skipped" if skipped else "")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
