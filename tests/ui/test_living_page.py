"""Every component in a real browser: no barrier, no overflow, no breach of the security policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.urls")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_components_are_whole_and_open_to_all(live_server, page, language, theme, width):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/{language}/ui/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert complaints == []


def test_every_kazakh_letter_is_drawn_by_our_typeface(live_server, page):
    page.goto(f"{live_server.url}/kk/ui/")
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸№«»–—→✓"
    missing = page.evaluate(
        """async (letters) => {
            await document.fonts.load('16px Onest');
            const pen = document.createElement('canvas').getContext('2d');
            const width = (font, letter) => {
                pen.font = `40px ${font}`;
                return pen.measureText(letter).width;
            };
            return [...letters].filter(
                (letter) => width('Onest, serif', letter) !== width('Onest, monospace', letter));
        }""",
        letters,
    )
    assert missing == []
