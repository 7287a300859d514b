"""Starts the web server and the worker, waits, and leaves nothing running behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

STOP_SECONDS = 8.0


def web_server(host: str, port: int) -> list[str]:
    """The command line of granian; two workers for the two cores of a small machine."""
    return [
        *(sys.executable, "-m", "granian", "sapar.config.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--log-level", "warning"),
    ]


def worker() -> list[str]:
    return [sys.executable, "-m", "sapar.cli.main", "worker"]


class Processes:
    """A few children that live and end together."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []
        self._stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def start(self, command: list[str]) -> None:
        # A group of its own: Ctrl-C reaches us alone, and what a child started can be ended too.
        self._children.append(subprocess.Popen(command, process_group=0))

    def wait(self) -> int:
        """Return when asked to stop (0) or when a child ended by itself (its exit code, at least
        1).
        """
        while not self._stopping:
            for child in self._children:
                if child.poll() is not None:
                    self.stop()
                    return child.returncode or 1
            time.sleep(0.1)
        self.stop()
        return 0

    def wait_for_port(self, host: str, port: int) -> bool:
        """Whether ``port`` answers before a child ends or a stop is asked for."""
        while not self._stopping and all(child.poll() is None for child in self._children):
            try:
                socket.create_connection((host, port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return True
        return False

    def stop(self) -> None:
        """End every child: politely, and after `STOP_SECONDS` for certain."""
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
