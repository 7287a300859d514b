"""Writing the draft: fields, wishes, documents and consents, each saved by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from sapar.accounts.enums import Audience, EngagementKind
from sapar.applications import actions
from sapar.applications.drafts import marks_from, version_of
from sapar.applications.enums import ApplicationState, Consent
from sapar.applications.models import Application
from sapar.applications.ordering import wishes_after
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.records.enums import FactKind
from tests.factories import applications as made
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Application:
    return made.make_draft()


def wished(application: Application) -> list[str]:
    return list(application.wishes.values_list("place__public_id", flat=True))


def test_draft_begins_with_the_phone_the_university_knows() -> None:
    engagement = made.make_eligible()
    engagement.person.phone = "+7 700 000 00 05"
    engagement.person.save()
    assert made.make_draft(engagement=engagement).phone == "+7 700 000 00 05"


def test_nobody_begins_outside_the_call_s_time() -> None:
    call, engagement = made.make_call(), made.make_eligible()
    for instant, code in (
        (call.opens_at - dt.timedelta(seconds=1), "call-not-open-yet"),
        (call.closes_at, "call-closed"),
    ):
        with clock.moved(to=instant), pytest.raises(Refusal, match=code):
            made.make_draft(call, engagement)


def test_call_for_staff_is_not_begun_by_a_student() -> None:
    call = made.make_call(audience=Audience.STAFF)
    with pytest.raises(Refusal, match="criterion-not-met") as refused:
        made.make_draft(call)
    assert getattr(refused.value.values["finding"], "code", "") == "audience-other"
    teacher = made.make_eligible(kind=EngagementKind.TEACHER)
    assert made.make_draft(call, teacher).state == ApplicationState.DRAFT


def test_engagement_that_ended_begins_nothing() -> None:
    engagement = made.make_eligible()
    engagement.ends_on = clock.today() - dt.timedelta(days=1)
    engagement.save()
    with pytest.raises(Refusal) as refused:
        made.make_draft(engagement=engagement)
    assert getattr(refused.value.values["finding"], "code", "") == "engagement-ends-too-early"


def test_low_score_does_not_stop_a_draft() -> None:
    engagement = made.make_eligible()
    made.record(engagement, FactKind.GPA, {"value": "2.10", "credits": "120"})
    assert made.make_draft(engagement=engagement).state == ApplicationState.DRAFT


def test_saving_the_same_text_again_is_no_edit(draft: Application) -> None:
    actions.save_draft(draft, by=TESTER, motivation="To learn.")
    before = Event.objects.filter(subject_id=draft.public_id).count()
    actions.save_draft(draft, by=TESTER, motivation="To learn.\r\n")
    assert Event.objects.filter(subject_id=draft.public_id).count() == before


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("phone", "call me", "phone-unreadable"),
        ("emergency_contact", "x" * 201, "text-too-long"),
        ("motivation", "x" * 6001, "text-too-long"),
    ],
)
def test_text_that_cannot_be_kept_is_named(
    draft: Application, field: str, text: str, code: str
) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        actions.save_draft(draft, by=TESTER, marks=None, **{field: text})
    assert refused.value.values["field"] == field


def test_a_nul_that_a_device_typed_is_left_out(draft: Application) -> None:
    actions.save_draft(draft, by=TESTER, motivation="To\0 learn.")
    draft.refresh_from_db()
    assert draft.motivation == "To learn."
    with pytest.raises(Refusal, match="place-not-in-call"):
        actions.set_wishes(draft, ["2222\0-2222"], by=TESTER)


def test_window_that_is_behind_sets_its_text_aside(draft: Application) -> None:
    marks = marks_from(version_of(draft, "motivation"))
    actions.save_draft(draft, by=TESTER, marks=marks, motivation="First.")
    saved = actions.save_draft(draft, by=TESTER, marks=marks, motivation="Second.")
    assert saved.set_aside == ("motivation",)
    assert saved.application.motivation == "First."
    assert saved.application.set_aside["motivation"]["text"] == "Second."
    dropped = actions.settle_set_aside(draft, "motivation", use=False, by=TESTER)
    assert (dropped.motivation, dropped.set_aside) == ("First.", {})


def test_wishes_keep_their_order_and_refuse_doubles(draft: Application) -> None:
    first, second = (place.public_id for place in made.places_of(draft.call))
    actions.set_wishes(draft, [second, first], by=TESTER)
    assert wished(draft) == [second, first]
    with pytest.raises(Refusal, match="wish-doubled"):
        actions.set_wishes(draft, [first, second, first], by=TESTER)
    assert wished(draft) == [second, first]


def test_place_of_another_call_is_refused(draft: Application) -> None:
    (stranger, *_others) = made.places_of(made.make_call())
    with pytest.raises(Refusal, match="place-not-in-call"):
        actions.set_wishes(draft, [stranger.public_id], by=TESTER)


def test_new_host_asks_for_the_consent_again_and_reordering_does_not(draft: Application) -> None:
    first, second = (place.public_id for place in made.places_of(draft.call))
    actions.set_wishes(draft, [first], by=TESTER)
    actions.give_consent(draft, Consent.TRANSFER, True, by=TESTER)
    changed = actions.set_wishes(draft, [first, second], by=TESTER)
    assert Consent.TRANSFER not in changed.consents
    actions.give_consent(draft, Consent.TRANSFER, True, by=TESTER)
    assert Consent.TRANSFER in actions.set_wishes(draft, [second, first], by=TESTER).consents


def test_file_replaces_the_one_before_and_can_be_taken_out(draft: Application) -> None:
    (requirement, *_others) = draft.call.documents.all()
    actions.attach_document(draft, requirement, made.pdf("one.pdf"), by=TESTER)
    actions.attach_document(draft, requirement, made.pdf("two.pdf"), by=TESTER)
    assert [str(document) for document in draft.documents.all()] == ["two.pdf"]
    actions.remove_document(draft, requirement, by=TESTER)
    assert draft.documents.count() == 0


def test_file_that_is_too_large_changes_nothing(draft: Application) -> None:
    (requirement, *_others) = draft.call.documents.all()
    twelve_megabytes = made.pdf("scan.pdf", made.PDF + b"0" * 12 * 1024 * 1024)
    with pytest.raises(Refusal, match="file-too-large") as refused:
        actions.attach_document(draft, requirement, twelve_megabytes, by=TESTER)
    assert refused.value.values["name"] == "scan.pdf"
    assert draft.documents.count() == 0


def test_draft_stays_editable_after_the_call_closed_and_a_sent_one_does_not(
    draft: Application,
) -> None:
    sent = made.make_submitted(draft.call)
    with clock.moved(to=draft.call.closes_at):
        saved = actions.save_draft(draft, by=TESTER, motivation="Too late, but kept.")
        assert saved.application.motivation == "Too late, but kept."
        with pytest.raises(Refusal, match="submission-too-late"):
            actions.save_draft(sent, by=TESTER, motivation="Too late.")


def test_released_application_is_not_edited() -> None:
    application = made.make_released()
    with pytest.raises(Conflict, match="application-not-editable"):
        actions.save_draft(application, by=TESTER, motivation="More.")


@pytest.mark.parametrize(
    ("step", "place", "after"),
    [
        ("up", "b", "bac"),
        ("up", "a", "abc"),
        ("down", "b", "acb"),
        ("down", "c", "abc"),
        ("remove", "b", "ac"),
        ("remove", "x", "abc"),
        ("add", "x", "abcx"),
        ("add", "a", "abca"),
    ],
)
def test_buttons_of_the_wishes(step: str, place: str, after: str) -> None:
    assert "".join(wishes_after("abc", step, place)) == after
