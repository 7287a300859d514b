"""Why a wish was missed: first the one sentence that answers it, then what lies behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mobility_rules.scorecards import LOTTERY
from sapar.selection.points import in_a_sentence

PRECEDENCE = "precedence"
"""What decided where no score would have been enough."""
FULL = 100_000
SCORES = ("own_score", "last_admitted", "gap", "enough")


def sentences(
    entry: Mapping[str, Any], host: object, link_name: Callable[[str], str]
) -> Iterator[str]:
    """``entry`` as the run stored it. link_name: what people call a link of the tie-break."""
    values = {name: in_a_sentence(entry[name]) for name in SCORES if entry[name] is not None}
    values["host"] = str(host)
    if entry["decided_by"] not in ("score", PRECEDENCE, ""):
        yield _tie(entry["decided_by"], values, link_name)
    yield _enough(entry, values)
    if entry["decided_by"] != PRECEDENCE:  # else what is missing are no points
        yield from _last_admitted(entry, values)
    if entry.get("is_kept") and entry["enough"] is not None:
        yield _("Since then the seats of this place stay with those who hold them.")
    position = {"position": entry["waiting_position"]}
    told = _(
        "Among all who would rather have this place, those placed elsewhere included, your "
        "position is %(position)s."
    )
    yield told % position


def _last_admitted(entry: Mapping[str, Any], values: Mapping[str, str]) -> Iterator[str]:
    if entry["gap"] == 0:
        yield _("The last one admitted had %(last_admitted)s, too.") % values
    elif entry["gap"] is not None:
        yield _("The last one admitted had %(last_admitted)s, %(gap)s more than you.") % values


def _tie(link: str, values: Mapping[str, str], link_name: Callable[[str], str]) -> str:
    if link == LOTTERY:
        told = _(
            "At %(host)s your score of %(own_score)s equalled the one to beat, and so did all "
            "else: the lottery decided."
        )
        return told % values
    told = _(
        "At %(host)s your score of %(own_score)s equalled the one to beat; the tie-break decided: "
        "%(link)s."
    )
    return told % {**values, "link": link_name(link)}


def _enough(entry: Mapping[str, Any], values: Mapping[str, str]) -> str:
    enough: int | None = entry["enough"]
    if enough is not None and enough <= FULL:
        told = _(
            "With %(enough)s points you would have been placed at %(host)s; you have %(own_score)s."
        )
        return told % values
    if enough is not None:
        told = _("Not even 100 points would have been enough at %(host)s; you have %(own_score)s.")
        return told % values
    if entry.get("is_kept"):
        return _("The seats of this place stay with those who held them before.")
    if entry.get("is_given_away"):
        return _(
            "No score would have been enough: the commission gave the seats of this place itself."
        )
    if entry["decided_by"] == PRECEDENCE:
        return _(
            "No score would have been enough: by the rules of the call others come before you at "
            "this place."
        )
    return _("Your score of %(own_score)s was not enough at %(host)s.") % values
