"""Runs the tests in three rounds: on SQLite, on PostgreSQL, and in a browser.

Its last lines say, a line for each round, how many tests passed, or why the round was not run.
With CI=true a round that was not run is a failure.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from dev.chromium import find_chromium
from dev.postgresql import PostgresqlMissing, running_postgresql

PROJECT = Path(__file__).resolve().parents[1]
# Pure code does the same over any database, so it is tested once.
WITHOUT_DATABASE = ("tests/rules", "tests/wire", "tests/development", "tests/placement_files")

STOP_SECONDS = 20

Outcome = tuple[bool, str]


def main() -> int:
    """Run every round, then name what ran."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    rounds: dict[str, Callable[[], Outcome]] = {
        "sqlite": lambda: _pytest("not browser and not postgresql"),
        "postgresql": _on_postgresql,
        "browser": _in_a_browser,
    }
    outcomes = {}
    for name, run in rounds.items():
        print(f"\n{name}", flush=True)
        outcomes[name] = run()
    print()
    for name, (_good, words) in outcomes.items():
        print(f"{name}: {words}")
    return 0 if all(good for good, _words in outcomes.values()) else 1


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
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
