"""How a deed says no. Screens turn these into words (`sapar.core.wording`) and keep what was
typed.
"""


class Refusal(Exception):
    """A rule of the programme forbids the deed. ``code`` has words; ``values`` fill them."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Conflict(Refusal):
    """Somebody else was first, or the form was filled from an older version of the record."""
