"""The Python package `matching` beside our engines, from the same lists to the same result.

The package copies its players by recursion, as deep as there are players, so it runs in a thread
with a large stack.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

import numpy as np

from benchmarks.best import best_of
from benchmarks.placement_markets import plain
from benchmarks.placement_rows import Row
from mobility_rules.placement.engines import Engine, solve
from mobility_rules.placement.market import NOTHING, plain_market

SIZE = (10_000, 500, 10)
TIMES, TIMES_OF_PEER = 20, 5
STACK = 2**29
DEPTH = 10**7
Lists = list[list[int]]
Seats = dict[int, int]


def rows() -> list[Row]:
    """Build and solve, ours and theirs."""
    market = plain(*SIZE)
    wishes, scores = market.wishes.tolist(), market.standings.tolist()
    quotas = market.quotas.tolist()
    ours, seats = best_of(TIMES, lambda: _ours(wishes, scores, quotas))
    theirs, their_seats = _in_deep_thread(
        lambda: best_of(TIMES_OF_PEER, lambda: _theirs(wishes, scores, quotas))
    )
    if _seats(wishes, seats.tolist()) != their_seats:
        raise AssertionError("the package `matching` comes to another result")
    return [
        Row(
            "10,000 × 500 × 10 from lists, built and solved by NumPy",
            ours,
            "`matching` 1.4.3",
            theirs,
            at_least=300,
        )
    ]


def _ours(wishes: Lists, scores: Lists, quotas: list[int]) -> Any:
    market = plain_market(
        np.array(wishes, dtype=np.int32),
        np.array(scores, dtype=np.int32),
        np.array(quotas, dtype=np.int64),
    )
    return solve(market, Engine.NUMPY)


def _theirs(wishes: Lists, scores: Lists, quotas: list[int]) -> Seats:
    from matching.games import HospitalResident

    order: dict[int, list[tuple[int, int]]] = {}
    for applicant, (places, points) in enumerate(zip(wishes, scores, strict=True)):
        for place, score in zip(places, points, strict=True):
            order.setdefault(place, []).append((-score, -applicant))
    game = HospitalResident.create_from_dictionaries(
        dict(enumerate(wishes)),
        {place: [-last for _score, last in sorted(wishing)] for place, wishing in order.items()},
        {place: quotas[place] for place in order},
    )
    solved = game.solve(optimal="resident")
    return {resident.name: place.name for place, held in solved.items() for resident in held}


def _seats(wishes: Lists, granted: list[int]) -> Seats:
    return {
        applicant: wishes[applicant][column]
        for applicant, column in enumerate(granted)
        if column != NOTHING
    }


def _in_deep_thread(deed: Any) -> Any:
    results: list[Any] = []
    sys.setrecursionlimit(DEPTH)
    threading.stack_size(STACK)
    thread = threading.Thread(target=lambda: results.append(deed()))
    thread.start()
    thread.join()
    return results[0]
