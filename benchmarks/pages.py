"""Pages a second, kept and made anew, beside a bare view on the same server; and how heavy the
main pages are on the wire.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import brotli

from benchmarks.load import pages_a_second
from dev.postgresql import free_port

PROJECT = Path(__file__).parents[1]
HOME = "/ru/"
START_SECONDS = 30
TURNS = 7
LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|preload|icon)" href|script[^>]* src|img[^>]* src)="([^"]+)"'
)


@dataclass(frozen=True, slots=True)
class Speed:
    what: str
    a_second: float


@dataclass(frozen=True, slots=True)
class Weight:
    """A main page: queries when made anew, bytes of its HTML, and of all that it loads."""

    name: str
    queries: int
    html: int
    everything: int


def measure() -> tuple[list[Speed], list[Weight]]:
    """Load the sample into a folder that is thrown away, serve it and ask for its pages."""
    with tempfile.TemporaryDirectory(prefix="sapar-bench-pages-") as data:
        environment = os.environ | {
            "SAPAR_DATA": data,
            "SAPAR_SAMPLE": "1",
            "SAPAR_HOSTS": "127.0.0.1,testserver",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        environment.pop("DATABASE_URL", None)
        queries = json.loads(_run_here(environment))
        with _serving(environment) as port:
            speeds = _speeds(port)
            weights = [
                Weight(name, asked, *_weigh(port, path)) for name, (path, asked) in queries.items()
            ]
    return speeds, weights


def _speeds(port: int) -> list[Speed]:
    """Turn by turn and then the middle: which worker gets how many of the connections is chance."""
    bare, kept, anew = [], [], []
    for _turn in range(TURNS):
        bare.append(pages_a_second(port, "/bare/"))
        kept.append(pages_a_second(port, HOME))
        anew.append(pages_a_second(port, HOME, ever_new=True))
    return [
        Speed("a bare view", median(bare)),
        Speed("the home page, kept", median(kept)),
        Speed("the home page, made anew", median(anew)),
    ]


def _run_here(environment: dict[str, str]) -> bytes:
    """Django is set up in a process of its own, with the settings of the folder."""
    command = [sys.executable, "-m", "benchmarks.pages", "here"]
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE)
    return done.stdout


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[int]:
    from sapar.cli.processes import web_server

    port = free_port()
    server = subprocess.Popen(web_server("127.0.0.1", port), env=environment, cwd=PROJECT)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _fetch(port, HOME)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _fetch(port: int, path: str) -> tuple[int, bytes]:
    """Bytes on the wire, and what they say."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    request.add_header("Accept-Encoding", "br, gzip")
    with urllib.request.urlopen(request) as answer:
        sent = answer.read()
        is_packed = answer.headers.get("Content-Encoding") == "br"
    return len(sent), brotli.decompress(sent) if is_packed else sent


def _weigh(port: int, path: str) -> tuple[int, int]:
    html, content = _fetch(port, path)
    loaded = set(LOADED.findall(content.decode()))
    own = [address for address in loaded if address.startswith("/")]
    return html, html + sum(_fetch(port, address)[0] for address in own)


def _count_queries() -> dict[str, tuple[str, int]]:
    """Name of a main page -> its address and the queries that making it takes."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from sapar.cli.preparation import prepare
    from sapar.ui.kept import KEPT

    prepare(lambda words: print(words, file=sys.stderr))
    client, counted = Client(), {}
    for name, path in _main_pages().items():
        client.get(path)  # what a process learns once is not the page's
        KEPT.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        counted[name] = (path, len(queries))
    return counted


def _main_pages() -> dict[str, str]:
    from django.contrib.auth.models import AnonymousUser
    from django.urls import reverse
    from django.utils.translation import override

    from sapar.calls.queries import open_calls, visible_to
    from sapar.content.enums import Rubric
    from sapar.content.queries import published_articles
    from sapar.partnerships.queries import public_partners

    call = open_calls(visible_to(AnonymousUser()))[0]
    partner = public_partners().filter(agreements__conditions__places__call=call)[0]
    article = published_articles(Rubric.HELPFUL, Rubric.NEWS)[0]
    with override("ru"):
        plain = ("home", "about", "calls", "partners", "incoming", "regulations", "contacts")
        return {name: reverse(name) for name in plain} | {
            "a call": reverse("call", args=[call.public_id]),
            "a partner": reverse("partner", args=[partner.public_id]),
            "an article": reverse("article", args=[article.slug]),
        }


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        json.dump(_count_queries(), sys.stdout)
    else:
        speeds, weights = measure()
        for row in (*speeds, *weights):
            print(row)
