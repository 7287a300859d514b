"""From Markdown to what readers get."""

import time

import pytest
from django.utils import translation

from sapar.content import markup
from sapar.content.embeds import Embed
from sapar.content.markup import Heading


@pytest.mark.parametrize(
    "text",
    [
        "<script>evil()</script>",
        '<img src=x onerror="evil()">',
        "[link](javascript:evil())",
        "[link](<javascript:evil()>)",
        "[link](data:text/html;base64,ZXZpbA==)",
        "![picture](javascript:evil())",
        "[[call:<script>evil()</script>]]",
        "# <b onmouseover=evil()>",
        "| <script>evil()</script> |\n|---|\n| <i> |",
        '[a](https://example.org/"onclick="evil())',
    ],
)
def test_nothing_typed_becomes_a_tag_or_runs(text: str):
    html = markup.render(text, resolve=lambda kind, public_id: "")
    for harm in ("<script", "<img", "<b ", "<i>", 'href="javascript', 'href="data', '" onclick'):
        assert harm not in html


def test_headings_begin_below_the_title_and_skip_no_level():
    text = "### One\n\n##### Two\n\n##### Three\n\n# Four\n\n## One"
    assert markup.headings(text) == [
        Heading(2, "One", "one"),
        Heading(3, "Two", "two"),
        Heading(3, "Three", "three"),
        Heading(2, "Four", "four"),
        Heading(3, "One", "one-2"),
    ]
    assert '<h3 id="three">Three</h3>' in markup.render(text)


def test_a_table_can_be_scrolled_and_names_its_columns():
    html = markup.render("| Kind | Price |\n|---|---|\n| Room | 10 |")
    assert '<div class="table-frame"' in html
    assert '<th scope="col">Kind</th>' in html


def test_embeds_are_drawn_where_they_stand():
    text = "Before\n[[call:7kq4-m2xd]]\nafter\n\n> [[file:AAAA-BBBB]]\n\nnot [[call:here]]"
    html = markup.render(text, resolve=lambda kind, public_id: f"<hr id={kind}-{public_id}>")
    assert "<p>Before</p>\n<hr id=call-7KQ4-M2XD><p>after</p>" in html
    assert "<hr id=file-AAAA-BBBB>" in html
    assert "not [[call:here]]" in html
    assert markup.embeds_in(text) == [Embed("call", "7KQ4-M2XD"), Embed("file", "AAAA-BBBB")]


def test_an_embed_nobody_draws_is_left_out():
    assert markup.render("[[partner:7KQ4-M2XD]]") == ""


def test_links_of_the_site_lead_into_the_readers_language():
    with translation.override("kk"):
        assert 'href="/kk/calls/"' in markup.render("[calls](calls/)")
        assert 'href="/media/x"' in markup.render("[x](/media/x)")
        assert 'href="https://example.org"' in markup.render("[x](https://example.org)")
        assert markup.links_in("[a](calls/) [b](#part)") == ["/kk/calls/", "#part"]


def test_plain_words_without_marks():
    text = (
        "# Head *ing*\n\nA **bold** [link](x)\nwith `code`\n\n- item\n\n| a | b |\n|-|-|\n| c | d |"
    )
    words = " ".join(markup.plain_text(text).split())
    assert words == "Head ing A bold link with code item a b c d"


def test_reading_takes_at_least_a_minute():
    assert markup.reading_minutes("") == 1
    assert markup.reading_minutes("word " * 181) == 2


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "> " * 50_000, "*a **a " * 14_000, "# a\n" * 25_000, "|a" * 50_000]
)
def test_texts_meant_to_take_long_do_not(text: str):
    began = time.monotonic()
    markup.render(text)
    assert time.monotonic() - began < 10


def test_an_empty_corner_of_a_table_heads_no_column() -> None:
    html = markup.render("| | External |\n| --- | --- |\n| Where | abroad |")
    assert '<td></td>\n<th scope="col">External</th>' in html
