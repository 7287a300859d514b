"""What each deed of the table is given: enough to be done, or for a form too little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sapar.accounts.models import User
from sapar.accounts.queries import engagements_of
from sapar.applications.actions.sending import content_hash
from sapar.calls.seating import Seating
from sapar.core import clock
from sapar.selection.queries import published_run, verified_applications
from sapar.selection.situation import situation_of
from tests.factories.people import PASSWORD

Given = dict[str, Any]
CHECKED_LINK = "https://example.org/"
SCORES = {"motivation": "80", "interview": "70", "comment": "", "version": ""}


def payload_of(address: str, subject: Any, user: User) -> Given:
    return PAYLOADS.get(address, _nothing)(subject, user)


def _nothing(_subject: Any, _user: User) -> Given:
    return {}


def _unfinished(_subject: Any, _user: User) -> Given:
    """Something, but not what the form needs."""
    return {"unknown": "1"}


def _version(subject: Any, _user: User) -> Given:
    return {"version": subject.version}


def _because(subject: Any, _user: User) -> Given:
    tomorrow = clock.now() + dt.timedelta(days=1)
    until = tomorrow.strftime("%Y-%m-%dT%H:%M")
    return {"version": subject.version, "reason": "Because.", "until": until}


def _expected_version(subject: Any, _user: User) -> Given:
    """With all the words that one of these deeds asks for."""
    return {
        "expected_version": subject.version,
        "reason": "Because.",
        "answer": "So it is.",
    }


def _done(_subject: Any, _user: User) -> Given:
    return {"done": "1"}


def _rule(subject: Any, _user: User) -> Given:
    """The rule that stands in the draft."""
    key = next(iter(Seating.from_json(subject.placement).rules()))
    return {"key": key, "expected_version": subject.version}


def _other_seats(subject: Any, _user: User) -> Given:
    return {
        "seats": subject.seats + 1,
        "reason": "The host offers more.",
        "expected_version": subject.call.version,
    }


def _decision(subject: Any, _user: User) -> Given:
    """About the last of those who take part: the first is decided about already."""
    application = verified_applications(subject).last()
    number = application.public_id if application else ""
    return {"application": number, "place": "nowhere", "reason": "Because."}


def _as_seen(subject: Any, _user: User) -> Given:
    """The situation as the owner was shown it."""
    run = published_run(subject)
    return {"seen": situation_of(run).hash if run else ""}


def _apply(_subject: Any, user: User) -> Given:
    """With an engagement of one's own; who has none tries with that of somebody else."""
    engagement = engagements_of(user).first()
    return {"engagement": engagement.public_id if engagement else ""}


def _story(subject: Any, _user: User) -> Given:
    return {
        "version": subject.version,
        "field": "title",
        "title": "A winter by the sea",
        "language": "en",
        "shown_name": "none",
    }


def _comment(subject: Any, _user: User) -> Given:
    """The name is asked of those alone whom the registrar does not know."""
    version = getattr(subject, "version", "")
    return {"text": "Thank you.", "name": "A reader", "expected_version": version}


PAYLOADS: dict[str, Callable[[Any, User], Given]] = {
    "set-theme": lambda *_who: {"theme": "dark"},
    "set-legibility": lambda *_who: {"size": "large"},
    "account_login": lambda *_who: {"login": "nobody@example.org", "password": PASSWORD},
    "account-close": lambda *_who: {"voices": "leave", "password": "not the password"},
    "application-start": _apply,
    "application-about": lambda *_who: {"phone": "+7 700 000 00 03", "emergency_contact": "Father"},
    "application-motivation": lambda *_who: {"motivation": "To see."},
    "application-wishes": _done,
    "application-documents": _done,
    "application-save": lambda *_who: {"field": "phone", "phone": "+7 700 000 00 04"},
    "application-set-aside": lambda *_who: {"field": "phone"},
    "application-check": lambda subject, _user: {
        "version": subject.version,
        "content": content_hash(subject),
    },
    "application-withdraw": lambda *_who: {"reason": "Because."},
    "offer-accept": _version,
    "offer-decline": _version,
    "application-appeal": lambda *_who: {"text": "My average score is wrong."},
    "attendance": lambda *_who: {"deed": "cancel"},
    "subscription": lambda *_who: {"deed": "end"},
    "story-write": _story,
    "story-save": _story,
    "comment-write": _comment,
    "comment-answer": _comment,
    "comment-edit": _comment,
    "comment-report": lambda *_who: {"reason": "insult"},
    "sample-clock": lambda *_who: {"to": "beginning"},
    "host-confirm": lambda *_who: {"code": "000 000"},
    "host-answer": lambda subject, _user: {"answer": "accept", "version": subject.version},
    "office-application-release": _version,
    "office-application-verify": _version,
    "office-application-return": _because,
    "office-application-refuse": _because,
    "office-call-publish": _expected_version,
    "office-call-cancel": _expected_version,
    "office-call-seat-remove": _rule,
    "office-place-amend": _other_seats,
    "office-score": lambda *_who: SCORES,
    "office-score-save": lambda *_who: {"field": "motivation", "motivation": "80"},
    "office-judgement": lambda *_who: {"is_met": "yes", "reason": "Because.", "version": ""},
    "office-run-publish": _version,
    "office-run-folder": lambda *_who: {"recipient": "A doubter"},
    "office-overrides": _decision,
    "office-fill-seats": _as_seen,
    "office-appeal": lambda subject, _user: {
        "version": subject.version,
        "do": "dismiss",
        "reason": "The certificate is counted.",
    },
    "office-offer-withdraw": _because,
    "office-nomination-resend": lambda subject, _user: {
        "version": subject.version,
        "correction": "The name.",
    },
    "office-article": lambda *_who: {"title_ru": "Жильё"},
    "office-article-save": lambda *_who: {"field": "title_ru", "title_ru": "Жильё"},
    "office-article-deed": lambda subject, _user: {
        "version": subject.version,
        "unpublish-reason": "No longer true.",
        "return-reason": "Say more.",
    },
    "office-text-draw": lambda *_who: {"text": "A word.", "language": "en"},
    "office-text-paste": lambda *_who: {"html": "<p>A word.</p>"},
    "office-picture-focus": lambda *_who: {"point": "0,0"},
    "office-menu-entry-move": lambda *_who: {"up": ""},
    "office-link-recheck": lambda *_who: {"url": CHECKED_LINK},
    "office-regulation-check": _expected_version,
    "office-event-deed": _expected_version,
    "office-question-deed": _expected_version,
    "office-comment-deed": lambda subject, _user: {
        "expected_version": subject.version,
        "reason": "insult",
    },
    "office-story-deed": _expected_version,
    **dict.fromkeys(
        (
            "ask",
            "event-register",
            "subscribe",
            "story-photos",
            "office-partner-new",
            "office-partner-edit",
            "office-contact-new",
            "office-contact-edit",
            "office-agreement-new",
            "office-agreement-edit",
            "office-agreement-end",
            "office-condition-new",
            "office-condition-edit",
            "office-host-profile-edit",
            "office-host-picture-new",
            "office-call-new",
            "office-call-edit",
            "office-call-requirements",
            "office-call-scorecard",
            "office-call-documents",
            "office-call-places",
            "office-call-seat-basics",
            "office-call-seat-add",
            "office-adopt-seats",
            "office-role-grant",
            "office-article-new",
            "office-article-settings",
            "office-article-inserts",
            "office-article-import",
            "office-picture-new",
            "office-picture-edit",
            "office-attachment-new",
            "office-attachment-edit",
            "office-menu-entry-new",
            "office-menu-entry-edit",
            "office-announcement-new",
            "office-announcement-edit",
            "office-redirect-new",
            "office-redirect-edit",
            "office-regulation-new",
            "office-regulation-edit",
            "office-regulation-version-new",
            "office-event-new",
            "office-event-edit",
            "office-frequent-question-new",
            "office-frequent-question",
            "office-public-contact-new",
            "office-public-contact",
            "office-moderation-policy",
        ),
        _unfinished,
    ),
}
