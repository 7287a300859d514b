"""Who gets a picture or a file, under which headers, and how pages draw it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from sapar.accounts.enums import RoleKind
from sapar.content.actions.attachments import add_attachment, release_attachment
from sapar.content.actions.pictures import focus_picture, release_picture
from sapar.core.translated import Translated
from sapar.institutions.enums import UnitKind
from tests.factories.people import TESTER, make_person, make_staff, make_unit, make_user
from tests.factories.pictures import ALT, make_image, make_picture, make_upload

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def address(picture, crop="square", width=160, focus=None) -> str:
    focus = focus or f"{picture.focus_x}-{picture.focus_y}"
    return f"/media/pictures/{picture.public_id}/{crop}-{width}.webp?focus={focus}"


def got(client, path: str):
    """The answer, read to its end."""
    response = client.get(path)
    response.body = response.getvalue()
    return response


def drawn(picture, options="", cookie="") -> str:
    request = RequestFactory().get("/")
    request.COOKIES["legibility"] = cookie
    template = Template("{% load pictures %}{% picture one " + options + " %}")
    return template.render(Context({"request": request, "one": picture}))


def test_a_released_picture_is_kept_by_every_cache_for_good(client):
    picture = make_picture()
    release_picture(picture)

    response = got(client, address(picture))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")
    assert "Cookie" not in response.get("Vary", "")
    assert response.body[8:12] == b"WEBP"


def test_after_a_new_cut_the_old_address_is_not_kept_for_good(client):
    picture = make_picture()
    release_picture(picture)
    old = address(picture)
    focus_picture(picture, (0, 0), by=TESTER)
    assert got(client, old)["Cache-Control"] == "public, max-age=60"


def test_what_is_not_released_answers_only_those_who_may_edit_it(client):
    owner = make_user(make_person())
    picture = make_picture(by=owner.as_actor())
    assert client.get(address(picture)).status_code == 404

    client.force_login(make_user(make_person()))
    assert client.get(address(picture)).status_code == 404

    for user in (owner, make_staff(RoleKind.EDITOR, make_unit(UnitKind.DEPARTMENT))):
        client.force_login(user)
        response = got(client, address(picture))
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


def test_a_size_or_a_picture_that_is_not_there_answers_404(client):
    picture = make_picture()
    release_picture(picture)
    assert client.get(address(picture, "square", 161)).status_code == 404
    assert client.get(address(picture, "round", 160)).status_code == 404
    assert client.get("/media/pictures/2222-2222/square-160.webp").status_code == 404


def test_a_file_is_offered_under_its_name_when_it_is_released(client):
    upload = SimpleUploadedFile("Ереже 2026.pdf", PDF)
    attachment = add_attachment(upload, title=ALT, by=TESTER)
    path = f"/media/files/{attachment.public_id}/Ереже 2026.pdf"
    assert client.get(path).status_code == 404

    release_attachment(attachment)

    response = got(client, path)
    assert response.body == PDF
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(f"/media/files/{attachment.public_id}/other.pdf").status_code == 404


def test_a_page_draws_a_picture_without_a_query(django_assert_num_queries):
    picture = make_picture(upload=make_upload(make_image(1000, 500)))
    with django_assert_num_queries(0), override("ru"):
        html = drawn(picture, 'crop="wide" sizes="20rem"')
    assert 'alt="Степь"' in html
    assert 'width="640" height="360"' in html
    assert 'sizes="20rem"' in html
    assert 'loading="lazy"' in html
    for width in (320, 640, 889):
        assert f"wide-{width}.webp?focus=50-50 {width}w" in html
    assert 'fetchpriority="high"' in drawn(picture, "eager=True")


def test_words_in_another_language_say_so_and_cannot_break_out():
    picture = make_picture(alt=Translated(ru='"><script>'))
    with override("en"):
        html = drawn(picture)
    assert 'lang="ru"' in html
    assert "<script>" not in html


def test_readers_without_pictures_get_the_words():
    with override("en"):
        html = drawn(make_picture(), cookie="normal.usual.no-pictures")
    assert "<img" not in html
    assert "The steppe" in html
