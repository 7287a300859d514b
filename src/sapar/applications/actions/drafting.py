"""Writing the draft, field by field. Nobody but the applicant sees it until it is submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction

from mobility_rules.findings import Finding
from sapar.accounts.models import Engagement, Person
from sapar.applications.actions.locking import locked
from sapar.applications.drafts import cleaned, mark_of, mark_of_wishes
from sapar.applications.enums import EDITABLE_STATES, ApplicationState, Consent
from sapar.applications.judging import call_standing
from sapar.applications.models import Application, ApplicationDocument, Wish
from sapar.applications.queries import live_applications_of
from sapar.applications.readiness import accepts_at, closes_for, ended_agreement, is_covered
from sapar.audit import actions as audit
from sapar.calls.enums import CallState
from sapar.calls.models import Call, CallPlace, RequiredDocument
from sapar.calls.terms import current_terms
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.documents.actions import store_upload

WHO_IT_IS_FOR = ("audience/1", "unit-is/1", "engagement-active/1")
"""Clauses that no registrar's entry will change: without them not even a draft makes sense."""


def start_application(call: Call, engagement: Engagement, *, by: Actor) -> Application:
    """Begin a draft. What a record may still change (a debt, a score) is judged on submitting."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=engagement.person_id)
        call = Call.objects.select_for_update().get(pk=call.pk)
        now = clock.now()
        if not call.accepts_at(now):
            raise _closed(call)
        if live := live_applications_of(person, [call]).first():
            raise Refusal("already-applied", application=live.public_id)
        if stranger := _not_meant_for(call, engagement):
            raise Refusal("criterion-not-met", finding=stranger)
        application = Application.objects.create(
            call=call,
            engagement=engagement,
            terms=current_terms(call),
            phone=person.phone,
            started_at=now,
            edited_at=now,
        )
        audit.record("start-application", application, by=by, call=call.public_id)
        return application


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """``set_aside`` names fields whose text was kept beside the newer one, not instead of it."""

    application: Application
    set_aside: tuple[str, ...] = ()


def save_draft(
    application: Application, *, by: Actor, marks: Mapping[str, str] | None = None, **fields: str
) -> DraftSaved:
    """Keep typed fields (phone, emergency_contact, motivation).

    ``marks`` (see `drafts.mark_of`) say what the form was filled from. Where the draft holds
    another text by now, from a second window, that one stays and the given one is set aside.
    """
    texts = cleaned(fields)
    with transaction.atomic():
        application = _editable(application)
        changed = {name: text for name, text in texts.items() if getattr(application, name) != text}
        stale = tuple(
            name
            for name in changed
            if marks and name in marks and marks[name] != mark_of(getattr(application, name))
        )
        for name, text in changed.items():
            if name in stale:
                application.set_aside[name] = {"text": text, "at": clock.now().isoformat()}
            else:
                setattr(application, name, text)
        if changed:
            _note_edit(application, by, "save-draft", fields=sorted(changed), set_aside=list(stale))
        return DraftSaved(application, stale)


def settle_set_aside(application: Application, field: str, *, use: bool, by: Actor) -> Application:
    """Choose between two windows' texts: take the one set aside, or drop it."""
    with transaction.atomic():
        application = _editable(application)
        kept = application.set_aside.pop(field, None)
        if kept is not None:
            if use:
                setattr(application, field, kept["text"])
            _note_edit(application, by, "settle-set-aside", field=field, used=use)
        return application


def set_wishes(
    application: Application,
    place_ids: Sequence[str],
    *,
    by: Actor,
    expected: str | None = None,
) -> Application:
    """Replace the wishes by these places (public ids), the one wanted most first.

    ``expected`` is the mark (see `drafts.mark_of_wishes`) of the list that the window showed.

    A host that was not among them before was not named in the consent to pass data on, so that
    consent has to be given again.
    """
    with transaction.atomic():
        application = _editable(application)
        before = list(application.wishes.values_list("place__public_id", flat=True))
        if expected and expected != mark_of_wishes(before):
            raise Conflict("wishes-changed")
        places = [_wished(application, place_id) for place_id in place_ids]
        for position, place in enumerate(places):
            if place in places[:position]:
                raise Refusal("wish-doubled", host=place.host.name)
        if list(place_ids) == before:
            return application
        application.wishes.all().delete()
        Wish.objects.bulk_create(
            Wish(application=application, place=place, rank=rank)
            for rank, place in enumerate(places, start=1)
        )
        if set(place_ids) - set(before):
            application.consents.pop(Consent.TRANSFER, None)
        _note_edit(application, by, "set-wishes", wishes=list(place_ids))
        return application


def attach_document(
    application: Application, requirement: RequiredDocument, upload: File[bytes], *, by: Actor
) -> ApplicationDocument:
    """Give the file for a requirement of the call; in the draft it replaces the one before."""
    with transaction.atomic():
        application = _editable(application)
        if requirement.call_id != application.call_id:
            raise Refusal("document-not-asked", document=requirement.name)
        document, _created = ApplicationDocument.objects.update_or_create(
            application=application,
            requirement=requirement,
            defaults={"file": store_upload(upload, by=by), "added_at": clock.now()},
        )
        _note_edit(application, by, "attach-document", document=requirement.code)
        return document


def remove_document(
    application: Application, requirement: RequiredDocument, *, by: Actor
) -> Application:
    """Take the file out of the draft; a submitted version keeps it."""
    with transaction.atomic():
        application = _editable(application)
        removed, _by_model = application.documents.filter(requirement=requirement).delete()
        if removed:
            _note_edit(application, by, "remove-document", document=requirement.code)
        return application


def give_consent(application: Application, code: str, given: bool, *, by: Actor) -> Application:
    """Give or take back a consent; the instant it was given is kept."""
    consent = Consent(code)
    with transaction.atomic():
        application = _editable(application)
        if given == (consent in application.consents):
            return application
        if given:
            application.consents[consent] = clock.now().isoformat()
        else:
            del application.consents[consent]
        _note_edit(application, by, "give-consent", consent=consent, given=given)
        return application


def _editable(application: Application) -> Application:
    """The locked draft. A draft stays editable after the call has closed, so that no text is lost;
    what was submitted does not, since no edit could be sent any more."""
    application = locked(application)
    if application.state not in EDITABLE_STATES:
        raise Conflict("application-not-editable", state=application.get_state_display())
    is_sent = application.state != ApplicationState.DRAFT
    if is_sent and not accepts_at(application, clock.now()):
        raise Refusal("submission-too-late", closed_at=closes_for(application))
    return application


def _note_edit(application: Application, by: Actor, deed: str, **values: object) -> None:
    application.edited_at = clock.now()
    application.save()
    audit.record(deed, application, by=by, **values)


def _closed(call: Call) -> Refusal:
    if call.state != CallState.OPENED:
        return Refusal("call-takes-no-applications")
    if clock.now() < call.opens_at:
        return Refusal("call-not-open-yet", opens_at=call.opens_at)
    return Refusal("call-closed", closed_at=call.closes_at)


def _not_meant_for(call: Call, engagement: Engagement) -> Finding | None:
    verdict = call_standing(call, engagement)
    strangers = (finding for finding in verdict.blocking if finding.clause in WHO_IT_IS_FOR)
    return next(strangers, None)


def _wished(application: Application, place_id: str) -> CallPlace:
    """The place, if it belongs to the call and its agreement lasts through the stay."""
    places = CallPlace.objects.select_related("condition__agreement__partner")
    place = places.filter(call=application.call_id, public_id=place_id.replace("\0", "")).first()
    if place is None:
        raise Refusal("place-not-in-call", given=place_id)
    if not is_covered(place, application.call):
        raise Refusal("place-agreement-ended", **ended_agreement(place))
    return place
