"""Finding partners in three languages, in order, by who asks."""

import datetime as dt

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from sapar.accounts.enums import RoleKind
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.institutions.models import Institution
from sapar.partnerships.queries import (
    in_alphabetical_order,
    matching,
    visible_to,
    with_valid_agreement,
)
from tests.factories.calls import make_agreement, make_partner
from tests.factories.people import make_home, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words", ["ҚАЗАН", "казан", "Kazan", "қазан мемлекеттік", "государственный казанский"]
)
def test_a_partner_is_found_in_each_language_and_case(words):
    kazan = make_partner(
        "RU",
        name=Translated(
            "Қазан мемлекеттік университеті",
            "Казанский государственный университет",
            "Kazan State University",
        ),
    )
    make_partner()

    assert list(matching(Institution.objects.all(), words)) == [kazan]


def test_kazakh_letters_stand_where_the_alphabet_has_them():
    names = ["Өскемен", "Омбы", "Қазан", "Киев", "Лунд"]
    for name in names:
        make_partner(name=Translated(name, name, name))

    with override("kk"):
        listed = in_alphabetical_order(Institution.objects.all())
    assert [partner.name.kk for partner in listed] == ["Киев", "Қазан", "Лунд", "Омбы", "Өскемен"]


def test_a_valid_agreement_is_marked():
    today = clock.today()
    valid, ended = make_partner(), make_partner()
    make_agreement(valid)
    make_agreement(ended, valid_until=today - dt.timedelta(days=1))

    marked = with_valid_agreement(Institution.objects.all(), today)
    assert {row.pk: row.has_valid_agreement for row in marked} == {valid.pk: True, ended.pk: False}


@pytest.mark.parametrize(
    ("kind", "sees", "keeps"),
    [
        (RoleKind.OFFICER, True, (True, False, True, True)),
        (RoleKind.COORDINATOR, True, (False, True, False, True)),
        (RoleKind.REGISTRAR, False, (False, False, False, False)),
        (RoleKind.COMMISSION_MEMBER, False, (False, False, False, False)),
        (RoleKind.ADMINISTRATOR, False, (False, False, False, False)),
    ],
)
def test_the_department_keeps_partners_abroad_and_schools_those_at_home(kind, sees, keeps):
    user = make_staff(kind)
    abroad, at_home = make_partner("LT"), make_partner("KZ")

    seen = {abroad.pk, at_home.pk} if sees else set()
    assert {partner.pk for partner in visible_to(user)} == seen
    asked = [
        rules.has_perm(f"partnerships.{permission}", user, partner)
        for permission in ("manage_partner", "manage_agreements")
        for partner in (abroad, at_home)
    ]
    assert tuple(asked) == keeps


def test_strangers_see_no_partner_and_nobody_sees_home_as_one():
    make_home()
    make_partner()

    assert list(visible_to(AnonymousUser())) == []
    assert visible_to(make_staff(RoleKind.OFFICER)).filter(is_home=True).count() == 0
