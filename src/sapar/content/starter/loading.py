"""Everything a new portal begins with, in one call."""

from __future__ import annotations

from sapar.content.starter.contacts import load_contacts
from sapar.content.starter.frequent_questions import load_frequent_questions
from sapar.content.starter.menus import load_menus
from sapar.content.starter.pages import load_pages
from sapar.content.starter.regulations import load_regulations
from sapar.core.actor import Actor


def load_starter(*, by: Actor) -> None:
    """Enter pages, regulations, contacts, questions and menus; what is there already stays."""
    load_pages(by=by)
    load_regulations(by=by)
    load_contacts(by=by)
    load_frequent_questions(by=by)
    load_menus(by=by)
