"""Every assignment of a small market, and those that are fair by the published definition alone.

It knows nothing of deferred acceptance: each assignment is tried, and each tree of places is asked
what it would choose.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from mobility_rules.placement.choice import Proposal, choose_in_tree, proposal
from mobility_rules.placement.market import NOTHING, Integers, Market

Assignment = tuple[int, ...]
"""For each applicant the column of a wish, or NOTHING."""


class Oracle:
    def __init__(self, market: Market) -> None:
        self.market = market
        self.columns = [
            [column for column, place in enumerate(wishes) if place != NOTHING]
            for wishes in market.wishes.tolist()
        ]
        self.roots = [market.chain(place)[-1] for place in range(market.places)]
        self.contracts: list[Proposal] = []
        self.bit_of: dict[tuple[int, int], int] = {}
        self.mask_of_tree = dict.fromkeys(self.roots, 0)
        for one, columns in enumerate(self.columns):
            for column in columns:
                self._number(one, column)
        self._chosen: dict[tuple[int, int], int] = {}

    def fair_assignments(self) -> list[Assignment]:
        """All that hold, and in which no wish dearer than the granted one would be accepted."""
        choices = [(*columns, NOTHING) for columns in self.columns]
        return [given for given in product(*choices) if self.is_fair(given)]

    def is_fair(self, given: Assignment) -> bool:
        held = sum(
            self.bit_of[one, column] for one, column in enumerate(given) if column != NOTHING
        )
        if any(self._choice(root, held) != held & mask for root, mask in self.mask_of_tree.items()):
            return False
        return not any(self._choice(root, held | wish) & wish for root, wish in self._dearer(given))

    def _dearer(self, given: Assignment) -> Iterator[tuple[int, int]]:
        for one, (columns, got) in enumerate(zip(self.columns, given, strict=True)):
            for column in columns:
                if column == got:
                    break
                yield self.roots[self.market.wishes[one, column]], self.bit_of[one, column]

    def _number(self, one: int, column: int) -> None:
        contract, bit = proposal(self.market, one, column), 1 << len(self.contracts)
        self.contracts.append(contract)
        self.bit_of[one, column] = bit
        self.mask_of_tree[self.roots[contract.place]] |= bit

    def _choice(self, root: int, held: int) -> int:
        """What a tree keeps of the contracts in the bits of a number."""
        offered = held & self.mask_of_tree[root]
        if (root, offered) not in self._chosen:
            before = [one for at, one in enumerate(self.contracts) if offered >> at & 1]
            kept = choose_in_tree(self.market, root, before)
            self._chosen[root, offered] = sum(
                1 << at for at, one in enumerate(self.contracts) if one in kept
            )
        return self._chosen[root, offered]


def rank(column: int) -> float:
    """How far down the list; nothing at all is worse than the last wish."""
    return float("inf") if column == NOTHING else column


def nobody_prefers(other: Iterable[int], given: Iterable[int]) -> bool:
    """Everybody likes the given one at least as much as the other."""
    return all(rank(mine) <= rank(theirs) for mine, theirs in zip(given, other, strict=True))


def assert_best_of_the_fair(market: Market, granted: Integers) -> int:
    """It is fair, and everybody likes it best of all that are. Returns how many there are."""
    given: Assignment = tuple(granted.tolist())
    fair = Oracle(market).fair_assignments()
    assert given in fair
    assert all(nobody_prefers(other, given) for other in fair)
    return len(fair)
