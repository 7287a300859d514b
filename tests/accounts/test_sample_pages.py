"""What a sample university shows beside its pages: sign-ins, mails, the clock."""

import datetime as dt

import pytest
from django.db import transaction

from sapar.accounts.enums import RoleKind
from sapar.accounts.sample_guard import SAMPLE_PASSWORD
from sapar.core import clock
from sapar.core.actor import Recipient
from sapar.messaging.actions import deliver_due_mail, queue_mail
from tests.factories.people import make_engagement, make_person, make_role, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(settings, tmp_path):
    settings.SAMPLE_MODE = True
    settings.SAMPLE_CLOCK_FILE = tmp_path / "clock"
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "sapar.messaging.folder.FolderBackend"


def make_sample_user(**fields):
    person = make_engagement(make_person(**fields)).person
    return make_user(person, is_sample=True, password=SAMPLE_PASSWORD)


@pytest.mark.parametrize("path", ["", "mails/", "mails/7KQ4-M2XD/", "clock/"])
def test_real_university_has_no_sample_pages(client, settings, path):
    settings.SAMPLE_MODE = False
    assert client.get(f"/en/sample/{path}").status_code == 404


def test_real_university_has_no_sample_sign_in(client, settings):
    settings.SAMPLE_MODE = False
    user = make_sample_user()
    assert client.post(f"/en/sample/{user.public_id}/sign-in/").status_code == 404


def test_sign_ins_are_listed_with_their_password(client, sample):
    applicant = make_sample_user()
    officer = make_sample_user()
    make_role(officer.person, RoleKind.OFFICER)
    make_user(make_person(email="real@example.org"))
    response = client.get("/en/sample/")
    assert response.context["applicants"] == [applicant]
    assert response.context["staff"] == [officer]
    page = response.content.decode()
    assert SAMPLE_PASSWORD in page
    assert "real@example.org" not in page


def test_one_step_changes_who_is_signed_in(client, sample):
    first, second = make_sample_user(), make_sample_user()
    for user in (first, second):
        client.post(f"/en/sample/{user.public_id}/sign-in/")
        assert client.session["_auth_user_id"] == str(user.pk)


def test_real_account_is_not_signed_in_by_one_step(client, sample):
    user = make_user(make_person(), password=SAMPLE_PASSWORD)
    assert client.post(f"/en/sample/{user.public_id}/sign-in/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_mail_is_read_with_its_working_link(client, sample):
    make_user(email="dana@example.org")
    client.post("/en/account/password/", {"email": "dana@example.org"})
    assert "is being sent" in client.get("/en/sample/mails/").content.decode()
    deliver_due_mail()
    page = client.get("/en/sample/mails/")
    message = page.context["page"].object_list[0]
    assert message.subject in page.content.decode()
    mail = client.get(f"/en/sample/mails/{message.public_id}/").content.decode()
    link = mail.split('href="http://localhost:8000')[1].split('"')[0]
    assert client.get(link, follow=True).context["form"].fields.keys() == {"password1", "password2"}


def test_without_its_file_the_masked_copy_is_read(client, sample, settings, tmp_path):
    with transaction.atomic():
        message = queue_mail("account-unknown", Recipient("dana@example.org", "en"))
    deliver_due_mail()
    settings.MAIL_FOLDER = tmp_path / "elsewhere"
    page = client.get(f"/en/sample/mails/{message.public_id}/")
    assert page.context["is_masked"]


@pytest.mark.parametrize(
    ("step", "hours"), [("hour", 1), ("day", 24), ("week", 168), ("month", 720)]
)
def test_clock_moves_on_and_back(client, sample, step, hours):
    client.post("/en/sample/clock/", {"to": step})
    client.post("/en/sample/clock/", {"to": step})
    assert clock.sample_offset() == dt.timedelta(hours=2 * hours)
    client.post("/en/sample/clock/", {"to": "beginning"})
    assert abs(clock.now() - clock.SAMPLE_BEGINS) < dt.timedelta(seconds=5)


def test_unknown_choice_leaves_the_clock(client, sample):
    response = client.post("/en/sample/clock/", {"to": "yesterday"})
    assert response.context["form"].errors
    assert clock.sample_offset() == dt.timedelta()


def test_mail_queued_while_the_clock_was_moved_is_still_sent(client, sample):
    client.post("/en/sample/clock/", {"to": "month"})
    with transaction.atomic():
        queue_mail("account-unknown", Recipient("dana@example.org", "en"))
    client.post("/en/sample/clock/", {"to": "beginning"})
    assert deliver_due_mail() == 1


def test_failed_sign_ins_are_not_forgotten_by_moving_the_clock(client, sample):
    make_user(email="dana@example.org")
    form = {"login": "dana@example.org", "password": "wrong"}
    for _attempt in range(5):
        client.post("/en/account/sign-in/", form)
    client.post("/en/sample/clock/", {"to": "hour"})
    assert client.post("/en/account/sign-in/", form).status_code == 429
