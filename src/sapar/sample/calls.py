"""The sample's calls, drafted and opened by the same deeds that an office uses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sapar.calls.actions import add_place, create_call, open_call, set_documents
from sapar.calls.defaults import IDENTITY_PAPERS
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.institutions.models import Period, Unit
from sapar.partnerships.models import AgreementCondition
from sapar.sample.reading import Entry, read, text
from sapar.sample.seating import load_seating

OFFICE = Actor("sample", "Sample office")
DAY_ENDS = dt.time(18, 0)


def load_calls(conditions: dict[str, AgreementCondition]) -> dict[str, Call]:
    """Every call of data/calls.yaml by its key, opened as many days ago as the file says."""
    content = read("calls")
    return {entry["key"]: load_call(entry, content, conditions) for entry in content["calls"]}


def load_call(entry: Entry, content: Entry, conditions: dict[str, AgreementCondition]) -> Call:
    """``content`` has the scorecards and the documents that ``entry`` names."""
    card = content["scorecards"][entry["scorecard"]]
    opens_at, closes_at = at_days(entry["opens_days"]), at_days(entry["closes_days"])
    with clock.moved(to=opens_at):
        call = create_call(
            direction=entry["direction"],
            audience=entry["audience"],
            owner=Unit.objects.get(code=entry["owner"]),
            period=period_of(entry["period"]),
            opens_at=opens_at,
            closes_at=closes_at,
            title=text(entry["title"]),
            summary=text(entry["summary"]),
            description=text(entry["text"]),
            response_days=entry["response_days"],
            scorecard=card["items"],
            tie_break=card["tie_break"],
            withdrawals=entry.get("withdrawals", Withdrawals.RESERVE_LIST),
            is_sample=True,
            by=OFFICE,
        )
        documents = [document(asked, content["documents"]) for asked in entry["documents"]]
        set_documents(call, documents, by=OFFICE)
        for place in entry["places"]:
            add_place(call, conditions[place["condition"]], seats=place["seats"], by=OFFICE)
        if "seating" in entry:
            load_seating(call, entry["seating"], conditions, by=OFFICE)
        return open_call(call, by=OFFICE)


def document(asked: Entry, names: dict[str, Entry]) -> dict[str, Any]:
    return {
        "code": asked["code"],
        "name": text(names[asked["code"]]),
        "is_required": asked["required"],
        "is_identity_paper": asked["code"] in IDENTITY_PAPERS,
    }


def at_days(days: int) -> dt.datetime:
    """The end of the office's day, so many days from now."""
    day = clock.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, DAY_ENDS, tzinfo=clock.university_zone())


def period_of(key: str) -> Period:
    """The period that data/university.yaml calls ``key``: it names the same dates."""
    for year in read("university")["academic_years"]:
        for entry in year["periods"]:
            if entry["key"] == key:
                return Period.objects.get(
                    academic_year__name=year["name"],
                    kind=entry["kind"],
                    starts_on=entry["from"],
                    ends_on=entry["to"],
                )
    raise KeyError(key)
