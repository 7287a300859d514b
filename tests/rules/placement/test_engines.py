"""Three engines, one result: on small markets with everything in them, and on large ones."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.placement_markets import complex_market, plain
from mobility_rules.placement.engines import WORTH_COMPILING, Engine, engine_for, solve
from mobility_rules.placement.engines.compiled import settled_plain, settled_trees
from mobility_rules.placement.engines.plain import LiveMarket
from mobility_rules.placement.engines.plain_live import LivePlainMarket
from mobility_rules.placement.market import (
    NOTHING,
    STANDINGS,
    UNLIMITED,
    Market,
    SeatRules,
    plain_market,
)
from tests.rules.placement.small_markets import seeded, small_market

QUICK = (Engine.NUMPY, Engine.NUMBA)
SIZE, PLACES, WISHES = 100_000, 2_000, 10


@pytest.mark.parametrize("engine", QUICK)
def test_small_markets_come_out_as_in_the_reference(engine):
    """With reserves of both kinds, caps, pools, nested groups, holes, ties and closed places."""
    for seed in range(2_000):
        pick = seeded(seed)
        market = small_market(pick, most_applicants=pick(4, 15), most_places=pick(2, 6))
        expected = solve(market, Engine.PLAIN).tolist()
        assert solve(market, engine).tolist() == expected, seed


@pytest.mark.parametrize("engine", QUICK)
def test_small_markets_of_places_alone_come_out_as_in_the_reference(engine):
    for seed in range(1_000):
        rng = np.random.default_rng(seed)
        market = _plain_market(rng, int(rng.integers(1, 40)), int(rng.integers(1, 8)))
        expected = solve(market, Engine.PLAIN).tolist()
        assert solve(market, engine).tolist() == expected, seed


@given(st.integers(0, 2**32), st.integers(1, 200))
def test_places_settled_bucket_by_bucket_come_out_as_in_the_reference(seed, bucket):
    """However few heaps one bucket has; those of so small a market are one bucket otherwise."""
    rng = np.random.default_rng(seed)
    market = _plain_market(rng, int(rng.integers(1, 40)), int(rng.integers(1, 20)))
    expected = solve(market, Engine.PLAIN).tolist()
    assert settled_plain(market, bucket=bucket, collected=1).tolist() == expected


@given(st.integers(0, 2**32), st.integers(1, 200))
def test_groups_settled_bucket_by_bucket_come_out_as_in_the_reference(seed, bucket):
    """With reserves of both kinds, caps, pools, nested groups, holes and ties."""
    market = small_market(seeded(seed), most_applicants=15, most_places=6)
    expected = solve(market, Engine.PLAIN).tolist()
    assert settled_trees(market, bucket=bucket, collected=1).tolist() == expected


@pytest.mark.parametrize(("bucket", "collected"), [(1 << 10, 1 << 30), (1 << 14, 1_000)])
@pytest.mark.parametrize(
    ("make", "settled"), [(plain, settled_plain), (complex_market, settled_trees)]
)
def test_a_hundred_thousand_come_out_alike_bucket_by_bucket(make, settled, bucket, collected):
    market = make(SIZE, PLACES, WISHES)
    expected = solve(market, Engine.NUMPY)
    assert np.array_equal(settled(market, bucket=bucket, collected=collected), expected)


def test_questions_to_a_compiled_market_are_answered_as_by_the_reference():
    """Whoever is tried at each wish, while some of those who were absent have entered."""
    for seed in range(300):
        rng = np.random.default_rng(seed)
        market = _plain_market(rng, int(rng.integers(1, 25)), int(rng.integers(1, 6)))
        absent = np.flatnonzero(rng.random(market.applicants) < 0.5).tolist()
        wishes = market.wishes.copy()
        wishes[absent] = NOTHING
        others = solve(replace(market, wishes=wishes), Engine.PLAIN)
        reference = LiveMarket.holding(market, others, absent)
        compiled = LivePlainMarket(market, absent)
        for late in (absent[::2], absent[1::2]):
            mark, compiled_mark = reference.mark(), compiled.mark()
            reference.enter_all(late)
            compiled.enter_all(late)
            for one in set(absent) - set(late):
                for place in set(market.wishes[one].tolist()) - {NOTHING}:
                    for standing in (STANDINGS, int(rng.integers(0, 6))):
                        stays, best = reference.tried(one, place, standing)
                        found = compiled.tried(one, place, standing)
                        assert found == ((True, best) if stays else (False, found[1])), seed
            reference.undo(mark)
            compiled.undo(compiled_mark)


@pytest.mark.parametrize("make", [plain, complex_market])
def test_a_hundred_thousand_come_out_alike(make):
    market = make(SIZE, PLACES, WISHES)
    reference = solve(market, Engine.PLAIN)
    assert 0.8 < (reference != NOTHING).mean() < 0.95
    for engine in QUICK:
        assert np.array_equal(solve(market, engine), reference)


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("make", [plain, complex_market])
def test_the_order_of_rows_changes_nothing(make, engine):
    market = _without_ties(make(SIZE, PLACES, WISHES))
    order = np.random.default_rng(7).permutation(SIZE)
    turned = replace(
        market,
        wishes=market.wishes[order],
        standings=market.standings[order],
        types=market.types[order],
    )
    assert np.array_equal(solve(turned, engine), solve(market, engine)[order])


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize(
    ("applicants", "wishes", "places"),
    [(0, 0, 0), (0, 3, 2), (3, 0, 2), (3, 2, 0), (1, 1, 1)],
)
def test_markets_of_next_to_nothing(engine, applicants, wishes, places):
    lists = np.full((applicants, wishes), 0 if places else NOTHING, dtype=np.int32)
    standings = np.zeros((applicants, wishes), dtype=np.int32)
    market = plain_market(lists, standings, np.ones(places, dtype=np.int64))
    granted = solve(market, engine)
    assert granted.dtype == np.int32
    assert granted.tolist() == [0 if wishes and places else NOTHING] * applicants


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("make", [plain, complex_market])
def test_endless_quotas_and_standings_up_to_the_limit(make, engine):
    """A quota as good as endless takes no memory; standings that do not fit are put in order."""
    market = make(3_000, 100, 5)
    wide = (market.standings.astype(np.int64) * 10_000).clip(0, STANDINGS - 1).astype(np.int32)
    quotas = market.quotas.copy()
    quotas[:10] = UNLIMITED
    expected = solve(replace(market, quotas=quotas), Engine.PLAIN)
    assert np.array_equal(solve(replace(market, quotas=quotas, standings=wide), engine), expected)


@pytest.mark.parametrize("engine", Engine)
def test_a_reserved_seat_is_kept_in_the_groups_above(engine):
    """Two places share one seat; the reserved one at the first counts before a better standing."""
    market = Market(
        wishes=np.array([[0], [1]], dtype=np.int32),
        standings=np.array([[5], [9]], dtype=np.int32),
        types=np.array([1, 0], dtype=np.int32),
        quotas=np.array([1, 1, 1], dtype=np.int64),
        parents=np.array([2, 2, NOTHING], dtype=np.int32),
        bins=np.array([0, 1], dtype=np.int32),
        rules=SeatRules(
            rule_of=np.array([0, NOTHING, NOTHING], dtype=np.int32),
            first=np.array([[0, 1]], dtype=np.int32),
            last=np.array([[0, 0]], dtype=np.int32),
            caps=np.array([[UNLIMITED, UNLIMITED]], dtype=np.int32),
        ),
    )
    assert solve(market, engine).tolist() == [0, NOTHING]


def test_the_engine_is_chosen_by_size():
    one_wish = np.zeros((WORTH_COMPILING, 1), dtype=np.int32)
    large = plain_market(one_wish, one_wish, np.ones(1, dtype=np.int64))
    assert engine_for(large) is Engine.NUMBA
    assert engine_for(plain(1_000, 20, 3)) is Engine.NUMPY


def test_more_wishes_than_the_compiled_engine_can_count_are_left_to_numpy():
    market = plain(1_000, 20, 3)
    endless = np.broadcast_to(np.int32(NOTHING), (WORTH_COMPILING, 2**14))
    assert endless.size > 2**32
    assert engine_for(replace(market, wishes=endless)) is Engine.NUMPY


def test_everything_works_where_numba_is_missing():
    """In a process of its own, in which it cannot be imported."""
    program = """
import sys
sys.modules["numba"] = None
import numpy as np
from mobility_rules.placement.engines import WORTH_COMPILING, solve
from mobility_rules.placement.market import plain_market
wishes = np.zeros((WORTH_COMPILING, 1), dtype=np.int32)
granted = solve(plain_market(wishes, wishes, np.array([2])))
print(np.flatnonzero(granted == 0).tolist())
"""
    assert _printed_by(program) == "[299998, 299999]"


def test_numba_is_not_even_loaded_where_it_does_not_pay():
    program = """
import sys
from benchmarks.placement_markets import complex_market
from mobility_rules.placement.engines import solve
solve(complex_market(1_000, 40, 5))
print("numba" in sys.modules)
"""
    assert _printed_by(program) == "False"


def test_functions_that_cannot_be_kept_are_compiled_anyhow():
    from mobility_rules.placement.engines.heaps import compiled

    names: dict = {}
    exec("def twice(number):\n    return 2 * number", names)  # it has no file beside which to keep
    assert compiled(names["twice"])(21) == 42


def _printed_by(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def _plain_market(rng: np.random.Generator, applicants: int, places: int) -> Market:
    """Holes, ties, closed places; nobody wishes a place twice."""
    with_holes = np.concatenate([np.arange(places), np.full(3, NOTHING)])
    length = int(rng.integers(1, places + 3))
    lists = [rng.permutation(with_holes)[:length] for _ in range(applicants)]
    standings = rng.integers(0, int(rng.choice([1, 4, 1000])), (applicants, length))
    quotas = rng.integers(0, 6, places)
    return plain_market(np.array(lists, dtype=np.int32), standings.astype(np.int32), quotas)


def _without_ties(market: Market) -> Market:
    """No two standings are equal, so that the numbers of the applicants decide nothing."""
    order = np.argsort(market.standings, axis=None, kind="stable")
    standings = np.empty(market.standings.size, dtype=np.int32)
    standings[order] = np.arange(len(order))
    return replace(market, standings=standings.reshape(market.standings.shape))
