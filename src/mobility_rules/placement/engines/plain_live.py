"""A large market of places with quotas that applicants enter one by one, compiled: the quick form
of ``plain.LiveMarket`` for questions about a million.

Only to be imported where Numba is installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mobility_rules.placement.engines.heaps import NUMBERS, Number, compiled, part
from mobility_rules.placement.engines.packing import useful_seats
from mobility_rules.placement.engines.plain_kernel import State, choose, settle_plain, state_of
from mobility_rules.placement.engines.queue import everybody
from mobility_rules.placement.market import NOTHING, NUMBER_BITS, Integers, Keys, Market


class Journal(NamedTuple):
    """What is to be taken back, so many changes as `length` says: the place, the key that came and
    the one that went, or NOTHING. There is room for every wish, since none is taken up twice; of
    that the system only gives what is written to."""

    length: Keys
    places: Integers
    came: Keys
    went: Keys


class LivePlainMarket:
    """The market of all but some, who are the ones to enter."""

    def __init__(self, market: Market, absent: Sequence[int]) -> None:
        self._state = state_of(market.wishes, market.standings, useful_seats(market))
        queue = everybody(market.wishes.shape, market.places, self._state.heap.nbytes)
        settle_plain(self._state, queue._replace(line=np.delete(queue.line, absent)))
        room = market.wishes.size + 1
        self._journal = Journal(
            length=np.zeros(1, dtype=np.int64),
            places=np.empty(room, dtype=np.int32),
            came=np.empty(room, dtype=np.int64),
            went=np.empty(room, dtype=np.int64),
        )

    def enter_all(self, applicants: Sequence[int]) -> None:
        """Each proposes from the top of the list, and whoever is displaced goes on in turn."""
        enter(self._state, self._journal, np.array(applicants, dtype=np.int64))

    def mark(self) -> int:
        """A state to which `undo` can go back."""
        return int(self._journal.length[0])

    def undo(self, mark: int) -> None:
        """Everything is again as it was when the mark was set."""
        take_back(self._state, self._journal, mark)

    def tried(self, applicant: int, place: int, standing: int) -> tuple[bool, int]:
        """As `LiveMarket.tried`."""
        width = self._state.width
        # After the last wish of a list nothing follows.
        key = (standing << NUMBER_BITS) | ((applicant + 1) * width - 1)
        stays, best = seat(self._state, self._journal, place, key)
        if best == NOTHING:
            return stays, NOTHING
        return stays, (best >> NUMBER_BITS << NUMBER_BITS) | ((best & int(NUMBERS)) // width)


@compiled
def enter(state: State, journal: Journal, applicants: Keys) -> None:
    for applicant in applicants:
        follow(state, journal, applicant * state.width, NOTHING)


@compiled
def seat(state: State, journal: Journal, place: Number, key: Number) -> tuple[bool, Number]:
    """Whether a key stays at a place, and the best one that the place rejects on the way; taken
    back afterwards."""
    mark = journal.length[0]
    out = receive(state, journal, place, key)
    best, wish = out, (out & NUMBERS) + 1
    if out != NOTHING and wish % state.width:
        best = max(best, follow(state, journal, wish, place))
    held = state.heap[state.start[place] : state.start[place] + state.held[place]]
    stays = False
    for one in held:
        stays |= one == key
    take_back(state, journal, mark)
    return stays, best


@compiled
def follow(state: State, journal: Journal, wish: Number, watched: Number) -> Number:
    """Propose from there down, and let whoever is displaced go on in turn. Returns the best key
    that the watched place rejects on the way, or NOTHING."""
    best: Number = NOTHING
    while True:
        place = state.wishes[wish]
        out = np.int64(state.standings[wish]) << NUMBER_BITS | wish
        if place != NOTHING:
            out = receive(state, journal, place, out)
            if place == watched:
                best = max(best, out)
            if out == NOTHING:
                return best
        wish = (out & NUMBERS) + 1
        if wish % state.width == 0:
            return best


@part
def receive(state: State, journal: Journal, place: Number, key: Number) -> Number:
    """Let a place choose, and note it. Returns the key of who has to go, or NOTHING."""
    out = choose(state, place, key)
    if out != key:
        at = journal.length[0]
        journal.places[at] = place
        journal.came[at] = key
        journal.went[at] = out
        journal.length[0] = at + 1
    return out


@compiled
def take_back(state: State, journal: Journal, mark: Number) -> None:
    for change in range(journal.length[0] - 1, mark - 1, -1):
        place, key, out = journal.places[change], journal.came[change], journal.went[change]
        start = state.start[place]
        at = 0
        while state.heap[start + at] != key:
            at += 1
        if out == NOTHING:
            state.held[place] -= 1
            state.heap[start + at] = state.heap[start + state.held[place]]
        else:
            # Whoever went was the lowest, and comes to the top.
            while at > 0:
                above = (at - 1) // 2
                state.heap[start + at] = state.heap[start + above]
                at = above
            state.heap[start] = out
        state.cutoffs[place] = out
    journal.length[0] = mark
