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
