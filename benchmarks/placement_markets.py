"""The markets that placement is measured with: like those of a country, and made by a seed.

Few places are wished by many (the weight of a place falls with the square root of its number).
Scores are thousandths of a point between 0 and 100: half of each is common to all places, half
belongs to the place alone. There are seats for 93 in 100.
"""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.market import (
    NOTHING,
    UNLIMITED,
    Integers,
    Keys,
    Market,
    SeatRules,
    plain_market,
)

SEED = 2026
HIGHEST = 100_000
SEATS_FOR_EACH = 0.93
TYPES = 4
COUNTRIES = 100
HOSTS = 1_000


def plain(applicants: int, places: int, wishes: int) -> Market:
    """Places with quotas and nothing else."""
    rng = np.random.default_rng(SEED)
    popularity = 1 / np.sqrt(np.arange(1, places + 1))
    return plain_market(
        _wishes(rng, applicants, wishes, popularity),
        _scores(rng, applicants, wishes),
        _quotas(rng, applicants, popularity),
    )


def complex_market(applicants: int, places: int, wishes: int) -> Market:
    """The plain one with four types, reserves at half of the places, caps at a tenth, and with
    quotas of hosts and countries that bind."""
    market = plain(applicants, places, wishes)
    rng = np.random.default_rng(SEED + 1)
    hosts, countries = min(HOSTS, places // 2), min(COUNTRIES, places // 20)
    host_of = rng.integers(0, hosts, places)
    country_of = rng.integers(0, countries, hosts)
    seats_of_hosts = _share(np.bincount(host_of, market.quotas, hosts), 0.95)
    seats_of_countries = _share(np.bincount(country_of, seats_of_hosts, countries), 0.97)
    return Market(
        wishes=market.wishes,
        standings=market.standings,
        types=rng.integers(0, TYPES, applicants).astype(np.int32),
        quotas=np.concatenate([market.quotas, seats_of_hosts, seats_of_countries]),
        parents=np.concatenate(
            [places + host_of, places + hosts + country_of, np.full(countries, NOTHING)]
        ).astype(np.int32),
        bins=market.bins,
        rules=_rules(rng, market.quotas, hosts + countries),
    )


def _wishes(
    rng: np.random.Generator, applicants: int, length: int, popularity: np.ndarray
) -> Integers:
    """Lists without doubles: who draws a place twice draws the whole list again."""
    ladder = np.cumsum(popularity / popularity.sum())
    lists = np.empty((applicants, length), dtype=np.int32)
    missing = np.arange(applicants)
    while len(missing):
        drawn = np.searchsorted(ladder[:-1], rng.random((len(missing), length)))
        lists[missing] = drawn
        ordered = np.sort(drawn, axis=1)
        missing = missing[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
    return lists


def _scores(rng: np.random.Generator, applicants: int, length: int) -> Integers:
    common = rng.integers(0, HIGHEST, (applicants, 1), dtype=np.int32)
    own = rng.integers(0, HIGHEST, (applicants, length), dtype=np.int32)
    return (common + own) // 2


def _quotas(rng: np.random.Generator, applicants: int, popularity: np.ndarray) -> Keys:
    """Seats follow popularity, but not quite: some places are crowded, some are not."""
    weight = np.sqrt(popularity) * rng.uniform(0.5, 1.5, len(popularity))
    seats = np.round(weight / weight.sum() * applicants * SEATS_FOR_EACH)
    return np.maximum(seats, 1).astype(np.int64)


def _share(seats: np.ndarray, share: float) -> Keys:
    return np.maximum(seats * share, 1).astype(np.int64)


def _rules(rng: np.random.Generator, quotas: Keys, groups: int) -> SeatRules:
    """Half of the places reserve a tenth of their seats for each of two types, a tenth of the
    places let no type have more than two fifths."""
    places = len(quotas)
    reserving = np.arange(places) % 2 == 0
    capping = np.arange(places) % 10 == 1
    spoken_of = np.flatnonzero(reserving | capping)
    rule_of = np.full(places + groups, NOTHING, dtype=np.int32)
    rule_of[spoken_of] = np.arange(len(spoken_of))
    first = np.zeros((len(spoken_of), TYPES), dtype=np.int32)
    caps = np.full((len(spoken_of), TYPES), UNLIMITED, dtype=np.int32)
    seats = quotas[spoken_of]
    for type_ in rng.permutation(TYPES)[:2]:
        first[:, type_] = np.where(reserving[spoken_of], seats // 10, 0)
    caps[capping[spoken_of]] = np.maximum(seats[capping[spoken_of]] * 2 // 5, 1)[:, None]
    return SeatRules(rule_of, first, np.zeros_like(first), caps)
