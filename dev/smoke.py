"""Proves that `make run` serves, serves again within five seconds, and leaves nothing behind.

The first server is stopped as by Ctrl-C (SIGINT to the group), the second by SIGTERM.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from dev.postgresql import free_port

PROJECT = Path(__file__).resolve().parents[1]
FIRST_START_SECONDS = 300
SECOND_START_SECONDS = 5
STOP_SECONDS = 20


def main() -> None:
    """Start and stop twice over one data folder."""
    with tempfile.TemporaryDirectory(prefix="sapar-smoke-") as data:
        _start_and_stop(data, FIRST_START_SECONDS, lambda pid: os.killpg(pid, signal.SIGINT))
        _start_and_stop(data, SECOND_START_SECONDS, lambda pid: os.kill(pid, signal.SIGTERM))


def _start_and_stop(data: str, seconds: int, stop: Callable[[int], None]) -> None:
    port = free_port()
    began = time.monotonic()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}", f"DATA={data}"], cwd=PROJECT, start_new_session=True
    )
    try:
        _wait_until_served(server, port, began + seconds)
        print(f"make run: served after {time.monotonic() - began:.1f} s", flush=True)
        stop(server.pid)
        server.wait(STOP_SECONDS)
        _wait_until_gone(data)
        print("make run: stopped, and nothing was left running", flush=True)
    finally:
        for pid in [*_processes_over(data)]:
            os.kill(pid, signal.SIGKILL)


def _wait_until_served(server: "subprocess.Popen[bytes]", port: int, deadline: float) -> None:
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"http://localhost:{port}/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    sys.exit("make run: no page was served in time")


def _wait_until_gone(data: str) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while left := _processes_over(data):
        if time.monotonic() > deadline:
            names = [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in left]
            sys.exit(f"make run: left running: {'; '.join(names)}")
        time.sleep(0.05)


def _processes_over(data: str) -> list[int]:
    """The processes that were given this data folder, whatever group they are in now."""
    mark = f"SAPAR_DATA={data}\0".encode()
    return [
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and mark in _environment_of(process)
    ]


def _environment_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    main()
