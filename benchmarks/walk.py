"""Every page that each role of the sample university reaches by links from its start.

For each kind of page: how often it was found, milliseconds in the middle and at worst, and the
greatest number of queries, all without kept pages. The data folder is thrown away.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

PROJECT = Path(__file__).parents[1]
PAGES_OF_EACH_ROLE = 60
RUNS = 3
STARTS = ("/ru/", "/ru/office/")
LINK = re.compile(r'href="(/ru/[^"#]*)"')
PUBLIC_ID = re.compile(r"/[0-9A-Z]{4}-[0-9A-Z]{4}/")

Found = dict[str, list[tuple[float, int]]]


@dataclass(frozen=True, slots=True)
class Walked:
    kind: str
    found: int
    middle: float
    worst: float
    queries: int


def measure() -> list[Walked]:
    """The slowest first."""
    with tempfile.TemporaryDirectory(prefix="sapar-bench-walk-") as data:
        environment = os.environ | {"SAPAR_DATA": data, "SAPAR_SAMPLE": "1"}
        environment |= {"SAPAR_HOSTS": "testserver"}
        environment["DJANGO_SETTINGS_MODULE"] = "sapar.config.settings"
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "benchmarks.walk", "here"]
        done = subprocess.run(
            command, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE
        )
    return [Walked(**row) for row in json.loads(done.stdout)]


def _walk_here() -> list[Walked]:
    import django

    django.setup()
    from sapar.cli.preparation import prepare
    from sapar.sample.signins import sign_ins

    prepare(lambda words: print(words, file=sys.stderr))
    logging.disable(logging.WARNING)  # many a role is refused the office
    found: Found = defaultdict(list)
    for email in (None, *(email for email, _purpose in sign_ins())):
        _walk(email, found)
    rows = [_summary(kind, results) for kind, results in found.items()]
    return sorted(rows, key=lambda row: -row.middle)


def _walk(email: str | None, found: Found) -> None:
    """Follow links breadth first, measuring each page that answers."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    if email:
        user = get_user_model().objects.get(email=email)
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
    waiting, seen = list(STARTS), set(STARTS)
    for _number in range(PAGES_OF_EACH_ROLE):
        if not waiting:
            return
        page = waiting.pop(0)
        content = _measure(client, page, found)
        links = [link for link in LINK.findall(content) if link not in seen]
        seen.update(links)
        waiting.extend(dict.fromkeys(links))


def _measure(client: Client, page: str, found: Found) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sapar.ui.kept import KEPT

    KEPT.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
        asked = len(queries)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return ""
    for _run in range(RUNS):
        KEPT.clear()
        began = time.perf_counter()
        client.get(page)
        kind = PUBLIC_ID.sub("/<id>/", page).partition("?")[0]
        found[kind].append(((time.perf_counter() - began) * 1000, asked))
    return answer.content.decode()


def _summary(kind: str, results: list[tuple[float, int]]) -> Walked:
    times = [milliseconds for milliseconds, _queries in results]
    queries = max(count for _milliseconds, count in results)
    return Walked(kind, len(results) // RUNS, median(times), max(times), queries)


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        json.dump([asdict(row) for row in _walk_here()], sys.stdout)
    else:
        for row in measure():
            print(
                f"{row.kind:60}{row.found:5}{row.middle:8.1f} ms{row.worst:8.1f} ms{row.queries:5}"
            )
