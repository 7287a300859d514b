"""The individual identification number of Kazakhstan: twelve digits, the last checks the others."""

import re

from sapar.sheets.problems import Unreadable

FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def iin(cell: str) -> str:
    """Reads the cell of a spreadsheet; raises `Unreadable` for what cannot be such a number."""
    if not re.fullmatch(r"[0-9]{12}", cell):
        raise Unreadable("iin-not-twelve-digits")
    if not checks_out(cell):
        raise Unreadable("iin-check-digit")
    return cell


def checks_out(number: str) -> bool:
    """Modulo 11 with the first weights; at 10 with the second. A second 10 is never issued."""
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        check = (
            sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11
        )
        if check < 10:
            return check == int(number[11])
    return False
