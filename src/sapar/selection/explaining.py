"""What a result tells its applicant, in sentences: the score with its parts, and every wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mobility_rules.findings import Finding
from mobility_rules.placement.explanation import WishOutcome
from mobility_rules.scorecards import LOTTERY
from sapar.applications.sayings import say_finding
from sapar.calls.models import Call, CallPlace
from sapar.calls.queries import places_of
from sapar.calls.terms import current_terms, seating_of
from sapar.core.formatting import format_number
from sapar.core.translated import Translated
from sapar.core.wording import words
from sapar.selection import missed
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.points import Item, as_points, in_a_sentence, item_name
from sapar.selection.told import DECIDED


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the score: what was seen or given, its weight, and what it adds."""

    code: str
    name: str
    source: str
    points: str
    maximum: str
    weight: str
    adds: str


@dataclass(frozen=True, slots=True)
class WishTold:
    """One wish with what became of it; ``reasons`` are the criteria not met."""

    rank: int
    place: CallPlace | None
    outcome: str
    sentences: list[str]
    reasons: list[str]


class Explainer:
    """Words for the outcomes of one call: its scorecard and its places are read once."""

    def __init__(self, call: Call) -> None:
        terms = current_terms(call)
        self.items: dict[str, Item] = {item["code"]: item for item in terms.content["scorecard"]}
        self.conditions = seating_of(terms).texts
        self.places = {place.public_id: place for place in places_of(call)}

    def parts(self, outcome: Outcome) -> list[Part]:
        return [self._part(part) for part in outcome.breakdown["ingredients"]]

    def correction(self, outcome: Outcome) -> str:
        """What an appeal added to the parts, or took from them; empty for nothing."""
        added = outcome.breakdown.get("correction", 0)
        return as_points(added) if added else ""

    def wishes(self, outcome: Outcome) -> list[WishTold]:
        return [self._wish(entry) for entry in outcome.explanation]

    def wishes_for_applicant(self, outcome: Outcome) -> list[WishTold]:
        """The same; reads earlier runs where a later one only let others keep their seats."""
        return [self._wish(entry) for entry in _as_first_told(outcome)]

    def decided_by(self, outcome: Outcome) -> str:
        """The link that decided a tie with the one ranked before; empty when the score did."""
        link = outcome.breakdown["decided_by"]
        return self.link_name(link) if link else ""

    def link_name(self, link: str) -> str:
        if link in self.items and link != "gpa":
            return item_name(self.items[link])
        return words(f"tie-{link}")

    def _part(self, part: Mapping[str, Any]) -> Part:
        return Part(
            code=part["code"],
            name=item_name(self.items[part["code"]]),
            source=part["source"],
            points=_points(part),
            maximum=format_number(Decimal(part["maximum"])),
            weight=format_number(Decimal(part["weight"])),
            adds=as_points(part["thousandths"]),
        )

    def _wish(self, entry: Mapping[str, Any]) -> WishTold:
        findings = [Finding.from_json(finding) for finding in entry.get("findings", [])]
        return WishTold(
            rank=entry["rank"],
            place=self.places.get(entry["place"]),
            outcome=_as_kernel_says(entry),
            sentences=self._sentences(entry),
            reasons=[say_finding(finding) for finding in findings],
        )

    def _sentences(self, entry: Mapping[str, Any]) -> list[str]:
        outcome = entry["outcome"]
        if outcome == WishOutcome.DROPPED:
            return [words(f"dropped-{entry['reason']}")]
        if outcome == WishOutcome.NOT_CONSIDERED:
            return [_("Not considered: a place higher on the list was given.")]
        if outcome == WishOutcome.GRANTED:
            return _granted(entry, self.conditions)
        return _decided(entry) if outcome == DECIDED else self._missed(entry)

    def _missed(self, entry: Mapping[str, Any]) -> list[str]:
        place = self.places.get(entry["place"])
        return list(missed.sentences(entry, place.host if place else "", self.link_name))


def _as_first_told(outcome: Outcome) -> list[dict[str, Any]]:
    """Where seats were only kept no score would have been enough, which hides what had been: it is
    told as the run said that gave the seats, as long as the own score is the same."""
    told: list[dict[str, Any]] = outcome.explanation
    if not any(_is_only_kept(entry) for entry in told):
        return told
    earlier = _told_before(outcome)
    return [
        {**earlier[entry["place"]], "waiting_position": entry["waiting_position"], "is_kept": True}
        if _is_only_kept(entry) and entry["place"] in earlier
        else entry
        for entry in told
    ]


def _is_only_kept(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("is_kept")) and entry["enough"] is None


def _told_before(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """The missed wishes by place, as the run before told them."""
    before = Outcome.objects.select_related("run").filter(
        run=outcome.run.replaces_id, application=outcome.application_id, score=outcome.score
    )
    told = [entry for one in before for entry in _as_first_told(one)]
    return {entry["place"]: entry for entry in told if entry["outcome"] == WishOutcome.MISSED}


def position_in_draw(outcome: Outcome) -> int | None:
    """From 1, the best; None where the call draws no lots. The applicant alone is shown it: beside
    the published seed it would tell which pseudonym belongs to which number."""
    runs = PlacementRun.objects.filter(pk=outcome.run_id)
    chain: list[str] = runs.values_list("input__tie_break", flat=True).get()
    return -outcome.breakdown["tie"][chain.index(LOTTERY)] if LOTTERY in chain else None


def _granted(entry: Mapping[str, Any], conditions: Mapping[str, Translated]) -> list[str]:
    """What the seat depends on comes first: it may still be lost."""
    told = []
    if "condition" in entry:
        condition = {"condition": conditions.get(entry["condition"], entry["condition"])}
        told.append(_("The seat depends on a condition: %(condition)s") % condition)
    own = {"own_score": in_a_sentence(entry["own_score"])}
    told.append(_("This place was given to you with a score of %(own_score)s.") % own)
    if entry.get("seat") == "reserved":
        told.append(_("You hold one of the seats reserved by the rules of the call."))
    if entry["last_admitted"] is not None:
        last = {"last_admitted": in_a_sentence(entry["last_admitted"])}
        told.append(_("The last one admitted had %(last_admitted)s.") % last)
    return told


def _as_kernel_says(entry: Mapping[str, Any]) -> str:
    """A place that the commission gave itself is granted, too; its other wishes were not looked
    at."""
    if entry["outcome"] != DECIDED:
        return str(entry["outcome"])
    return WishOutcome.GRANTED if entry["is_given"] else WishOutcome.NOT_CONSIDERED


def _decided(entry: Mapping[str, Any]) -> list[str]:
    """A wish of somebody whom the commission placed itself."""
    if entry["is_given"]:
        told = _("The commission gave you this place itself.")
    else:
        told = _("Not looked at: the commission decided about your place itself.")
    return [told, _("Reason: %(reason)s") % {"reason": entry["reason"]}]


def _points(part: Mapping[str, Any]) -> str:
    """The average score and the level as recorded, the commission's points as their mean."""
    if part["points"] is None:
        return _("nothing on record")
    if part["source"] == "language":
        return str(part["seen"])
    exact = part["seen"] if part["source"] == "gpa" else part["points"]
    return format_number(Decimal(exact).normalize())
