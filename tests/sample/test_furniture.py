"""The sample's pictures and announcements: drawn, in three languages, released, current."""

import pytest

from sapar.content.furniture import current_announcements
from sapar.content.models import Announcement, Picture
from sapar.core import clock
from sapar.sample.announcements import load_announcements
from sapar.sample.pictures import load_pictures
from sapar.sample.scenes import SCENES
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


def test_every_scene_becomes_a_released_picture_with_words():
    pictures = load_pictures(TESTER)

    assert set(pictures) == set(SCENES)
    assert not any(picture.alt.missing for picture in pictures.values())
    assert not Picture.objects.filter(released_at=None).exists()


def test_two_announcements_are_shown_and_one_is_over():
    load_announcements(TESTER)
    shown = current_announcements(clock.now())
    assert len(shown) == 2
    assert not any(one.text.missing for one in shown)
    assert Announcement.objects.count() == 3
