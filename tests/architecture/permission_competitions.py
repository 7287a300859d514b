"""The calls of one owner, one at every stage, each with an application of every applicant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sapar.accounts.enums import Audience, Direction, EngagementKind
from sapar.accounts.models import Engagement
from sapar.accounts.queries import units_held
from sapar.applications.models import Application
from sapar.calls.actions import add_minimum
from sapar.calls.enums import Withdrawals
from sapar.calls.models import Call
from sapar.core import clock
from sapar.institutions.models import Unit
from sapar.nominations.actions import nominate, request_correction
from sapar.partnerships.actions import add_contact
from sapar.selection.actions import (
    accept_offer,
    decline_offer,
    file_appeal,
    preview_placement,
    publish_run,
    set_override,
)
from tests.factories import applications as applying
from tests.factories.calls import make_agreement, make_condition, make_draft_call, make_partner
from tests.factories.people import TESTER
from tests.factories.selection import BEFORE_CLOSING, finish_scoring, offer_of

if TYPE_CHECKING:
    from tests.architecture.permission_world import World


@dataclass
class Competition:
    """``open_to`` names the roles of those whose call it is to apply to."""

    world: World
    owner: Unit
    direction: str
    applicants: list[Engagement]
    open_to: set[str] = field(default_factory=set)
    audience: str = Audience.LEARNERS

    def run(self) -> None:
        self._draft()
        opened = self._call()
        self.world.add("open call", opened, own_of=self._kept | self.open_to)
        promised = opened.places.first()
        hosts = self._hosts(opened)
        self.world.add("place of an open call", promised, own_of=self._kept, secrets=hosts)
        self._gather("draft application", _make_complete, ("in a draft",))
        self._gather("submitted application", applying.make_submitted)
        if self.direction == Direction.EXTERNAL:
            self._gather("released application", applying.make_released)
        with clock.moved(by=BEFORE_CLOSING):
            closed, previewed = self._call(), self._call()
            decided = self._call(withdrawals=Withdrawals.FROZEN)
            waiting = [applying.make_verified(closed, one) for one in self.applicants]
            applying.make_verified(previewed, self._somebody())
            placed = [applying.make_verified(decided, one) for one in self.applicants]
            others = [applying.make_verified(decided, self._somebody()) for _each in range(4)]
        self._add_call("closed call", closed)
        self._decide_about(closed, waiting[0])
        for application in waiting:
            self._add_application(
                "verified application", application, ("in a version", 1), ("to score",)
            )
        self._preview(previewed)
        self._decide(decided, placed, others)

    def _draft(self) -> None:
        call = self._drafted()
        self._add_call("draft call", call)
        place, hosts = call.places.get(), self._hosts(call)
        self.world.add("place of a draft", place, own_of=self._kept, secrets=hosts)
        address = call.public_id, "reserve"
        self.world.add("kind of rule in a draft", call, *address, own_of=self._kept, secrets=hosts)
        call = self._drafted()
        add_minimum(call, at=call.places.get().public_id, seats=1, by=TESTER)
        call.refresh_from_db()
        self._add_call("draft call with a rule", call)

    def _drafted(self) -> Call:
        partner = make_partner("LT" if self.direction == Direction.EXTERNAL else "KZ")
        condition = make_condition(make_agreement(partner), audience=self.audience)
        return make_draft_call(
            condition, direction=self.direction, audience=self.audience, owner=self.owner
        )

    def _gather(
        self, kind: str, apply: Callable[[Call, Engagement], Application], *papers: tuple[str, ...]
    ) -> None:
        call = self._call()
        for engagement in self.applicants:
            self._add_application(kind, apply(call, engagement), *papers)

    def _preview(self, call: Call) -> None:
        finish_scoring(call)
        run = preview_placement(call, by=TESTER)
        self._add_call("previewed call", call)
        self.world.add("preview", run, own_of=self._kept, secrets=self._hosts(call))

    def _decide_about(self, call: Call, application: Application) -> None:
        """The commission itself says that the application gets no place."""
        decision = set_override(call, application, None, "Another stay at that time.", by=TESTER)
        secrets = [application.engagement.person.family_name]
        self.world.add("decision of the commission", decision, own_of=self._kept, secrets=secrets)

    def _decide(self, call: Call, placed: list[Application], others: list[Application]) -> None:
        """Of the others one is nominated, one to be corrected, one only accepted; one declined,
        and appeals."""
        finish_scoring(call)
        run = publish_run(preview_placement(call, by=TESTER), by=TESTER)
        self.world.add("published run", run, own_of=self._kept, secrets=self._hosts(call))
        for place in call.places.all():
            add_contact(place.host, by=TESTER, name="Host", email="host@example.org")
        self._add_call("decided call", call)
        for application in placed:
            self._add_application("application with a result", application)
            own_of = self._kept | self._applying(application)
            secrets = [application.engagement.person.family_name]
            self.world.add("offer", offer_of(application), own_of=own_of, secrets=secrets)
        to_answer, to_correct, to_nominate, declined = [offer_of(one) for one in others]
        decline_offer(declined, "", by=TESTER)
        self._appeal(others[-1])
        for offer in (to_answer, to_correct):
            accept_offer(offer, by=TESTER)
        nominate(call, by=TESTER)
        accept_offer(to_nominate, by=TESTER)
        self._add_nomination("nomination to answer", to_answer)
        nomination = self._add_nomination("nomination to correct", to_correct)
        request_correction(nomination, "The name differs.", by=TESTER)
        nomination.refresh_from_db()

    def _appeal(self, application: Application) -> None:
        appeal = file_appeal(application.outcomes.get(), "My certificate is missing.", by=TESTER)
        secrets = [application.engagement.person.family_name]
        self.world.add("appeal", appeal, own_of=self._kept, secrets=secrets)

    def _add_nomination(self, kind: str, offer: Any) -> Any:
        nomination = offer.nominations.get()
        letter = nomination.letter
        secrets = [offer.application.engagement.person.family_name, letter.host.name.en]
        self.world.add(kind, nomination, own_of=self._kept, secrets=secrets)
        self.world.add("letter", letter, own_of=self._kept, secrets=secrets)
        address = letter.public_id, "en"
        self.world.add("file of a letter", letter, *address, own_of=self._kept, secrets=secrets)
        return nomination

    def _add_call(self, kind: str, call: Call) -> None:
        own_of = self._kept | self._commission
        self.world.add(kind, call, own_of=own_of, secrets=self._hosts(call))

    def _add_application(
        self, kind: str, application: Application, *papers: tuple[str | int, ...]
    ) -> None:
        """``papers`` are where its documents lie: what that is called, and the address there."""
        own_of = self._applying(application) | self._commission | self._school_of(application)
        if self.direction == Direction.EXTERNAL:
            own_of |= self._kept
        secrets = [application.engagement.person.family_name]
        self.world.add(kind, application, own_of=own_of, secrets=secrets)
        # The first document that a call asks for is an identity paper, the second is not.
        codes = application.call.documents.values_list("code", flat=True)
        for paper, code in zip(("identity paper", "document"), codes, strict=False):
            for where, *address in papers:
                whole = application.public_id, *address, code
                self.world.add(
                    f"{paper} {where}", application, *whole, own_of=own_of, secrets=secrets
                )

    def _applying(self, application: Application) -> set[str]:
        person = application.engagement.person_id
        return {role for role, user in self.world.users.items() if user.person_id == person}

    def _school_of(self, application: Application) -> set[str]:
        schools = units_held(self.world.users["coordinator"])
        return {"coordinator"} if application.engagement.unit_id in schools else set()

    @property
    def _kept(self) -> set[str]:
        """Who keeps the calls: the department's officer abroad, the school's coordinator within."""
        keeper = "officer" if self.direction == Direction.EXTERNAL else "coordinator"
        return {keeper} if self.owner.pk in units_held(self.world.users[keeper]) else set()

    @property
    def _commission(self) -> set[str]:
        units = units_held(self.world.users["member"])
        return {"member", "chair"} if self.owner.pk in units else set()

    def _hosts(self, call: Call) -> list[str]:
        return [place.host.name.en for place in call.places.all()]

    def _call(self, **fields: Any) -> Call:
        return applying.make_call(
            direction=self.direction, audience=self.audience, owner=self.owner, places=3, **fields
        )

    def _somebody(self) -> Engagement:
        unit = self.owner if self.direction == Direction.INTERNAL else None
        kind = EngagementKind.TEACHER if self.audience == Audience.STAFF else EngagementKind.STUDENT
        return applying.make_eligible(unit, kind)


def _make_complete(call: Call, engagement: Engagement) -> Application:
    return applying.complete(applying.make_draft(call, engagement))
