"""Measures every page that each role of the sample university reaches by links from its start.

For each kind of page: how often it was found, milliseconds in the middle and at worst, and the
greatest number of queries. The data folder is thrown away.
"""

import os
import re
import tempfile
import time
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

PAGES_OF_EACH_ROLE = 60
RUNS = 5
STARTS = ("/ru/", "/ru/office/")
LINK = re.compile(r'href="(/ru/[^"#]*)"')
PUBLIC_ID = re.compile(r"/[0-9A-Z]{4}-[0-9A-Z]{4}/")

Measured = dict[str, list[tuple[float, int]]]


def main() -> None:
    """Load the sample into a temporary folder and walk it as every role."""
    with tempfile.TemporaryDirectory(prefix="sapar-bench-") as data:
        os.environ |= {"SAPAR_DATA": data, "SAPAR_SAMPLE": "1", "SAPAR_HOSTS": "testserver"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "sapar.config.settings"
        import django

        django.setup()
        from sapar.cli.preparation import prepare
        from sapar.sample.signins import sign_ins

        prepare(print)
        measured: Measured = defaultdict(list)
        for email in (None, *(email for email, _purpose in sign_ins())):
            _walk(email, measured)
        _print(measured)


def _walk(email: str | None, measured: Measured) -> None:
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
        content = _measure(client, page, measured)
        links = [link for link in LINK.findall(content) if link not in seen]
        seen.update(links)
        waiting.extend(dict.fromkeys(links))


def _measure(client: "Client", page: str, measured: Measured) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
        asked = len(queries)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return ""
    for _run in range(RUNS):
        began = time.perf_counter()
        client.get(page)
        kind = PUBLIC_ID.sub("/<id>/", page).partition("?")[0]
        measured[kind].append(((time.perf_counter() - began) * 1000, asked))
    return answer.content.decode()


def _middle(results: list[tuple[float, int]]) -> float:
    return median(milliseconds for milliseconds, _queries in results)


def _print(measured: Measured) -> None:
    print(f"{'page':60}{'found':>7}{'middle':>10}{'worst':>10}{'queries':>9}")
    for kind, results in sorted(measured.items(), key=lambda item: -_middle(item[1])):
        times = [milliseconds for milliseconds, _queries in results]
        queries = max(count for _milliseconds, count in results)
        found = len(results) // RUNS
        print(f"{kind:60}{found:7}{_middle(results):7.1f} ms{max(times):7.1f} ms{queries:9}")


if __name__ == "__main__":
    main()
