"""The outbox: queued with the deed, sent by the worker, kept as sent."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.template.loader import get_template

from sapar.core import clock
from sapar.core.actor import Recipient
from sapar.core.translated import Translated
from sapar.messaging import registry
from sapar.messaging.actions import deliver_due_mail, queue_mail
from sapar.messaging.folder import path_of
from sapar.messaging.models import OutboxMessage
from sapar.messaging.registry import Message, known_messages
from sapar.messaging.rendering import MASK

SOURCES = Path(__file__).parents[2] / "src" / "sapar"
AIDA = Recipient("aida@example.org", "ru", "Аида Серікқызы")

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(tmp_path, settings, monkeypatch):
    """A message kind that only these tests know: its subject and text show what it was given."""
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path]},
    ]
    (tmp_path / "note_subject.txt").write_text("Note\n about {{ host }}")
    (tmp_path / "note.txt").write_text(
        '{% extends "messaging/mail.txt" %}{% load mail %}{% block body %}'
        "{{ host }} & more, until {{ until|instant }}.\n\n\n\n{{ link }}{% endblock %}"
    )
    monkeypatch.setattr(registry, "_MESSAGES", dict(registry._MESSAGES))

    def prepare(values, language):
        return values | {"link": f"http://localhost/{language}/secret-token"}, ["secret-token"]

    registry.register(Message("note", "note_subject.txt", "note.txt", prepare))
    return "note"


def queue(kind, to=AIDA):
    with transaction.atomic():
        return queue_mail(
            kind,
            to,
            host=Translated(kk="Лион университеті", ru="Университет Лиона", en="Lyon University"),
            until=dt.datetime(2026, 11, 24, 13, 0, tzinfo=dt.UTC),
        )


def test_mail_is_sent_in_the_recipients_language_and_the_universitys_zone(note):
    queue(note)
    assert deliver_due_mail() == 1
    sent = mail.outbox[0]
    assert sent.to == ["aida@example.org"]
    assert sent.subject == "Note about Университет Лиона"
    assert "Университет Лиона & more, until 24 ноября 2026" in sent.body
    assert "18:00" in sent.body
    assert "http://localhost/ru/secret-token" in sent.body
    assert "\n\n\n" not in sent.body


def test_kept_copy_masks_secrets(note):
    row = queue(note)
    deliver_due_mail()
    row.refresh_from_db()
    assert row.state == OutboxMessage.State.SENT
    assert row.subject == mail.outbox[0].subject
    assert row.body == mail.outbox[0].body.replace("secret-token", MASK)


def test_mail_is_sent_once(note):
    queue(note)
    assert [deliver_due_mail(), deliver_due_mail()] == [1, 0]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_deed_that_failed_is_not_sent(note):
    def failing_deed():
        with transaction.atomic():
            queue(note)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_deed()
    assert deliver_due_mail() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_refused(note):
    with pytest.raises(RuntimeError):
        queue_mail(note, AIDA)
    assert not OutboxMessage.objects.exists()


def test_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        queue("unheard-of")


def test_kind_is_registered_once(note):
    with pytest.raises(ValueError, match="note"):
        registry.register(Message("note", "a", "b"))


def test_failing_mail_waits_longer_each_time_and_is_given_up_after_eight_attempts(note, settings):
    settings.EMAIL_BACKEND = "no.such.Backend"
    row = queue(note)
    pauses, passed = [], dt.timedelta()
    for _attempt in range(8):
        with clock.moved(by=passed):
            assert deliver_due_mail() == 0
            row.refresh_from_db()
            pauses.append(round((row.next_attempt_at - clock.now()).total_seconds() / 60))
        passed += row.next_attempt_at - clock.now() - passed + dt.timedelta(seconds=1)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (row.state, row.attempts) == (OutboxMessage.State.FAILED, 8)
    assert "ModuleNotFoundError" in row.last_error


def test_failed_mail_is_not_tried_before_its_time(note, settings):
    settings.EMAIL_BACKEND = "no.such.Backend"
    row = queue(note)
    deliver_due_mail()
    deliver_due_mail()
    row.refresh_from_db()
    assert row.attempts == 1


def test_one_bad_message_does_not_stop_the_next(note):
    bad = queue(note)
    OutboxMessage.objects.filter(pk=bad.pk).update(kind="unheard-of")
    queue(note)
    assert deliver_due_mail() == 1


def test_unreachable_mail_server_costs_one_message_an_attempt_and_spares_the_rest(note, settings):
    settings.EMAIL_BACKEND = "tests.messaging.unreachable.EmailBackend"
    for _message in range(3):
        queue(note)
    assert deliver_due_mail() == 0
    assert list(OutboxMessage.objects.order_by("id").values_list("attempts", flat=True)) == [
        1,
        0,
        0,
    ]


def test_leased_mail_is_left_to_its_worker_until_the_lease_ends(note):
    row = queue(note)
    OutboxMessage.objects.filter(pk=row.pk).update(
        leased_until=clock.now() + dt.timedelta(minutes=10)
    )
    assert deliver_due_mail() == 0
    with clock.moved(by=dt.timedelta(minutes=11)):
        assert deliver_due_mail() == 1


def test_folder_keeps_one_readable_file_a_message(note, settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "sapar.messaging.folder.FolderBackend"
    row = queue(note)
    deliver_due_mail()
    sent = message_from_bytes(path_of(row.public_id).read_bytes(), policy=policy.default)
    assert sent["Subject"].strip() == "Note about Университет Лиона"
    assert "secret-token" in sent.get_content()
    assert len(list(settings.MAIL_FOLDER.iterdir())) == 1


def test_templates_of_every_message_exist():
    for message in known_messages():
        get_template(message.subject_template)
        get_template(message.body_template)


def test_mails_write_dates_as_plain_text():
    """The filters of pages make HTML of a date."""
    mails = SOURCES.glob("*/templates/*/mail/*.txt")
    using_page_filters = [
        path.name for path in mails if " ui %}" in path.read_text() or " ui " in path.read_text()
    ]
    assert using_page_filters == []
