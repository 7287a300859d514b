"""One stylesheet for every page, put together from its parts."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sapar.ui.bundle import BUNDLE, ORDER, PARTS

OWN_LINKS = {"print", "editor"}  # for paper; for the editors' pages alone


def test_every_part_is_in_the_bundle_or_has_a_link_of_its_own():
    assert {part.stem for part in PARTS.glob("*.css")} == {*ORDER, *OWN_LINKS}


def test_the_bundle_is_its_parts_in_their_order():
    bundle = Path(str(finders.find(BUNDLE))).read_text("utf-8")
    assert bundle == "\n".join((PARTS / f"{name}.css").read_text("utf-8") for name in ORDER)


@pytest.mark.django_db
def test_a_page_waits_for_one_stylesheet(client):
    page = client.get("/en/").content.decode()
    assert page.count('rel="stylesheet"') - page.count('media="print"') == 1
    assert BUNDLE in page
