"""What a button does to a list of wishes."""

from collections.abc import Sequence


def wishes_after(wishes: Sequence[str], step: str, place_id: str) -> list[str]:
    """The wishes after ``add``, ``remove``, ``up`` or ``down``.

    A step from an older window that has nothing left to do changes nothing; adding twice does, so
    that the deed can refuse it by name.
    """
    after = list(wishes)
    if step == "add":
        return [*after, place_id]
    if place_id not in after:
        return after
    at = after.index(place_id)
    if step == "remove":
        del after[at]
    elif step == "up" and at > 0:
        after[at - 1], after[at] = after[at], after[at - 1]
    elif step == "down" and at < len(after) - 1:
        after[at], after[at + 1] = after[at + 1], after[at]
    return after
