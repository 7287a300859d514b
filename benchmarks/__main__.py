"""Takes every measurement and writes docs/measurements.md, which wants an idle machine.

What is measured, and with which data, stands at the top of each module of `benchmarks`.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path

from benchmarks import pages, placement, search, walk

REPORT = Path(__file__).parents[1] / "docs" / "measurements.md"
SLOWEST = 15
KILOBYTE = 1000
LIMIT = 0.7
BUSY = " The machine had other work meanwhile: an idle one is quicker."

Rows = list[tuple[str, ...]]


def main() -> None:
    """Measure, then write the report as a whole: numbers of one run belong together."""
    introduction = _introduction()
    placed = placement.measure()
    speeds, weights = pages.measure()
    searched, walked = search.measure(), walk.measure()
    parts = [
        *("# Measurements", introduction),
        *("## Pages a second", _speeds(speeds)),
        *("## The main pages", _weights(weights)),
        *("## Search", _searches(searched)),
        *(f"## The {SLOWEST} slowest pages", _slowest(walked)),
        *("## Placement", _placement(placed)),
    ]
    REPORT.write_text("\n\n".join(parts) + "\n", "utf-8")
    print(f"Wrote {REPORT.name}")


def _introduction() -> str:
    is_busy = os.getloadavg()[0] > (os.cpu_count() or 1) / 2
    return (
        f"Written by `make bench` on {dt.datetime.now(dt.UTC):%Y-%m-%d}; not edited by hand. "
        f"{_machine()}, Python {platform.python_version()}. Data are the sample university's, on "
        "SQLite unless said otherwise; the programs that ask run on the same machine as the server."
        f"{BUSY if is_busy else ''}"
    )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = f"{os.cpu_count()} cores ({_processor()})"
    return f"{cores}, {memory:.0f} GB, {platform.system()}"


def _processor() -> str:
    """Its name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _speeds(speeds: list[pages.Speed]) -> str:
    bare = speeds[0].a_second
    rows: Rows = [
        (speed.what, f"{speed.a_second:.0f}", f"{speed.a_second / bare:.0%}") for speed in speeds
    ]
    words = (
        "A bare view answers one word behind the same middleware on the same server (two workers). "
        f"Kept pages are to reach at least {LIMIT:.0%} of it."
    )
    return f"{words}\n\n{_table(('what', 'a second', 'of the bare view'), rows)}"


def _weights(weights: list[pages.Weight]) -> str:
    rows: Rows = [
        (row.name, str(row.queries), _size(row.html), _size(row.everything)) for row in weights
    ]
    words = (
        "Queries when a page is made anew for a reader without an account. Bytes as sent, packed: "
        "the page alone, and with everything it loads (stylesheet, typeface, pictures, scripts)."
    )
    return f"{words}\n\n{_table(('page', 'queries', 'page', 'with all it loads'), rows)}"


def _searches(lines: list[search.Line]) -> str:
    rows: Rows = [(line.what, f"{line.value:.1f} {line.unit}") for line in lines]
    return _table(("what", "taken"), rows)


def _slowest(walked: list[walk.Walked]) -> str:
    rows: Rows = [
        (f"`{row.kind}`", f"{row.middle:.0f} ms", f"{row.worst:.0f} ms", str(row.queries))
        for row in walked[:SLOWEST]
    ]
    words = (
        f"Of {len(walked)} kinds of pages that the sample's people reach by links from home, "
        "made anew each time, in one process."
    )
    return f"{words}\n\n{_table(('page', 'median', 'worst', 'queries'), rows)}"


def _placement(rows: list[placement.Row]) -> str:
    words = (
        "Applicants × places × wishes; one process for each part, engines on one thread and the "
        "path from Parquet on all processors, the best of five or more unless said otherwise. The "
        "markets are made by a seed: few places are wished by many, half of each score is common "
        "to all places, there are seats for 93 in 100; the ones with reserves have four types, "
        "reserves at half of the places, caps at a tenth, and quotas of hosts and countries that "
        "bind. All engines, and `matching`, came to one result."
    )
    missed = "\n".join(f"- {miss}" for miss in placement.misses(rows))
    explained = f"\n\nMissed:\n\n{missed}" if missed else ""
    return f"{words}\n\n{_table(placement.HEAD, placement.table(rows))}{explained}"


def _size(number: int) -> str:
    return f"{number / KILOBYTE:.1f} KB"


def _table(head: tuple[str, ...], rows: Rows) -> str:
    ruler = ("---", *("---:" for _column in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


if __name__ == "__main__":
    main()
