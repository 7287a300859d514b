"""The record of deeds: written with the deed, chained afterwards, and a change is noticed."""

import pytest
from django.db import transaction

from sapar.audit.actions import first_broken_seal, record, seal_events
from sapar.audit.models import Event
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.institutions.models import Institution

OFFICER = Actor("7KQ4-M2XD", "Officer")


@pytest.fixture
def subject(db: None) -> Institution:
    city = Translated("Қ", "К", "K")
    return Institution.objects.create(
        name=city, kind="university", country="KZ", city=city, evidence="confirmed"
    )


def write(subject: Institution, count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record("touch", subject, by=OFFICER, number=number)


@pytest.mark.django_db(transaction=True)
def test_a_deed_without_a_transaction_is_refused(subject: Institution) -> None:
    with pytest.raises(RuntimeError):
        record("touch", subject, by=OFFICER)
    assert not Event.objects.exists()


def test_says_who_did_what_to_which_record(subject: Institution) -> None:
    write(subject, 1)
    event = Event.objects.get()
    assert (event.actor_id, event.deed, event.subject_kind) == ("7KQ4-M2XD", "touch", "institution")
    assert event.subject_id == subject.public_id


def test_sealing_chains_every_row_once(subject: Institution) -> None:
    write(subject, 3)
    assert seal_events() == 3
    write(subject, 2)
    assert (seal_events(), seal_events()) == (2, 0)
    assert first_broken_seal() is None
    assert list(Event.objects.order_by("id").values_list("seal_number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_an_altered_row_is_found(subject: Institution) -> None:
    write(subject, 3)
    seal_events()
    second = Event.objects.get(seal_number=2)
    Event.objects.filter(pk=second.pk).update(actor_label="Somebody else")
    assert first_broken_seal() == second


def test_a_removed_row_is_found(subject: Institution) -> None:
    write(subject, 3)
    seal_events()
    Event.objects.filter(seal_number=2).delete()
    broken = first_broken_seal()
    assert broken is not None
    assert broken.seal_number == 3
