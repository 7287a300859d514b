"""Who does a deed and who is written to, as apps below `accounts` know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did a deed: kept in audit rows after the account itself is gone."""

    public_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes and in which language it is written."""

    address: str
    language: str
    name: str = ""


SYSTEM = Actor(public_id="system", label="Sapar")
