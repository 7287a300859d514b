"""The page for people: what was run, what came out, what was checked and how to check it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

WORDS = {
    "feasibility": "no place and no group has more people than seats, and no cap is exceeded",
    "individual-rationality": "nobody got anything but a wish that takes part",
    "non-wastefulness": "no seat that can be given is empty while somebody would rather have it",
    "no-justified-envy": "nobody would rather have a seat that went to somebody who stands lower",
    "reserves-and-caps": "reserved seats went to those they are reserved for",
    "cutoff-consistency": "everybody has the first wish whose last admitted they reach",
    "minimums": "every place takes as many as it needs, or nobody",
    "determinism": "the same rows in another order give the same result",
    "second-opinion": "another program for the same question comes to the same result",
    "lottery": "the seed is the one that was promised",
}
LISTED = 20


def summary(certificate: Mapping[str, Any]) -> str:
    """The text, from the certificate alone."""
    parts = [
        _heading(certificate),
        _people(certificate["figures"], certificate["context"]),
        _places(certificate["figures"]),
        _order(certificate),
        _checks(certificate),
        _overrides(certificate["overrides"]),
        _beside(certificate),
        _verifying(certificate),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _heading(certificate: Mapping[str, Any]) -> Iterator[str]:
    yield "Placement"
    yield f"made by {certificate['made_by']}, engine {certificate['engine']}"
    for name, text in certificate["context"].items():
        yield f"{name}: {text}"


def _people(figures: Mapping[str, Any], context: Mapping[str, str]) -> Iterator[str]:
    everybody = figures["applicants"]
    yield "PEOPLE"
    yield f"  {_many(everybody, 'applicant')} with {_many(figures['wishes'], 'wish', 'wishes')}"
    yield f"  {figures['placed']:,} placed ({_share(figures['placed'], everybody)})"
    for rank, count in figures["by_wish"].items():
        which = "  not on the own list" if rank == "not wished" else f"  wish {rank}"
        yield f"  {which}: {count:,} ({_share(count, everybody)})"
    alone = figures["unplaced_without_wishes"]
    without = f", {alone:,} of them without a wish" if alone else ""
    yield f"  {figures['unplaced']:,} not placed{without}"
    if dropped := figures["dropped_wishes"]:
        yield f"  {_many(dropped, 'dropped wish', 'dropped wishes')}: explanations.csv says why"
    for name, row in figures.get("by_type", {}).items():
        if not row["applicants"]:
            if f"type {name}" not in context:
                yield f"  type {name}: nobody is of it, though the policy speaks of it"
            continue
        yield (
            f"  type {name or '(none)'}: {_many(row['applicants'], 'applicant')}, "
            f"{row['placed']:,} placed, {row['first_wish']:,} by the first wish"
        )


def _places(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "PLACES"
    yield f"  {_many(figures['places'], 'place')} with {_many(figures['seats'], 'seat')}"
    empty, where = figures["empty_seats"], figures["places_with_empty_seats"]
    yield f"  {_many(empty, 'empty seat')} at {_many(where, 'place')}"
    for place, seats in figures["empty_seats_at"].items():
        why = ", which the full shared quota keeps back" if place in figures["kept_back"] else ""
        yield f"    {place}: {seats:,}{why}"
    if where > len(figures["empty_seats_at"]):
        yield f"    and {where - len(figures['empty_seats_at']):,} more places"
    if closed := figures["closed_places"]:
        yield f"  closed, because too few would have come: {_listing(closed)}"


def _order(certificate: Mapping[str, Any]) -> Iterator[str]:
    lottery = certificate["lottery"]
    yield "HOW IT WAS DECIDED"
    yield "  Every place takes those who stand highest there: by precedence, then by score,"
    yield "  then by the column tie if it is given, then by lot. Whoever is turned away is"
    yield "  looked at for the next wish, until nobody is left (deferred acceptance)."
    if lottery["ties_are_relative"]:
        yield "  The column tie tells the order of equals who want the same; it stands for the"
        yield "  published tie-break and draw, which are checked where the real numbers are."
        return
    if not lottery["drawn"]:
        yield "  No lots were drawn: everybody has an own tie."
    elif not lottery["seed"]:
        yield "  The seed of the lottery is empty: the lots of this run could be known before"
        yield "  the wishes were handed in. Give --seed, and publish its hash beforehand."
    else:
        yield f"  Lots were drawn with the seed '{lottery['seed']}' and all applicants' ids."


def _checks(certificate: Mapping[str, Any]) -> Iterator[str]:
    yield "CERTIFICATE"
    yield "  All that was checked holds." if certificate["holds"] else "  It does NOT hold."
    for check in certificate["checks"]:
        note = f" ({check['note']})" if check.get("note") else ""
        sign = "NO " if not check["holds"] else " - " if note else "yes"
        yield f"  {sign}  {check['name']}: {WORDS[check['name']]}{note}"
        for problem in check["problems"]:
            yield f"         {problem}"


def _overrides(overrides: list[Mapping[str, Any]]) -> Iterator[str]:
    if not overrides:
        return
    yield "DECIDED BY THE COMMISSION, OR KEPT FROM BEFORE"
    for one in overrides:
        yield f"  {one['applicant']}: {one['place'] or 'no place'}. Reason: {one['reason']}"
        for broken in one["breaks"][:LISTED]:
            yield f"    breaks {broken['name']}: {broken['problem']}"
        if len(one["breaks"]) > LISTED:
            yield f"    and {len(one['breaks']) - LISTED:,} more in certificate.json"
        if not one["breaks"]:
            yield "    breaks nothing"


def _beside(certificate: Mapping[str, Any]) -> Iterator[str]:
    told = certificate["diagnostics"]
    if not told:
        return
    yield "BESIDE THE RESULT"
    if most := told.get("left_out_above"):
        yield f"  With more than {most:,} applicants it was not looked at who could be better off"
        yield "  by swapping, who is placed on a condition, and what other minimums would cost."
    if "improvable" in told:
        yield from _improvable(told["improvable"])
    if "on_condition" in told:
        for applicant, condition in sorted(told["on_condition"].items()):
            yield f"  {applicant} is placed only if: {condition}"
    if "on_condition_unknown" in told:
        yield f"  Who is placed on a condition cannot be told: {told['on_condition_unknown']}"
    for mode, cost in told.get("minimum_modes", {}).items():
        yield (
            f"  minimums by '{mode}': {cost['placed']:,} placed, sum of ranks "
            f"{cost['rank_sum']:,}, closed: {_listing(cost['closed']) or 'none'}, "
            f"{cost['envious']:,} would be accepted at an open place that they would rather have"
        )


def _improvable(found: Mapping[str, int]) -> Iterator[str]:
    if not found["people"]:
        yield "  Nobody could be better off without hurting somebody with at least the same score."
        return
    people, swaps = _many(found["people"], "person", "people"), _many(found["cycles"], "circle")
    yield f"  {people} could be better off by swapping in {swaps}, hurting nobody with a higher"
    yield "  score, at the price of the published order among equals and of an honest list being"
    yield "  the best list. It was not done."


def _verifying(certificate: Mapping[str, Any]) -> Iterator[str]:
    yield "HOW TO VERIFY"
    yield "  sapar verify FOLDER    (this folder, or the .zip of it; nothing else is needed)"
    yield f"  Exact thresholds ('enough') are told for: {certificate['thresholds']}."


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _share(count: int, everybody: int) -> str:
    return f"{count / everybody:.0%}" if everybody else "0%"


def _listing(names: list[str]) -> str:
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
