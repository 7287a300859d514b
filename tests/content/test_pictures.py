"""What becomes of a picture: sizes, crops, what is refused, who sees it."""

import datetime as dt
import io
import time
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from sapar.content.actions.pictures import (
    add_picture,
    delete_picture,
    describe_picture,
    focus_picture,
    release_picture,
)
from sapar.content.models import Picture, PictureSize
from sapar.content.pictures import sizes_of
from sapar.core.errors import Refusal
from sapar.core.translated import Translated
from sapar.core.wording import words
from sapar.documents.models import StoredFile
from sapar.documents.storage import open_file, path_of
from tests.factories.people import TESTER
from tests.factories.pictures import ALT, make_image, make_picture, make_upload

pytestmark = pytest.mark.django_db

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def bytes_of(size: PictureSize) -> bytes:
    with open_file(size.file) as file:
        return file.read()


def image_of(picture: Picture, crop: str) -> Image.Image:
    size = picture.sizes.filter(crop=crop).latest("width")
    return Image.open(io.BytesIO(bytes_of(size))).convert("RGB")


def colour_at(image: Image.Image, x: int) -> str:
    red, _green, blue = image.crop((x, image.height // 2, x + 1, image.height // 2 + 1)).tobytes()
    return "red" if red > blue else "blue"


def refused(upload, **fields) -> Refusal:
    with pytest.raises(Refusal) as caught:
        add_picture(upload, **{"alt": ALT, "by": TESTER, **fields})
    assert Picture.objects.count() == 0
    return caught.value


def test_a_picture_is_kept_in_every_crop_and_never_larger_than_it_was():
    picture = make_picture(upload=make_upload(make_image(1000, 500)))

    kept = list(picture.sizes.values_list("crop", "width", "height"))
    assert kept == [
        ("natural", 320, 160),
        ("natural", 640, 320),
        ("natural", 960, 480),
        ("natural", 1000, 500),
        ("square", 160, 160),
        ("square", 320, 320),
        ("square", 500, 500),
        ("wide", 320, 180),
        ("wide", 640, 360),
        ("wide", 889, 500),
    ]


def test_sizes_are_known_without_asking_and_are_those_that_were_made():
    for width, height in ((5000, 300), (300, 5000), (1, 1), (1601, 900), (4000, 3000)):
        picture = make_picture(upload=make_upload(make_image(width, height)))
        with CaptureQueriesContext(connection) as queries:
            said = {
                (size.crop, size.width, size.height)
                for crop in ("natural", "wide", "square")
                for size in sizes_of(picture, crop)
            }
        assert len(queries) == 0
        assert said == set(picture.sizes.values_list("crop", "width", "height"))
        for size in picture.sizes.all():
            with Image.open(io.BytesIO(bytes_of(size))) as image:
                assert image.size == (size.width, size.height)


def test_what_the_camera_noted_is_gone_and_the_picture_stands_upright():
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKE] = 6, "Camera of Aigerim"
    notes.get_ifd(GPS)[1] = "N"
    sent = make_upload(exif=notes, comment=b"at home", icc_profile=b"a profile that is none")
    assert b"Camera of Aigerim" in sent.read()

    picture = make_picture(upload=sent)

    assert (picture.width, picture.height) == (600, 800)
    for size in picture.sizes.all():
        content = bytes_of(size)
        assert not any(part in content for part in (b"EXIF", b"Exif", b"Aigerim", b"ICCP", b"XMP"))
        assert not Image.open(io.BytesIO(content)).getexif()


def test_the_crops_are_taken_around_the_focus():
    left = make_picture(focus=(0, 50))
    right = make_picture(focus=(100, 50))

    assert colour_at(image_of(left, "square"), 5) == "red"
    # 600 of 800 pixels from the right: 200 of them are red.
    seen = image_of(right, "square")
    assert (colour_at(seen, 5), colour_at(seen, seen.width // 2)) == ("red", "blue")
    assert colour_at(image_of(left, "square"), seen.width // 2) == "red"


def test_another_focus_cuts_the_crops_anew_and_leaves_no_old_file():
    picture = make_picture(focus=(0, 50))
    old = {size.file.sha256 for size in picture.sizes.filter(crop="square")}

    focus_picture(picture, (100, 50), by=TESTER)

    seen = image_of(picture, "square")
    assert colour_at(seen, seen.width // 2) == "blue"
    assert not StoredFile.objects.filter(sha256__in=old).exists()
    assert StoredFile.objects.count() == picture.sizes.count()


def test_see_through_colours_are_kept():
    sent = make_upload(Image.new("RGBA", (400, 400), (10, 20, 30, 0)), "mark.png", "PNG")

    size = make_picture(upload=sent).sizes.filter(crop="natural").latest("width")

    assert Image.open(io.BytesIO(bytes_of(size))).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("mode", "white"),
    [("1", 1), ("L", 255), ("P", "white"), ("I;16", 65535), ("CMYK", (0, 0, 0, 0))],
)
def test_every_kind_of_colour_becomes_a_picture(mode, white):
    kind, name = ("JPEG", "a.jpg") if mode == "CMYK" else ("PNG", "a.png")
    image = Image.new(mode, (640, 480), white)

    seen = image_of(make_picture(upload=make_upload(image, name, kind)), "natural")

    assert min(seen.getpixel((300, 200))) > 240


def test_forty_million_pixels_are_taken_in_seconds_and_bounded_memory():
    sent = make_upload(Image.new("RGB", (7300, 5480), "green"), "large.png", "PNG")

    began = time.monotonic()
    picture = make_picture(upload=sent)

    assert time.monotonic() - began < 20
    assert (picture.width, picture.height) == (7300, 5480)
    assert picture.sizes.latest("width").width == 1600


def test_too_many_pixels_are_refused_before_they_are_unpacked():
    bomb = make_upload(Image.new("1", (30000, 30000)), "bomb.png", "PNG")

    tracemalloc.start()
    refusal = refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refusal.code == "picture-too-many-pixels"
    said = words(refusal.code, refusal.values)
    assert "30000 × 30000" in said
    assert "900.0 million" in said
    assert "50 million" in said
    assert peak < 50_000_000


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png"])
def test_a_drawing_with_a_script_is_refused_whatever_it_is_called(name):
    sent = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>'

    refusal = refused(SimpleUploadedFile(name, sent))

    assert refusal.code == "picture-is-drawing"
    assert "SVG" in words(refusal.code, refusal.values)


def test_what_is_no_picture_is_refused_with_its_kind():
    refusal = refused(SimpleUploadedFile("plan.gif", b"GIF89a" + b"\0" * 50))
    assert (refusal.code, refusal.values["type"]) == ("picture-type", "GIF")


def test_a_picture_that_is_cut_off_is_refused():
    whole = make_upload(make_image(900, 900), "a.png", "PNG").read()
    assert refused(SimpleUploadedFile("a.png", whole[:600])).code == "picture-damaged"


def test_a_picture_without_words_is_refused():
    assert refused(make_upload(), alt=Translated()).code == "picture-needs-words"


def test_words_can_be_changed():
    picture = make_picture()
    describe_picture(picture, alt=Translated(en="Rain"), credit="A. Author", by=TESTER)
    picture.refresh_from_db()
    assert (picture.alt.en, picture.credit) == ("Rain", "A. Author")


def test_releasing_keeps_the_first_moment():
    picture = make_picture()
    release_picture(picture)
    first = Picture.objects.get().released_at
    release_picture(picture)
    assert isinstance(first, dt.datetime)
    assert Picture.objects.get().released_at == first


def test_a_deleted_picture_takes_its_files_along(django_capture_on_commit_callbacks):
    picture = make_picture()
    paths = [path_of(size.file.sha256) for size in picture.sizes.all()]
    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture, by=TESTER)
    assert not any(path.exists() for path in paths)
    assert StoredFile.objects.count() == 0
