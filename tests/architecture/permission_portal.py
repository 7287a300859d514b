"""What the portal shows and what it does not show yet, each by every unit that keeps some of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sapar.calls.subscribing import PURPOSE as SUBSCRIPTION
from sapar.calls.subscribing import subscribe
from sapar.content.actions.attachments import add_attachment, release_attachment
from sapar.content.actions.contacts import add_public_contact
from sapar.content.actions.furniture import announce, create_menu_entry, create_redirect
from sapar.content.actions.pictures import release_picture
from sapar.content.actions.questions import answer_question
from sapar.content.enums import ArticleState, MenuPlace, Rubric
from sapar.content.models import Article, LinkCheck, Picture
from sapar.content.strangers import ATTENDANCE, QUESTION
from sapar.core import clock
from sapar.institutions.enums import Evidence
from sapar.institutions.models import Unit
from sapar.links.actions import mint_link, revoke_links
from sapar.partnerships.actions import add_host_picture
from tests.architecture.permission_payloads import CHECKED_LINK
from tests.factories.applications import PDF, pdf
from tests.factories.articles import article_in
from tests.factories.asking import (
    make_attendance,
    make_event,
    make_frequent,
    make_question,
    three,
)
from tests.factories.calls import make_partner
from tests.factories.people import TESTER
from tests.factories.pictures import ALT, make_image, make_picture, make_upload
from tests.factories.regulations import make_regulation, make_text

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

Keepers = Mapping[Unit, frozenset[str]]


def add_portal(world: World, keepers: Keepers) -> None:
    """``keepers`` names for each unit the roles that work for it."""
    _add_articles(world)
    _add_media(world)
    _add_furniture(world)
    for unit, roles in keepers.items():
        _add_regulations(world, unit, roles)
        _add_events(world, unit, roles)
        _add_questions(world, unit, roles)
    _add_frequent_questions(world)
    _add_links(world, next(iter(keepers)))
    world.add("school", None, next(iter(keepers)).code)
    candidate = make_partner(evidence=Evidence.CANDIDATE)
    world.add("candidate for a partner", candidate, secrets=[candidate.name.en])
    world.add("comments of a candidate", candidate, "partner", candidate.public_id)
    for record in world.records["partner"]:
        picture = add_host_picture(record.subject, make_upload(_small()), alt=ALT, by=TESTER)
        address = record.subject.public_id, picture.public_id
        world.add("photo of a host", picture, *address, own_of=record.own_of)
        world.add("comments of a partner", record.subject, "partner", record.subject.public_id)


def address_of(picture: Picture) -> tuple[str, str, int]:
    """Of one of its sizes."""
    return picture.public_id, "natural", picture.sizes.filter(crop="natural")[0].width


def _small() -> Any:
    return make_image(400, 300)


def _add_articles(world: World) -> None:
    published, draft = ArticleState.PUBLISHED, ArticleState.DRAFT
    world.add("published article", _article("visas", published), "visas")
    world.add("draft article", _article("plans", draft, "Hidden plans"), "plans")
    gone = _article("rumours", ArticleState.UNPUBLISHED, "Hidden rumours")
    world.add("withdrawn article", gone, "rumours", secrets=["Hidden rumours"])
    world.add("published page", _article("papers", published, rubric=Rubric.PAGE), "papers")
    page = _article("drafts", draft, "Hidden drafts", rubric=Rubric.PAGE)
    world.add("draft page", page, "drafts", secrets=["Hidden drafts"])

    article, shown = (
        world.records[f"{kind} article"][0].subject for kind in ("draft", "published")
    )
    world.add("article", article, secrets=["Hidden plans"])
    world.add("comments of an article", shown, "article", shown.public_id)
    world.add("comments of a draft article", article, "article", article.public_id)
    world.add("card of a published article", shown, "article", shown.public_id, "en")
    world.add("card of a draft article", article, "article", article.public_id, "en")
    world.add("kind of insert", article, article.public_id, "picture")
    world.add("version of an article", shown.published)
    reviewed = _article("reviewed", ArticleState.IN_REVIEW)
    for deed, subject in (
        ("hand in", article),
        ("publish", reviewed),
        ("schedule", reviewed),
        ("return", reviewed),
        ("withdraw", shown),
    ):
        slug = {"hand in": "submit", "withdraw": "unpublish"}.get(deed, deed)
        world.add(f"article to {deed}", subject, subject.public_id, slug)


def _article(slug: str, state: str, title: str = "Housing", **fields: Any) -> Article:
    return article_in(state, slug, title=three(title), **fields)


def _add_media(world: World) -> None:
    seen, unseen = (make_picture(upload=make_upload(_small())) for _each in range(2))
    release_picture(seen)
    world.add("picture that readers see", seen, *address_of(seen))
    world.add("picture not released yet", unseen, *address_of(unseen))
    world.add("picture", unseen)
    offered, kept = (
        add_attachment(pdf(name), title=three(name), by=TESTER) for name in ("a.pdf", "b.pdf")
    )
    release_attachment(offered)
    world.add("file that readers see", offered, offered.public_id, "a.pdf")
    world.add("file not released yet", kept, kept.public_id, "b.pdf")
    world.add("file", kept)


def _add_furniture(world: World) -> None:
    entry = create_menu_entry(MenuPlace.HEADER, label=three("Medic"), target="news/", by=TESTER)
    world.add("entry of a menu", entry)
    now = clock.now()
    text, until = three("Closed on Monday"), now + dt.timedelta(days=1)
    world.add("announcement", announce(text=text, starts_at=now, ends_at=until, by=TESTER))
    world.add("old address", create_redirect(old_path="/old/", new_path="news/", by=TESTER))
    LinkCheck.objects.create(url=CHECKED_LINK)


def _add_regulations(world: World, unit: Unit, keepers: frozenset[str]) -> None:
    regulation = make_regulation(unit)
    world.add("regulation", regulation, own_of=keepers)
    version = make_text(regulation, PDF)
    regulation.refresh_from_db()
    address = regulation.public_id, version.public_id
    world.add("text of a regulation", version, *address, own_of=keepers)


def _add_events(world: World, unit: Unit, keepers: frozenset[str]) -> None:
    event, draft = make_event(unit), make_event(unit, is_published=False, title=three("Hidden day"))
    guest = make_attendance(event, name=f"Guest of {unit.code}")
    event.refresh_from_db()
    world.add("published event", event, own_of=keepers, secrets=[guest.name])
    world.add("draft event", draft, own_of=keepers, secrets=["Hidden day"])
    world.add("event to publish", draft, draft.public_id, "publish", own_of=keepers)
    world.add("event to cancel", event, event.public_id, "cancel", own_of=keepers)


def _add_questions(world: World, unit: Unit, keepers: frozenset[str]) -> None:
    new, answered, unconfirmed = (
        make_question(unit, name=f"Asker of {unit.code}", is_confirmed=is_confirmed)
        for is_confirmed in (True, True, False)
    )
    answered = answer_question(answered, "So it is.", by=TESTER)
    for kind, question in (("question", new), ("answered question", answered)):
        world.add(kind, question, own_of=keepers, secrets=[question.name, question.email])
    world.add("unconfirmed question", unconfirmed, secrets=[new.name, unconfirmed.email])
    world.add("question to answer", new, new.public_id, "answer", own_of=keepers)
    contact = add_public_contact(unit, duty=three("Mobility"), by=TESTER)
    world.add("public contact", contact, own_of=keepers)


def _add_frequent_questions(world: World) -> None:
    draft, published = make_frequent("Hidden?", is_published=False), make_frequent()
    world.add("frequent question", draft)
    world.add("published frequent question", published)
    for kind, row, deed in (
        ("frequent question to publish", draft, "publish"),
        ("frequent question to delete", draft, "delete"),
        ("published one to delete", published, "delete"),
        ("frequent question to withdraw", published, "withdraw"),
    ):
        world.add(kind, row, row.public_id, deed)


def _add_links(world: World, unit: Unit) -> None:
    """For each purpose a link that opens its page and one that has ended."""
    question = make_question(unit, is_confirmed=False)
    place = make_attendance(make_event(unit))
    wish = subscribe(email="curious@example.org", language="en")
    for name, purpose, subject in (
        ("question", QUESTION, question),
        ("place", ATTENDANCE, place),
        ("subscription", SUBSCRIPTION, wish),
    ):
        given = subject.public_id, subject.email, "en", clock.now() + dt.timedelta(days=1)
        _row, ended = mint_link(purpose, *given)
        revoke_links(purpose, subject.public_id)
        _row, good = mint_link(purpose, *given)
        world.add(f"link to a {name}", subject, good, secrets=[subject.email])
        world.add(f"ended link to a {name}", subject, ended, secrets=[subject.email])
    _row, other = mint_link("something else", *given)
    world.add("link to something else", wish, other, secrets=[wish.email])
