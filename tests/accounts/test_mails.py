"""Mails about roles, in the language of who receives them."""

import datetime as dt

import pytest
from django.core import mail
from django.utils.translation import override

from sapar.accounts.actions import end_role, grant_role
from sapar.accounts.enums import RoleKind
from sapar.core import clock
from sapar.core.formatting import format_day
from sapar.messaging.actions import deliver_due_mail
from tests.factories.people import TESTER, make_person, make_unit

pytestmark = pytest.mark.django_db

SUBJECTS = {
    "kk": ("Сізге рөл берілді: Мектеп үйлестірушісі", "Рөліңіз тоқтатылды: Мектеп үйлестірушісі"),
    "ru": ("Вам дана роль: Координатор школы", "Ваша роль прекращена: Координатор школы"),
    "en": (
        "A role was granted to you: Coordinator of a school",
        "A role of yours has ended: Coordinator of a school",
    ),
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_role_is_told_in_the_readers_language(language):
    person = make_person(language=language)
    unit = make_unit()
    today = clock.today()
    last = today + dt.timedelta(days=30)
    role = grant_role(person, RoleKind.COORDINATOR, unit, today, last, by=TESTER)
    end_role(role, by=TESTER)
    with override("en"):
        deliver_due_mail()
    granted, ended = mail.outbox
    assert (granted.subject, ended.subject) == SUBJECTS[language]
    for words in (
        person.full_name,
        unit.name.get(language),
        format_day(today, language),
        format_day(last, language),
        f"http://localhost:8000/{language}/office/",
    ):
        assert words in granted.body
    assert unit.name.get(language) in ended.body
