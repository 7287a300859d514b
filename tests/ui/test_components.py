"""What the components say, and what they keep quiet about."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

import sapar
from sapar.core.translated import Translated
from sapar.ui.parts import Chip, Criterion, Entry, Row, Task, Tone

NOON = dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)


def draw(source, path="/en/", **values):
    context = Context({"request": RequestFactory().get(path), **values})
    return Template("{% load ui %}" + source).render(context)


class Sentence:
    where = "The application is submitted."
    next = "The school releases it."
    holder = "School of Medicine"
    until = NOON
    tone = Tone.WAIT


def test_a_sentence_says_what_next_who_and_until_when():
    html = draw("{% standing sentence %}", sentence=Sentence())
    for part in (Sentence.where, Sentence.next, Sentence.holder, "Astana time (UTC+5)"):
        assert part in html


def test_a_sentence_names_nobody_when_nobody_holds_it():
    class Ended(Sentence):
        holder = ""
        until = None

    assert "Held by" not in draw("{% standing sentence %}", sentence=Ended())


def test_a_task_that_cannot_start_is_no_link():
    open_task = Task("About you", "Done", Tone.GOOD, "/about/")
    locked = Task("Check and submit", "Cannot start yet")
    assert '<a href="/about/">About you</a>' in draw("{% todo tasks %}", tasks=[open_task])
    assert "<a" not in draw("{% todo tasks %}", tasks=[locked])


def test_a_time_line_shows_instants_with_their_zone_and_days_without():
    entries = [Entry("Submitted", NOON), Entry("Stay begins", dt.date(2027, 2, 1), is_ahead=True)]
    html = draw("{% timeline entries %}", entries=entries)
    assert "24 November 2026, 12:00 Astana time" in html
    assert '<time datetime="2027-02-01">1 February 2027</time>' in html


def test_a_criterion_shows_value_need_source_and_outcome():
    row = Criterion("GPA", "2.71", "2.75", "Unmet", Tone.BAD, "Registrar", dt.date(2026, 11, 20))
    html = draw("{% criteria rows %}", rows=[row])
    for part in ("2.71", "2.75", "Registrar", "20 Nov 2026", "Unmet"):
        assert part in html


def test_what_people_wrote_is_never_markup():
    evil = "<script>alert(1)</script>"
    html = draw(
        "{% summary rows %}{% timeline entries %}{% notice 'info' evil %}{{ evil }}{% endnotice %}"
        "{% fold evil %}{% endfold %}{% empty evil %}{% endempty %}{{ text|translated }}",
        rows=[Row("Motivation", evil)],
        entries=[Entry("Returned", NOON, who=evil, note=evil)],
        evil=evil,
        text=Translated(ru=evil),
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 8


def test_a_change_link_says_what_it_changes_when_heard_alone():
    html = draw("{% summary rows %}", rows=[Row("Wishes", "1. Ege", "/wishes/")])
    assert 'href="/wishes/"' in html
    assert '<span class="unseen">: Wishes</span>' in html


def test_a_text_of_another_language_is_marked():
    with translation.override("kk"):
        html = draw("{{ text|translated }}", text=Translated(ru="Весна"))
        assert html == '<span lang="ru" class="fallback">Весна</span>'
        assert draw("{{ text|translated }}", text=Translated(kk="Көктем")) == "Көктем"


@pytest.mark.parametrize(
    ("path", "url", "mark"),
    [
        ("/en/calls/", "/en/calls/", ' aria-current="page"'),
        ("/en/calls/7KQ4-M2XD/", "/en/calls/", ' aria-current="true"'),
        ("/en/calls/", "/en/", ""),
        ("/en/office/calls/", "/en/office/", ""),
        ("/en/office/", "/en/office/", ' aria-current="page"'),
        ("/en/offers/", "/en/calls/", ""),
    ],
)
def test_navigation_marks_where_one_is(path, url, mark):
    assert draw("{% current url %}", path, url=url) == mark


def test_pages_keep_the_filters():
    page = Paginator(range(50), 20).get_page(2)
    html = draw("{% pagination page %}", "/en/calls/?q=ege&page=2", page=page)
    assert 'href="/en/calls/?q=ege&amp;page=1"' in html
    assert 'href="/en/calls/?q=ege&amp;page=3"' in html
    assert "Page 2 of 3" in html


def test_one_page_needs_no_pages():
    page = Paginator(range(5), 20).get_page(1)
    assert draw("{% pagination page %}", page=page).strip() == ""


def test_a_filter_that_is_on_can_be_taken_off():
    chip = Chip("External", "/en/calls/", is_on=True, removes=True)
    html = draw("{% chips chips 'Filters' %}", chips=[chip])
    assert 'aria-current="true"' in html
    assert "(remove this filter)" in html


def test_a_trail_says_in_which_language_its_last_word_is():
    html = draw("{% trail 'Stories' '/en/stories/' 'Далада' language='ru' %}")
    assert '<span aria-current="page" lang="ru">Далада</span>' in html


def test_a_trail_ends_at_the_page_itself():
    html = draw("{% trail 'Calls' '/en/calls/' 'Spring' %}")
    assert '<a href="/en/calls/">Calls</a>' in html
    assert '<span aria-current="page">Spring</span>' in html


def test_every_table_stands_in_a_frame_that_lets_it_stack():
    """Without the frame it never stacks, and a long word makes the page wider than a phone."""
    bare = []
    for template in Path(sapar.__file__).parent.glob("*/templates/**/*.html"):
        lines = template.read_text("utf-8").splitlines()
        for above, line in pairwise(lines):
            if "<table" in line and "table-frame" not in above:
                bare.append(template.name)
    assert bare == []
