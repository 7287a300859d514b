"""Who waits to propose, in the compiled engine.

The wishes of a block of applicants are fetched together, so that the processor waits for memory
once, not for one applicant after the other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mobility_rules.placement.market import Integers

BLOCK = 64


class Queue(NamedTuple):
    """line: applicants; the displaced queue up again at its beginning. The others: what is
    fetched for a block."""

    line: Integers
    places: Integers
    standings: Integers
    types: Integers


def everybody(applicants: int) -> Queue:
    block = np.empty((3, BLOCK), dtype=np.int32)
    return Queue(np.arange(applicants, dtype=np.int32), block[0], block[1], block[2])
