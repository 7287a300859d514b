"""Stories of stays that are over, and comments: as one's own and as another's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from sapar.accounts.enums import Direction
from sapar.accounts.models import Engagement
from sapar.core import clock
from sapar.institutions.models import Unit
from sapar.nominations.actions import accept_nomination, nominate
from sapar.nominations.models import Nomination
from sapar.selection.actions import accept_offer, preview_placement, publish_run
from sapar.stories.actions import moderation
from sapar.stories.actions.stories import add_photo, submit_story
from sapar.stories.enums import CommentState
from sapar.stories.models import Story
from tests.architecture.permission_portal import address_of
from tests.factories import applications as applying
from tests.factories.nominations import make_contact
from tests.factories.people import TESTER
from tests.factories.pictures import make_image, make_upload
from tests.factories.selection import BEFORE_CLOSING, finish_scoring, offer_of
from tests.factories.voices import make_comment, make_reader, make_story

if TYPE_CHECKING:
    from tests.architecture.permission_world import World


def add_voices(world: World, department: Unit, student: Engagement, stranger: Engagement) -> None:
    """The student and somebody else have drafts; two more have sent theirs, one is published."""
    own, another, sent, shown = _stays(department, [student, stranger])
    for stay, own_of in ((own, {"student"}), (another, set[str]())):
        _add_draft(world, stay, own_of)
    submitted, published = (make_story(stay, title="Seven winters") for stay in (sent, shown))
    photo = add_photo(submitted, _photo(), "A lake", by=submitted.author).picture
    submitted.refresh_from_db()
    submitted = submit_story(submitted, by=submitted.author)
    published = submit_story(published, by=published.author)
    published = moderation.publish_story(published, by=TESTER)
    world.add("submitted story", submitted, secrets=["Seven winters"])
    world.add("photo of a submitted story", photo, *address_of(photo))
    world.add("published story", published)
    world.add("comments of a story", published, "story", published.public_id)
    for story, deed in ((submitted, "publish"), (submitted, "return"), (published, "hide")):
        world.add(f"story to {deed}", story, story.public_id, deed)
    _add_comments(world)


def _stays(owner: Unit, travellers: list[Engagement]) -> list[Nomination]:
    """Of one call whose period was over yesterday: those of ``travellers`` and two more."""
    with clock.moved(by=BEFORE_CLOSING):
        call = applying.make_call(direction=Direction.EXTERNAL, owner=owner, places=2)
        people = [*travellers, applying.make_eligible(), applying.make_eligible()]
        applications = [applying.make_verified(call, one) for one in people]
    finish_scoring(call)
    publish_run(preview_placement(call, by=TESTER), by=TESTER)
    offers = [accept_offer(offer_of(one), by=TESTER) for one in applications]
    for offer in {offer.place_id: offer for offer in offers}.values():
        make_contact(offer)
    nominate(call, by=TESTER)
    period = call.period
    period.ends_on = clock.today() - dt.timedelta(days=1)
    period.starts_on = period.ends_on - dt.timedelta(days=100)
    period.save()
    return [accept_nomination(offer.nominations.get(), by=TESTER) for offer in offers]


def _add_draft(world: World, stay: Nomination, own_of: set[str]) -> None:
    story: Story = make_story(stay, title="Hidden winters")
    photo = add_photo(story, _photo(), "A lake", by=story.author).picture
    story.refresh_from_db()
    kept = {"own_of": own_of, "secrets": ["Hidden winters"]}
    world.add("stay", stay, own_of=own_of)
    world.add("draft story", story, **kept)
    world.add("story to send", story, story.public_id, "submit", **kept)
    world.add("draft story to publish", story, story.public_id, "publish", **kept)
    world.add("comments of a draft story", story, "story", story.public_id, **kept)
    world.add("card of a draft story", story, "story", story.public_id, "en", **kept)
    world.add("photo in a draft", photo, story.public_id, photo.public_id, own_of=own_of)
    world.add("photo of a draft story", photo, *address_of(photo), own_of=own_of)
    world.add("photo kept by a draft story", photo, own_of=own_of)


def _photo() -> SimpleUploadedFile:
    return make_upload(make_image(400, 300))


def _add_comments(world: World) -> None:
    shown, gone = (
        world.records[f"{kind} article"][0].subject for kind in ("published", "withdrawn")
    )
    for role in ("student", "teacher"):
        comment = make_comment(shown, by=world.users[role])
        world.add("comment", comment, own_of={role})
    waiting = make_comment(shown, "Hidden words", by=make_reader(), state=CommentState.WAITING)
    world.add("waiting comment", waiting, secrets=["Hidden words"])
    world.add("comment to publish", waiting, waiting.public_id, "publish")
    world.add("comment to hide", comment, comment.public_id, "hide")
    late = make_comment(gone, "Hidden thanks", by=make_reader())
    world.add("comment on a withdrawn article", late, secrets=["Hidden thanks"])
