"""Deeds on partners and agreements, and what they refuse."""

import datetime as dt

import pytest

from sapar.accounts.enums import Audience
from sapar.audit.models import Event
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.partnerships.actions import (
    add_contact,
    end_agreement,
    update_agreement,
    update_condition,
    update_contact,
    update_partner,
)
from sapar.partnerships.queries import contact_for
from tests.factories.calls import make_agreement, make_condition, make_partner
from tests.factories.people import TESTER, make_home

pytestmark = pytest.mark.django_db


def code_of(deed, *subject, **fields):
    with pytest.raises(Refusal) as refused:
        deed(*subject, by=TESTER, **fields)
    return refused.value.code


def test_a_partner_is_entered_with_its_audit_row():
    partner = make_partner(names_to_confirm=["kk"])

    row = Event.objects.get(deed="create-partner")
    assert (row.subject_id, row.values["name"], row.values["names_to_confirm"]) == (
        partner.public_id,
        partner.name.as_dict(),
        ["kk"],
    )


def test_a_partner_without_a_kazakh_name_is_refused_and_keeps_the_old_one():
    partner = make_partner()

    nameless = Translated("", "Новое имя", "New name")
    assert code_of(update_partner, partner, name=nameless) == "partner-name-missing"
    partner.refresh_from_db()
    assert partner.name.en.startswith("Partner")


def test_the_home_university_is_no_partner():
    assert code_of(update_partner, make_home(), country="LT") == "partner-is-home"


def test_an_agreement_that_ends_before_it_begins_is_refused():
    agreement = make_agreement()
    early = agreement.valid_from - dt.timedelta(days=1)

    assert code_of(update_agreement, agreement, valid_until=early) == "agreement-dates-contradict"


def test_an_agreement_signed_after_its_end_is_refused():
    agreement = make_agreement()
    late = agreement.valid_until + dt.timedelta(days=1)

    assert code_of(update_agreement, agreement, signed_on=late) == "agreement-signed-after-end"


def test_a_change_from_an_older_version_is_a_conflict():
    agreement = make_agreement()
    update_agreement(agreement, number="7", by=TESTER, expected_version=1)

    with pytest.raises(Conflict):
        update_agreement(agreement, number="8", by=TESTER, expected_version=1)
    agreement.refresh_from_db()
    assert (agreement.number, agreement.version) == ("7", 2)


def test_an_agreement_ends_early_on_a_day_inside_its_validity():
    agreement = make_agreement()
    today = clock.today()

    assert (
        code_of(end_agreement, agreement, on=agreement.valid_until + dt.timedelta(days=1))
        == "agreement-end-outside"
    )
    ended = end_agreement(agreement, on=today, by=TESTER)
    assert ended.covers(today, today)
    assert not ended.covers(today, today + dt.timedelta(days=1))


def test_a_condition_offers_at_least_one_place_a_year():
    condition = make_condition()

    assert code_of(update_condition, condition, quota_per_year=0) == "condition-without-seats"


def test_staff_have_no_levels_of_study():
    with pytest.raises(Refusal) as refused:
        make_condition(audience=Audience.STAFF, levels=["master"])
    assert refused.value.code == "condition-levels-of-staff"


def test_letters_go_to_the_coordinator_entered_last():
    partner = make_partner()
    assert contact_for(partner) is None

    first = add_contact(partner, name="Ona", email="ona@example.org", by=TESTER)
    assert contact_for(partner) == first
    second = add_contact(partner, name="Ieva", email="ieva@example.org", by=TESTER)
    update_contact(first, name="Ona P.", by=TESTER)
    assert contact_for(partner) == second


def test_addresses_of_coordinators_stay_out_of_the_audit():
    add_contact(make_partner(), name="Ona", email="ona@example.org", by=TESTER)

    assert "ona" not in str(Event.objects.get(deed="add-contact").values).lower()
