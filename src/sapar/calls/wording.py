"""Words for calls: what keeps one from opening, and why a draft refuses a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mobility_rules.findings import Finding
from sapar.core.formatting import format_day, format_instant, language_name
from sapar.core.wording import words

WORDING: dict[str, Promise | str] = {
    # Refusals of deeds.
    "call-not-ready": _(
        "The call was not published: %(count)s things have to be put right first. It stays a draft."
    ),
    "call-no-longer-draft": _(
        "The call is no longer a draft: its terms were frozen when it was published. Nothing was "
        "changed; open the call again to see how it stands."
    ),
    "call-dates-contradict": _(
        "The call would close at %(closes_at)s, which is not after it opens at %(opens_at)s. "
        "Give a later closing time."
    ),
    "call-cancelled-without-reason": _(
        "Give the reason for cancelling the call: everybody who applied will read it."
    ),
    "document-doubled": _("The document “%(document)s” is on the list twice. Keep one of them."),
    "place-does-not-fit": _(
        "The agreement with %(host)s has no such places: audience, kind of period and direction "
        "must be those of the call."
    ),
    "place-already-there": _(
        "%(host)s is already among the places. Remove it and add it with other seats."
    ),
    "place-without-seats": _("A place has %(given)s seats. At least one is needed."),
    "seats-amended-without-reason": _(
        "Reason: it is empty. Say why the seats change; it stands on the page of the call."
    ),
    "seats-as-before": _("Seats: the place has %(given)s already. Give another number."),
    "call-not-open-to-amendment": _(
        "Seats change only while a call is published and its result is not. Nothing was changed; "
        "open the call again to see how it stands."
    ),
    "types-in-use": _(
        "Types of applicants: reserved seats and caps of this call go by them. Remove those "
        "first, then choose other types."
    ),
    "appeal-days-too-few": _("Days to appeal: %(given)s was given, at least 1 is expected."),
    "shared-quota-without-seats": _("Shared quota: %(given)s was given, at least 1 is expected."),
    "seat-rule-already-there": _(
        "This is on the list already. Remove it there, then add it with the new number."
    ),
    "seat-rule-gone": _("This is no longer on the list: somebody removed it before you."),
    "quota-below-allotted": _(
        "The quota cannot be %(quota)s: published calls of %(year)s have already promised "
        "%(seats)s places."
    ),
    # Findings against opening.
    "call-closes-before-it-opens": _(
        "Closing time: %(given)s is not after the opening time, %(expected)s."
    ),
    "call-opens-after-period-starts": _(
        "Opening time: %(given)s; the stay begins on %(expected)s. A call opens before that day."
    ),
    "call-closes-after-period-starts": _(
        "Closing time: %(given)s; the stay begins on %(expected)s. A call closes before that day."
    ),
    "call-closes-in-the-past": _(
        "Closing time: %(given)s has already passed. Give a time that is still to come."
    ),
    "period-ends-before-it-starts": _(
        "Period: its last day %(given)s is before its first day %(expected)s."
    ),
    "response-days-not-positive": _(
        "Days to accept an offer: %(given)s was given, at least %(expected)s is expected."
    ),
    "call-without-places": _("Places: there is none yet. At least one place is needed."),
    "place-doubled": _("Places: %(host)s is there twice."),
    "quota-not-positive": _("Places: %(host)s has %(given)s seats. At least one is needed."),
    "agreement-begins-too-late": _(
        "Places: the agreement with %(host)s begins on %(given)s, but the stay on %(expected)s. "
        "Remove the place or choose a later period."
    ),
    "agreement-ends-too-early": _(
        "Places: the agreement with %(host)s ends on %(given)s, but the stay on %(expected)s. "
        "Remove the place, or enter the prolonged agreement first."
    ),
    "place-not-outgoing": _("Places: the condition with %(host)s is for incoming guests."),
    "place-for-other-audience": _("Places: the condition with %(host)s is for another audience."),
    "place-for-other-period": _(
        "Places: the condition with %(host)s is for another kind of period."
    ),
    "place-in-other-direction": _(
        "Places: %(host)s does not belong to this direction. External calls have hosts abroad, "
        "internal calls hosts in Kazakhstan."
    ),
    "place-beyond-quota": _(
        "Places: %(seats)s seats at %(host)s are too many. The agreement allows %(quota)s in "
        "%(year)s, and other calls have taken %(taken)s of them."
    ),
    # Findings on how seats are given; also refusals of the deeds that change it.
    "reserves-exceed-quota": _(
        "Reserved seats: %(given)s are reserved at %(at)s, which has %(expected)s. "
        "Reserve at most as many as there are."
    ),
    "reserve-last-below-group": _(
        "Reserved seats: at %(at)s they are filled last, but the shared quota “%(group)s” around "
        "it has %(expected)s for %(given)s seats. Fill them first, or raise the quota to %(given)s."
    ),
    "seats-negative": _("Seats at %(at)s: %(given)s was given, 0 or more is expected."),
    "seats-unknown": _(
        "Reserved seats and caps: “%(at)s” is neither a place nor a shared quota of this call."
    ),
    "type-unknown": _(
        "Reserved seats and caps: “%(given)s” at %(at)s is no type of applicants of this call."
    ),
    "pool-crossed": _(
        "Seats are reserved or capped for all of “%(pool)s” together, so its %(expected)s seats "
        "are one pool. %(member)s within it must have no smaller number (it has %(given)s) and no "
        "reserve or cap of its own. Reserve at the places instead."
    ),
    "group-doubled": _("Shared quotas: “%(group)s” is there twice."),
    "group-unknown": _(
        "Shared quotas: “%(named_by)s” lies within “%(group)s”, which is not there."
    ),
    "groups-in-a-cycle": _("Shared quotas: each lies within the next, in a circle: %(groups)s."),
    "groups-overlap": _(
        "Shared quotas: “%(first)s” and “%(second)s” overlap. Both hold %(host)s, and neither lies "
        "wholly within the other. Give one of them all places of the other, or no common place."
    ),
    "group-empty": _("Shared quotas: “%(group)s” holds no place. Choose at least one."),
    "quota-negative": _("Shared quotas: “%(group)s” is %(given)s, 0 or more is expected."),
    "place-unknown": _("How places are given: “%(given)s” is no place of this call."),
    "rule-without-seats": _(
        "Seats at %(at)s: %(given)s was given, at least %(expected)s is expected."
    ),
    "minimum-exceeds-seats": _(
        "Minimum: %(given)s at %(at)s, where at most %(expected)s can be placed."
    ),
    "minimum-doubled": _("Minimum: %(at)s has more than one. Keep one of them."),
    "conditional-exceeds-seats": _(
        "Conditional seats: %(given)s at %(at)s, which has %(expected)s in all."
    ),
    "conditional-doubled": _("Conditional seats: %(at)s has more than one condition. Keep one."),
    "clause-unknown": _("Requirements: the rules know no requirement “%(given)s”."),
    "clause-parameter-wrong": _(
        "Requirements: “%(given)s” cannot be used in “%(criterion)s”; expected is %(expected)s."
    ),
    "scorecard-empty": _("Scorecard: it has no item. Give at least one."),
    "scorecard-weights-not-100": _(
        "Scorecard: the weights add up to %(given)s. They have to add up to %(expected)s."
    ),
    "scorecard-item-doubled": _("Scorecard: the item “%(item)s” is there twice."),
    "scorecard-item-without-code": _("Scorecard: an item has no code."),
    "scorecard-item-code-reserved": _(
        "Scorecard: the code “%(item)s” has a meaning of its own in the tie-break. "
        "Choose another one."
    ),
    "scorecard-weight-not-positive": _(
        "Scorecard: the weight of “%(item)s” is %(given)s. It has to be more than zero."
    ),
    "scorecard-maximum-not-positive": _(
        "Scorecard: the most points for “%(item)s” are %(given)s. It has to be more than zero."
    ),
    "scorecard-source-unknown": _(
        "Scorecard: the points of “%(item)s” come from “%(given)s”; expected is one of "
        "%(expected)s."
    ),
    "tie-break-item-unknown": _(
        "Tie-break: “%(item)s” is no item of the scorecard. Choose one that is."
    ),
    "tie-break-item-doubled": _("Tie-break: “%(item)s” is there twice."),
    "tie-break-without-lottery": _(
        "Tie-break: it has to end in the lottery, so that no two applicants stay equal."
    ),
    "tie-break-lottery-not-last": _("Tie-break: the lottery has to come last."),
    "text-missing": _("%(text)s: the text in this language is missing: %(language)s."),
}

TEXTS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "description": _("Description"),
    "document": _("Name of a document"),
    "scorecard": _("Name of a scorecard item"),
    "seating": _("Name of a shared quota, or a condition"),
}


def words_of(finding: Finding) -> str:
    """A finding against opening, in the active language, dates as people say them."""
    values: dict[str, object] = dict(finding.values)
    for name in ("given", "expected"):
        values[name] = _as_people_say(finding.values.get(name, ""))
    if finding.code == "text-missing":
        values["text"] = TEXTS[finding.values["field"].split()[0]]
        values["language"] = language_name(finding.values["language"])
    return words(finding.code, values)


def _as_people_say(value: str) -> str:
    readers: tuple[Callable[[], str], ...] = (
        lambda: format_day(dt.date.fromisoformat(value)),
        lambda: format_instant(dt.datetime.fromisoformat(value)),
    )
    for read in readers:
        try:
            return read()
        except ValueError:
            continue
    return value
