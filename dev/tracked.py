"""Looks through the project's files for what must never be in one."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
MAX_LINES = 400

ANY_ADDRESS = re.compile(r"https?://")
# Dependencies are named with a hash; where they are fetched from is each machine's own matter.
REGISTRY = re.compile(r"https?://\S*(?:/simple/|/packages/|registry\.|pypi\.org|pythonhosted)")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:root|work|home/[a-z]+|Users/\w+)/[\w.]")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|NotImplemented[E]rror)\b")
VAGUE_NAMES = {"utils", "helpers", "common", "tools", "manager", "handler", "misc"}


def main() -> None:
    """Print every fault with its file; fail when there is one."""
    faults = [fault for name in _project_files() for fault in faults_of_file(name)]
    if faults:
        print(*faults, sep="\n")
        sys.exit(1)


def faults_of_file(name: str) -> Iterator[str]:
    """What is wrong with one file, by its path in the project."""
    path = PROJECT / name
    if path.stem in VAGUE_NAMES:
        yield f"{name}: the name says nothing about what is inside"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    if path.suffix == ".py" and len(lines) > MAX_LINES and "/migrations/" not in name:
        yield f"{name}: {len(lines)} lines, {MAX_LINES} at most"
    for number, line in enumerate(lines, start=1):
        if fault := fault_of_line(line, name):
            yield f"{name}:{number}: {fault}"


def fault_of_line(line: str, name: str) -> str | None:
    """What is wrong with one line, if anything."""
    if name.startswith("requirements") and ANY_ADDRESS.search(line):
        return "an address in a requirements file"
    if REGISTRY.search(line):
        return "an address that dependencies are installed from"
    if MACHINE_PATH.search(line):
        return "a path of one machine"
    if UNFINISHED.search(line) and name.endswith((".py", ".html")):
        return "unfinished"
    return None


def _project_files() -> list[str]:
    """Files that are tracked or would be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


if __name__ == "__main__":
    main()
