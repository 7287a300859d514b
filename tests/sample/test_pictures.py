"""The sample's pictures are drawn, described in three languages and released."""

import pytest

from sapar.content.models import Picture
from sapar.sample.pictures import load_pictures
from sapar.sample.scenes import SCENES
from tests.factories.people import TESTER

pytestmark = pytest.mark.django_db


def test_every_scene_becomes_a_released_picture_with_words():
    pictures = load_pictures(TESTER)

    assert set(pictures) == set(SCENES)
    assert not any(picture.alt.missing for picture in pictures.values())
    assert not Picture.objects.filter(released_at=None).exists()
