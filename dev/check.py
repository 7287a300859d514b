"""Runs every check that is not a test, two at a time; says how long each took and which failed."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent

# The slowest first, so that it is not waited for alone.
CHECKS = {
    "types": ["mypy"],
    "template lint": ["djlint", "--lint", "--quiet", "src/sapar"],
    "imports": ["lint-imports"],
    "migrations": ["sapar", "makemigrations", "--check", "--dry-run"],
    "settings": ["sapar", "check", "--fail-level", "WARNING"],
    "templates": ["python", "-m", "dev.templates"],
    "messages": ["python", "-m", "dev.messages", "check"],
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check"],
    "files": ["python", "-m", "dev.tracked"],
}


def main() -> int:
    """Run all checks; return how the process shall end."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="sapar-check-") as data:
        environment = os.environ | {"SAPAR_DATA": data}
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
            running = [pool.submit(_run, name, environment) for name in CHECKS]
            for finished in as_completed(running):
                name, good, seconds, output = finished.result()
                print(f"{'ok' if good else 'FAILED':8}{name:16}{seconds:5.1f} s", flush=True)
                if not good:
                    failed.append(name)
                    print(output, flush=True)
    print(f"check: failed: {', '.join(failed)}" if failed else "check: all passed")
    return 1 if failed else 0


def _run(name: str, environment: dict[str, str]) -> tuple[str, bool, float, str]:
    program, *arguments = CHECKS[name]
    began = time.monotonic()
    done = subprocess.run(
        [str(PROGRAMS / program), *arguments],
        check=False,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return name, done.returncode == 0, time.monotonic() - began, done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
