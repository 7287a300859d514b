"""Menus, announcements and old addresses: what editors enter and what readers get."""

import datetime as dt

import pytest

from sapar.content.actions.furniture import (
    announce,
    create_menu_entry,
    create_redirect,
    delete_redirect,
    move_menu_entry,
    update_announcement,
    update_menu_entry,
    update_redirect,
)
from sapar.content.furniture import address_of, current_announcements, menu, menus
from sapar.content.models import MenuEntry, Redirect
from sapar.content.starter.menus import load_menus
from sapar.content.targets import clean_old_path, clean_target
from sapar.core import clock
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db
TEXT = Translated(kk="Хабар", ru="Весть", en="Word")
HOUR = dt.timedelta(hours=1)


def enter(name: str, place: str = "header", **fields) -> MenuEntry:
    fields.setdefault("target", "calls/")
    return create_menu_entry(place, label=Translated(name, name, name), by=TESTER, **fields)


def labels(place: str = "header") -> list[str]:
    return [link.label.en for link in menu(place, "en")]


def redirect(old: str, new: str) -> Redirect:
    return create_redirect(old_path=old, new_path=new, by=TESTER)


def code_of(deed, *subject, **fields) -> str:
    with pytest.raises(Refusal) as refused:
        deed(*subject, **fields)
    return refused.value.code


def test_entries_stand_in_their_order_and_move_by_one():
    entries = [enter(name) for name in ("a", "b", "c")]
    enter("elsewhere", "footer")

    move_menu_entry(entries[2], -1, by=TESTER)
    assert labels() == ["a", "c", "b"]
    move_menu_entry(entries[0], -1, by=TESTER)
    assert labels() == ["a", "c", "b"]
    move_menu_entry(entries[0], 1, by=TESTER)
    assert labels() == ["c", "a", "b"]
    assert labels("footer") == ["elsewhere"]


def test_a_hidden_entry_is_kept_but_not_drawn():
    entry = enter("a")
    update_menu_entry(entry, label=entry.label, target="calls/", is_shown=False, by=TESTER)
    assert labels() == []
    assert MenuEntry.objects.count() == 1


def test_both_menus_cost_one_query(django_assert_num_queries):
    enter("a")
    enter("b", "footer")
    with django_assert_num_queries(1):
        assert {place: len(links) for place, links in menus("kk").items()} == {
            "header": 1,
            "footer": 1,
        }


def test_an_entry_leads_below_the_language_or_to_another_site():
    assert address_of("regulations/", "kk") == "/kk/regulations/"
    assert address_of("//evil.example/", "kk") == "/kk/evil.example/"
    assert address_of("https://example.org/{language}", "ru") == "https://example.org/ru"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("regulations/", "regulations/"),
        ("/ru/regulations/", "regulations/"),
        ("http://localhost:8000/kk/calls/?q=1#a", "calls/?q=1#a"),
        (" https://example.org/a b".replace(" b", "b"), "https://example.org/ab"),
        ("", ""),
        ("kk", ""),
    ],
)
def test_targets_are_brought_to_one_form(typed, kept):
    assert clean_target(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "//evil.example",
        "https://",
        "data:text/html,x",
        "a b",
        "\\\\host",
        "ftp://example.org/",
        "mailto:a@example.org",
    ],
)
def test_what_is_no_address_is_refused(typed):
    assert code_of(clean_target, typed) == "target-unclear"


def test_an_old_address_may_come_from_the_old_site():
    assert clean_old_path("https://www.qmu.edu.kz/en/education/view/4324") == "education/view/4324"
    assert clean_old_path("/en/education/view/4324/") == "education/view/4324"
    assert clean_old_path("http://erasmus.kgmu.kz/en/?page_id=642") == "?page_id=642"
    assert code_of(clean_old_path, "https://www.qmu.edu.kz/en/") == "old-path-missing"


def test_a_chain_of_redirects_leads_to_its_end_in_one_step():
    redirect("first", "second")
    redirect("second", "third/")
    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "first": "third/",
        "second": "third/",
    }
    assert redirect("zero", "first").new_path == "third/"


def test_circles_are_refused():
    assert code_of(redirect, "a", "/en/a/") == "redirect-loop"
    first = redirect("a", "b")
    assert code_of(redirect, "b", "a") == "redirect-loop"
    second = redirect("c", "d")
    redirect("d", "e")
    assert code_of(update_redirect, first, new_path="a/", by=TESTER) == "redirect-loop"
    second.refresh_from_db()
    assert second.new_path == "e"


def test_an_old_address_leads_to_one_place():
    one = redirect("a", "b")
    assert code_of(redirect, "/ru/a/", "c") == "redirect-exists"
    delete_redirect(one, by=TESTER)
    redirect("a", "c")


def test_an_announcement_is_current_from_its_begin_to_its_end():
    now = clock.now()
    for start, end in ((-2, -1), (-1, 1), (1, 2)):
        announce(text=TEXT, starts_at=now + start * HOUR, ends_at=now + end * HOUR, by=TESTER)

    assert [one.starts_at for one in current_announcements(now)] == [now - HOUR]
    assert len(current_announcements(now + HOUR)) == 1
    assert current_announcements(now + 2 * HOUR) == []


def test_an_announcement_needs_an_end_and_all_languages():
    now = clock.now()
    assert (
        code_of(announce, text=TEXT, starts_at=now, ends_at=now, by=TESTER)
        == "announcement-ends-early"
    )
    half = Translated(ru="Весть")
    assert (
        code_of(announce, text=half, starts_at=now, ends_at=now + HOUR, by=TESTER)
        == "announcement-text-missing"
    )


def test_the_second_of_two_windows_is_told():
    now = clock.now()
    fields = {"text": TEXT, "target": "", "starts_at": now, "ends_at": now + HOUR}
    one = announce(**fields, by=TESTER)
    update_announcement(one, expected_version=1, by=TESTER, **fields)
    with pytest.raises(Conflict):
        update_announcement(one, expected_version=1, by=TESTER, **fields)


def test_the_first_menus_are_entered_once():
    load_menus(by=TESTER)
    number = MenuEntry.objects.count()
    assert "Newspaper “Medic”" in labels()
    load_menus(by=TESTER)
    assert MenuEntry.objects.count() == number
