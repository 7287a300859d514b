"""Asks a server for pages as fast as it answers, over a few connections that stay open."""

from __future__ import annotations

import socket
import time
from itertools import count
from multiprocessing import get_context
from typing import BinaryIO

READERS = 8
SECONDS = 2.0
HEAD = "HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n"


def pages_a_second(port: int, path: str, *, ever_new: bool = False) -> float:
    """How many answers with 200 all readers together got in a second.

    ``ever_new`` asks for addresses that nobody asked for before, so that pages are made anew. The
    readers are processes: threads of one Python would wait for each other.
    """
    with get_context("fork").Pool(READERS) as pool:
        readers = [(port, path, ever_new, number) for number in range(READERS)]
        return sum(pool.starmap(_read, readers))


def _read(port: int, path: str, ever_new: bool, reader: int) -> float:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        answers = connection.makefile("rb")
        began = time.perf_counter()
        for done in count(1):
            address = f"{path}?n={began}-{done}-{reader}" if ever_new else path
            connection.sendall(f"GET {address} {HEAD}".encode())
            _skip_answer(answers)
            taken = time.perf_counter() - began
            if taken > SECONDS:
                return done / taken
    raise AssertionError("counting never ends")


def _skip_answer(answers: BinaryIO) -> None:
    status = answers.readline()
    if b" 200 " not in status:
        raise RuntimeError(f"answered {status!r}")
    length = 0
    while (line := answers.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    answers.read(length)
