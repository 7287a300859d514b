"""What the record of an application shows the office: the submitted version, never the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import rules

from sapar.accounts.models import User
from sapar.applications.judging import Judgement, judge, stored_verdict
from sapar.applications.models import Application, Submission
from sapar.applications.queries import submitted_wishes
from sapar.applications.sayings import say_finding
from sapar.applications.tables import CriterionRow, criteria_rows
from sapar.applications.timeline import happenings
from sapar.calls.models import CallPlace
from sapar.core.translated import Translated
from sapar.core.wording import words
from sapar.desk.standing import standing_of
from sapar.nominations.models import Nomination
from sapar.selection.queries import without_identity_papers


@dataclass(frozen=True, slots=True)
class WishRow:
    place: CallPlace
    standing: str
    rows: list[CriterionRow]


def record_context(user: User, application: Application, version: str) -> dict[str, Any]:
    submissions = list(application.submissions.order_by("number"))
    submission = next((one for one in submissions if str(one.number) == version), submissions[-1])
    judgement = judge(application, submission.content["wishes"])
    return {
        "application": application,
        "person": application.engagement.person,
        "standing": standing_of(application),
        "submission": submission,
        "submissions": submissions,
        "is_last": submission == submissions[-1],
        "wishes": _wishes(application, submission, judgement),
        "documents": _documents(user, application, submission),
        "criteria": criteria_rows(judgement.verdicts[""]),
        "may_be_released": judgement.may_be_released,
        "reasons_against": [say_finding(finding) for finding in judgement.reasons_against],
        "verdicts": _earlier(application),
        "sees_contact": _sees_contact(user, application),
        "time_line": happenings(application, _continued_by(application)),
    }


def _wishes(
    application: Application, submission: Submission, judgement: Judgement
) -> list[WishRow]:
    return [
        WishRow(place, verdict.standing, criteria_rows(verdict))
        for place in submitted_wishes(application, submission)
        for verdict in [judgement.verdicts[place.public_id]]
    ]


def documents_shown_to(
    user: User, application: Application, submission: Submission
) -> list[dict[str, str]]:
    """The documents of a version; identity papers only to whom contact is shown."""
    if not _sees_contact(user, application):
        return without_identity_papers(application, submission)
    documents: list[dict[str, str]] = submission.content["documents"]
    return documents


def _documents(
    user: User, application: Application, submission: Submission
) -> list[tuple[Translated, Any]]:
    """The name of each requirement with the file that was given for it."""
    names = {one.code: one.name for one in application.call.documents.all()}
    shown = documents_shown_to(user, application, submission)
    return [(names[given["code"]], given) for given in shown]


def _sees_contact(user: User, application: Application) -> bool:
    return bool(rules.has_perm("applications.see-contact", user, application))


def _earlier(application: Application) -> list[tuple[Any, str, list[CriterionRow]]]:
    """Verdicts on the whole call, the latest first, each with its criteria."""
    rows = application.verdicts.filter(wish="").order_by("-judged_at", "-id")
    return [
        (row, words(f"judged-on-{row.occasion}"), criteria_rows(stored_verdict(row)))
        for row in rows
    ]


def _continued_by(application: Application) -> list[str]:
    offers = [offer.public_id for offer in application.offers.all()]
    nominations = Nomination.objects.filter(offer__application=application)
    return [*offers, *nominations.values_list("public_id", flat=True)]
