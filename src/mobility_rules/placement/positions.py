"""Who stands where in many lines at once, by one sort."""

from __future__ import annotations

import numpy as np

from mobility_rules.placement.market import Integers, Keys


def positions(lines: Integers | Keys, standings: Integers, count: int) -> Integers:
    """The position of each in its line, from 1, the greatest standing first.

    lines: the number of the line, below count. Of equal standings the later row comes first, so
    that rows in the order of applicants follow the tie-break.
    """
    order = by_line(lines, standings, count)
    lengths = np.bincount(lines, minlength=count)
    found = np.empty(len(lines), dtype=np.int32)
    found[order] = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(lines))
    return found


def by_line(lines: Integers | Keys, standings: Integers, count: int) -> Keys:
    """The rows line by line, in each the last one first.

    Line, standing and row are packed into one number: values are sorted quicker than indices.
    """
    row_bits = max(len(lines) - 1, 1).bit_length()
    standing_bits = int(standings.max(initial=0)).bit_length()
    line_bits = max(count - 1, 1).bit_length()
    if line_bits + standing_bits + row_bits > 63:
        return np.lexsort((standings, lines))
    packed = lines.astype(np.int64) << (standing_bits + row_bits)
    packed |= standings.astype(np.int64) << row_bits
    packed |= np.arange(len(lines))
    packed.sort()
    packed &= (1 << row_bits) - 1
    return packed
