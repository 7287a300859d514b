"""Acts: what readers rely on, when a check grows old, who is told, what a portal begins with."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sapar.accounts.enums import RoleKind
from sapar.content.actions import regulations as deeds
from sapar.content.enums import RegulationStatus
from sapar.content.models import Regulation
from sapar.content.regulations import regulations_to_check
from sapar.content.starter.regulations import load_regulations
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.desk.queues import queues_of
from sapar.desk.regulation_standing import standing_of_regulation
from sapar.institutions.enums import UnitKind
from tests.factories.asking import mails_to
from tests.factories.people import TESTER, make_staff, make_unit
from tests.factories.regulations import make_regulation, make_text, pdf_saying

pytestmark = pytest.mark.django_db
Status = RegulationStatus


@pytest.fixture
def on() -> Iterator[Callable[[dt.date], None]]:
    """Let it be noon of a day, and go on from there."""
    with ExitStack() as days:

        def go(day: dt.date) -> None:
            noon = dt.datetime.combine(day, dt.time(12), clock.university_zone())
            days.enter_context(clock.moved(to=noon))

        yield go


def test_a_check_holds_for_its_months_and_then_has_to_be_repeated(on):
    on(dt.date(2026, 8, 31))
    act = make_regulation(check_months=6)
    assert act.check_due_on == dt.date(2026, 8, 31), "never checked: due at once"
    act = deeds.check_regulation(act, by=TESTER)
    assert (act.checked_by, act.check_due_on) == ("Tester", dt.date(2027, 2, 28))
    assert "next check is on 28 February 2027" in standing_of_regulation(act).next

    on(dt.date(2027, 2, 28))
    assert "is too long ago" in standing_of_regulation(act).next


def test_keepers_are_mailed_once_a_period_and_see_the_acts_on_their_desk(on):
    on(dt.date(2026, 11, 24))
    department = make_unit(UnitKind.DEPARTMENT)
    officer = make_staff(RoleKind.OFFICER, department)
    stranger = make_staff(RoleKind.COORDINATOR, make_unit())
    make_regulation(department)
    make_regulation(department, title=Translated("Заң", "Закон", "A law"))
    make_regulation(department, status=Status.REPEALED)

    assert deeds.remind_of_old_checks() == 2
    assert deeds.remind_of_old_checks() == 0
    ((subject, text),) = mails_to(officer.email)
    assert subject == "2 regulations have to be checked"
    assert "- Order on credits\n- A law" in text
    assert mails_to(stranger.email) == []
    assert waiting(officer) == 2
    assert waiting(stranger) == 0

    on(dt.date(2027, 5, 24))
    assert deeds.remind_of_old_checks() == 2


def waiting(user):
    (queue,) = [queue for queue in queues_of(user) if queue.code == "check"]
    assert (queue.oldest is None) == (queue.count == 0)
    return queue.count


def test_repealed_and_missing_acts_are_never_due():
    officer = make_staff(RoleKind.OFFICER)
    act = make_regulation()
    assert regulations_to_check(officer).get() == act
    deeds.update_regulation(act, status=Status.REPEALED, by=TESTER)
    assert not regulations_to_check(officer).exists()
    missing = make_regulation(status=Status.MISSING)
    with pytest.raises(Refusal, match="regulation-not-there"):
        deeds.check_regulation(missing, by=TESTER)


def test_a_missing_act_that_was_supplied_waits_for_somebody_to_confirm_its_status():
    act = make_regulation(status=Status.MISSING)
    make_text(act, pdf_saying("Положение"))
    act.refresh_from_db()
    assert act.status == Status.UNKNOWN
    assert act.check_due_on == clock.today()


def test_two_who_change_an_act_at_once_do_not_overwrite_each_other():
    act = make_regulation()
    deeds.update_regulation(act, number="1", by=TESTER, expected_version=act.version)
    with pytest.raises(Conflict):
        deeds.update_regulation(act, number="2", by=TESTER, expected_version=act.version)
    assert Regulation.objects.get().number == "1"


def test_what_makes_no_sense_is_refused():
    act = make_regulation()
    with pytest.raises(Refusal, match="regulation-replaces-itself"):
        deeds.update_regulation(act, replaced_by=act, by=TESTER)
    with pytest.raises(Refusal, match="regulation-title-missing"):
        deeds.update_regulation(act, title=Translated(ru="Приказ"), by=TESTER)


def test_a_new_portal_begins_with_the_known_acts_and_the_two_empty_slots():
    make_unit(UnitKind.DEPARTMENT)
    load_regulations(by=TESTER)
    load_regulations(by=TESTER)
    acts = Regulation.objects.all()
    texts = [text for act in acts for text in (act.title, act.issuer, act.about, act.status_note)]
    assert not [text for text in texts if text.missing]
    assert {act.kind for act in acts.filter(status=Status.MISSING)} == {"university"}
    assert acts.filter(status=Status.MISSING).count() == 2
    assert acts.get(number="420").status == Status.REPEALED
    assert acts.get(number="19").replaced_by == acts.get(number="595")
    assert not acts.exclude(checked_on=None).exists(), "nobody here has checked anything yet"
