"""A whole run: inputs copied and read, seats given, everything checked, explained and written."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from mobility_rules.placement.checking import SECOND_OPINION_UP_TO
from mobility_rules.placement.closing import Placed
from mobility_rules.placement.engines import Engine, Live, live_without
from mobility_rules.placement.market import Keys
from mobility_rules.placement.thresholds import Thresholds, thresholds
from sapar.placement_files.folder.writing import new_folder, write_papers, write_tables
from sapar.placement_files.market.market_tables import Placement, market_of
from sapar.placement_files.market.placing import place
from sapar.placement_files.progress import Progress, silent
from sapar.placement_files.proof.decision_prices import decisions
from sapar.placement_files.proof.diagnostics import diagnostics
from sapar.placement_files.proof.given_result import must_agree, preferred
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.proof.proving import checks, is_promised
from sapar.placement_files.tables.inputs import (
    INPUTS,
    Sources,
    copy_inputs,
    named_as_given,
    read_inputs,
)
from sapar.placement_files.tables.problems import refuse
from sapar.placement_files.tables.table import Table


def run(
    sources: Sources,
    directory: Path,
    *,
    engine: Engine | None = None,
    progress: Progress = silent,
    given: Mapping[str, str | None] | None = None,
) -> Outcome:
    """Place by these files and write the folder, wholly or not at all.

    given: what must come out, else ValueError. Raises `BadInput`: for the inputs, and for a
    directory that has something in it.
    """
    with new_folder(directory) as folder:
        progress("copying the inputs", None)
        (folder / INPUTS).mkdir()
        copied = copy_inputs(sources, folder / INPUTS)
        with named_as_given(copied):
            outcome = work_out(copied.sources, engine=engine, progress=progress, given=given)
        if given is not None:
            must_agree(outcome.placement, outcome.placed, given)
        hashes = {f"{INPUTS}/{name}": digest for name, digest in copied.hashes.items()}
        hashes |= write_tables(outcome, folder, progress)
        write_papers(outcome, folder, hashes)
    return outcome


def work_out(
    sources: Sources,
    *,
    engine: Engine | None = None,
    progress: Progress = silent,
    given: Mapping[str, str | None] | None = None,
) -> Outcome:
    """Everything that a folder says, in memory.

    given: where several results are equally good, as in the exact mode, the one to be taken.
    """
    progress("reading", None)
    tables, asked = read_inputs(sources)
    if not is_promised(tables.policy.commitment, sources.seed):
        said = "commitment: the seed that is given is not the one whose hash this is"
        if not sources.seed:
            said = "commitment: this is the hash of a seed, and no seed is given (--seed)"
        raise refuse(tables.policy_file, said)
    placement = market_of(tables, sources.seed)
    file, ignored = tables.policy_file, tables.ignored()
    is_small = placement.market.applicants <= SECOND_OPINION_UP_TO
    again = tables if is_small else None
    del tables
    listed = _asked(placement, asked)
    numbers = None if is_small else listed
    progress("placing", None)
    with ThreadPoolExecutor(1) as beside:
        others = beside.submit(_others, placement, numbers)
        placed = place(placement, engine, file)
        if given is not None and placement.policy.allows_envy:
            placed = preferred(placement, placed, given)
        progress("checking", None)
        found = beside.submit(checks, placement, placed, sources.seed, again)
        exact = _thresholds(placement, placed, numbers, others.result(), progress)
    return Outcome(
        placement=placement,
        placed=placed,
        seed=sources.seed,
        checks=tuple(found.result()),
        overrides=tuple(decisions(placement, placed.granted)),
        diagnostics=diagnostics(placement, placed),
        thresholds=exact,
        asked=_for_whom(placement, numbers),
        ignored=ignored,
    )


def _asked(placement: Placement, asked: Table | None) -> Keys:
    """The numbers of those on the list."""
    if asked is None:
        return np.zeros(0, dtype=np.int64)
    names = asked.names["applicant_id"]
    numbers = names.mapped(placement.applicants)
    if (numbers < 0).any():
        raise asked.problems(
            np.flatnonzero(numbers < 0),
            "applicant_id",
            lambda row: f"'{names[row]}' given; there is no such applicant",
        )
    return np.unique(numbers).astype(np.int64)


def _others(placement: Placement, numbers: Keys | None) -> Live | None:
    """The market without those whose thresholds are asked for, while everybody is placed; None
    where that would not help."""
    if numbers is None or not len(numbers):
        return None
    if placement.policy.allows_envy or not placement.market.is_plain:
        return None
    return live_without(placement.market, numbers.tolist())


def _thresholds(
    placement: Placement,
    placed: Placed,
    numbers: Keys | None,
    others: Live | None,
    progress: Progress,
) -> Thresholds | None:
    """numbers: None for everybody. others: in the market before anything was closed."""
    if placement.policy.allows_envy or (numbers is not None and not len(numbers)):
        return None

    def told(done: int, total: int) -> None:
        progress("thresholds", done / max(total, 1))

    progress("thresholds", 0.0)
    asked = None if numbers is None else numbers.tolist()
    if placed.market is not placement.market:
        others = None
    return thresholds(placed.market, placed.granted, asked, told, others)


def _for_whom(placement: Placement, numbers: Keys | None) -> str:
    if placement.policy.allows_envy:
        return "nobody; in the exact mode no score alone is enough"
    if numbers is None:
        by_lot = "; where at a score only a lot would decide, the next one is told"
        return "everybody" + (by_lot if placement.decided.ties_are_relative else "")
    return f"the {len(numbers):,} asked for" if len(numbers) else "nobody; ask by --thresholds"
