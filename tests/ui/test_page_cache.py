"""Pages kept for readers without an account: never stale or personal, the same as fresh ones."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from sapar.content.enums import MenuPlace
from sapar.content.models import Announcement, MenuEntry
from sapar.core import clock
from sapar.core.translated import Translated
from sapar.ui import generation
from sapar.ui.kept import KEPT, KeptPage, KeptPages
from sapar.ui.models import PageGeneration
from sapar.ui.pages import keep_pages, public_page
from tests.factories.people import make_person, make_user


def three(text: str) -> Translated:
    return Translated(kk=text, ru=text, en=text)


def add_entry(label: str) -> MenuEntry:
    return MenuEntry.objects.create(place=MenuPlace.HEADER, label=three(label), target="calls/")


class Answers:
    """A view behind the middleware that counts how often it was really asked."""

    def __init__(self, respond=None, *, is_public: bool = True) -> None:
        self.asked = 0
        self._respond = respond or (lambda request: HttpResponse(f"answer {self.asked}"))
        self.view = public_page(self._count) if is_public else self._count

    def _count(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        return self._respond(request)

    def get(self, address: str = "/en/", cookies=None, **headers) -> HttpResponse:
        request = RequestFactory().get(address, headers=headers)
        request.COOKIES.update(cookies or {})
        response = keep_pages(self.view)(request)
        assert isinstance(response, HttpResponse)
        return response


@pytest.mark.django_db
class TestKeeping:
    def test_a_public_page_is_made_once(self):
        answers = Answers()
        assert [answers.get().content for _ in range(3)] == [b"answer 1"] * 3
        assert answers.asked == 1

    def test_a_page_that_is_not_marked_is_made_each_time(self):
        answers = Answers(is_public=False)
        answers.get()
        answers.get()
        assert answers.asked == 2

    @pytest.mark.parametrize("cookies", [{"sessionid": "x"}, {"messages": "x"}])
    def test_who_is_somebody_gets_a_page_of_their_own(self, cookies):
        answers = Answers()
        answers.get()
        own = answers.get(cookies=cookies)
        assert (answers.asked, own["Cache-Control"]) == (2, "private, no-cache")
        assert len(KEPT) == 1

    def test_what_a_reader_chose_to_see_is_kept_apart(self):
        answers = Answers()
        answers.get()
        answers.get(cookies={"theme": "dark"})
        answers.get(cookies={"legibility": "large.usual.pictures"})
        answers.get(cookies={"theme": "dark"})
        assert answers.asked == 3

    def test_cookies_that_nobody_offers_make_no_pages(self):
        answers = Answers()
        for number in range(5):
            answers.get(cookies={"theme": f"x{number}", "legibility": f"a.b.{number}"})
        assert (answers.asked, len(KEPT)) == (1, 1)

    @pytest.mark.parametrize("content", ['<input name="csrfmiddlewaretoken">', "x"])
    def test_a_page_with_a_token_or_a_cookie_is_not_kept(self, content):
        def respond(request):
            response = HttpResponse(content)
            if content == "x":
                response.set_cookie("any", "thing")
            return response

        answers = Answers(respond)
        answers.get()
        answers.get()
        assert (answers.asked, len(KEPT)) == (2, 0)

    def test_an_error_is_not_kept(self):
        answers = Answers(lambda request: HttpResponse("gone", status=410))
        answers.get()
        answers.get()
        assert answers.asked == 2

    def test_a_very_long_address_is_not_kept(self):
        answers = Answers()
        answers.get(f"/en/?q={'x' * 400}")
        assert len(KEPT) == 0


@pytest.mark.django_db
class TestEncodings:
    def test_a_page_is_compressed_as_the_browser_accepts(self):
        answers = Answers(lambda request: HttpResponse("steppe " * 500))
        plain = answers.get()
        packed = answers.get(**{"accept-encoding": "gzip, br"})
        assert "Content-Encoding" not in plain
        assert packed["Content-Encoding"] == "br"
        assert len(packed.content) < len(plain.content) / 10
        assert plain["ETag"] != packed["ETag"]

    @pytest.mark.parametrize(
        ("accepted", "sent"),
        [("br;q=0, gzip;q=0.5", "gzip"), ("br; q=0.0, gzip;q=0", None), ("bravo", None)],
    )
    def test_a_page_is_not_packed_as_the_browser_refuses(self, accepted, sent):
        answers = Answers(lambda request: HttpResponse("steppe " * 500))
        packed = answers.get(**{"accept-encoding": accepted})
        assert packed.headers.get("Content-Encoding") == sent

    def test_an_unchanged_page_is_not_sent_again(self):
        answers = Answers()
        first = answers.get()
        again = answers.get(**{"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.django_db(transaction=True)
class TestPurging:
    def test_the_change_itself_purges(self):
        answers = Answers()
        answers.get()
        add_entry("Journal")
        assert answers.get().content == b"answer 2"

    def test_a_change_that_is_taken_back_counts_nothing(self):
        before = generation.current()
        with transaction.atomic():
            add_entry("Journal")
            transaction.set_rollback(True)
        assert generation.current() == before

    def test_many_changes_in_one_transaction_count_once(self):
        add_entry("first")
        before = generation.current()
        with transaction.atomic():
            for number in range(5):
                add_entry(str(number))
        assert generation.current() == before + 1

    def test_two_first_changes_at_once_are_two(self):
        PageGeneration.objects.all().delete()
        other = Thread(target=_change_elsewhere)
        with transaction.atomic():
            generation._count_up()
            other.start()
            other.join(0.3)  # it has looked and found nothing, or waits for the database
        other.join()
        assert generation.current() == 2

    def test_a_change_of_another_process_is_seen_on_the_next_request(self):
        answers = Answers()
        answers.get()
        kept = dict(KEPT._pages)  # the other process does not reach into our memory
        change = Thread(target=_change_elsewhere)
        change.start()
        change.join()
        KEPT._pages.update(kept)
        assert answers.get().content == b"answer 2"


def _change_elsewhere() -> None:
    add_entry("from elsewhere")
    connection.close()


@pytest.mark.django_db
class TestTheClock:
    def test_a_page_is_not_kept_beyond_the_next_turn(self):
        now = clock.now()
        Announcement.objects.create(
            text=three("Soon"),
            starts_at=now + dt.timedelta(minutes=10),
            ends_at=now + dt.timedelta(days=1),
        )
        answers = Answers()
        with clock.moved(to=now):
            answers.get()
        with clock.moved(to=now + dt.timedelta(minutes=9)):
            assert answers.get().content == b"answer 1"
        with clock.moved(to=now + dt.timedelta(minutes=10)):
            assert answers.get().content == b"answer 2"

    def test_a_clock_put_back_finds_nothing_from_the_future(self):
        answers = Answers()
        now = clock.now()
        with clock.moved(to=now + dt.timedelta(minutes=5)):
            answers.get()
        with clock.moved(to=now):
            assert answers.get().content == b"answer 2"


def test_the_pages_asked_for_longest_ago_make_room():
    now = clock.now()

    def page() -> KeptPage:
        return KeptPage(b"x" * 100, [], 1, now, now, "e")

    kept = KeptPages(most_bytes=450)
    kept.put(("a",), page())
    kept.put(("b",), page())
    kept.get(("a",))
    kept.put(("c",), page())
    assert [kept.get((name,)) is not None for name in "abc"] == [True, False, True]


@pytest.mark.django_db
def test_a_kept_page_has_the_headers_of_a_fresh_one(client: Client):
    fresh, kept = client.get("/en/"), client.get("/en/")
    assert len(KEPT) == 1
    assert dict(fresh.items()) == dict(kept.items())
    assert "default-src 'self'" in kept["Content-Security-Policy"]
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert kept["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_reader_who_signs_in_reads_their_own_page(client: Client):
    client.get("/en/")
    user = make_user(make_person())
    client.force_login(user)
    own = client.get("/en/").content.decode()
    client.logout()
    client.cookies.clear()
    strangers = client.get("/en/").content.decode()
    assert "Sign out" in own
    assert "Sign out" not in strangers
