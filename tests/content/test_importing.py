"""Text from Word, from browsers and from files: the structure comes along, the mess does not."""

import io
import time
import zipfile
from contextlib import suppress

import pytest

from sapar.content.importing.docx import document_from
from sapar.content.importing.html import markdown_from, page_from
from sapar.content.markup import render
from sapar.core.errors import Refusal

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=RU>
<p class=MsoHeading1 style='mso-outline-level:1'>Жильё<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal style='mso-pagination:none'><b style='mso-bidi-font-weight:normal'>Важно:</b>
в <st1:City w:st="on">Караганде</st1:City> <span style='font-style:italic'>холодно</span>.</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span>
</span><![endif]>Общежитие</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>o<span>&nbsp;</span></span>на двоих</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Квартира</p>
<p class=MsoNormal>Порядок:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Написать</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Приехать</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Вид</p></td><td>Цена</td></tr>
<tr><td>Общежитие</td><td>10 000</td></tr></table>
</body></html>"""


def test_what_word_pastes_keeps_its_structure():
    text = markdown_from(WORD).body
    assert text.startswith("# Жильё\n\n**Важно:**")
    assert "в Караганде *холодно*." in " ".join(text.split())
    assert "- Общежитие\n  - на двоих\n- Квартира" in text
    assert "1. Написать\n2. Приехать" in text
    assert "| Вид | Цена |\n| --- | --- |\n| Общежитие | 10 000 |" in text


def test_what_word_pastes_loses_its_mess():
    text = markdown_from(WORD).body
    for mess in ("mso", "Mso", "style", "<", "o:p", "st1", "·", "\u00a0", "[if", "\n\n\n"):
        assert mess not in text


def test_typed_bullets_become_a_list():
    assert markdown_from("<p>•&nbsp;one</p><p>• two</p>").body == "- one\n- two"


def test_a_text_that_google_wraps_in_bold_is_not_bold():
    html = (
        '<b style="font-weight:normal"><p>plain <span style="font-weight:700">loud</span></p></b>'
    )
    assert markdown_from(html).body == "plain **loud**"


def test_scripts_do_not_come_along():
    html = (
        '<p onclick="evil()">Good <script>evil()</script><a href="javascript:evil()">link</a>'
        '<img src=x onerror=evil() alt="Map [1]"><svg><script>evil()</script></svg></p>'
        '<a href="https://example.org/?a=1&b=2">safe</a><iframe src="https://evil"></iframe>'
    )
    found = markdown_from(html)
    assert "evil" not in found.body
    assert "javascript" not in found.body
    assert "[safe](https://example.org/?a=1&b=2)" in found.body
    assert found.pictures == 1
    assert "[[picture:Map 1]]" in found.body


def test_text_that_looks_like_html_stays_text():
    assert "<script>" not in render(markdown_from("<p>&lt;script&gt;x&lt;/script&gt;</p>").body)


def test_of_a_saved_page_the_main_part_comes_along():
    page = """<!doctype html><meta charset="windows-1251"><title>Вуз</title><nav>Меню</nav>
    <main><h1>Мобильность</h1><h2>Кто</h2><p>Студенты</p><aside>Реклама</aside></main>
    <footer>Телефон</footer>""".encode("windows-1251")
    found = page_from(page)
    assert found.title == "Мобильность"
    assert found.body == "## Кто\n\nСтуденты"


@pytest.mark.parametrize("html", ["<div>" * 9_000, "<blockquote>x" * 5_000, "<ul><li>" * 3_000])
def test_nesting_meant_to_do_harm_is_refused_at_once(html: str):
    began = time.monotonic()
    with pytest.raises(Refusal) as refused:
        markdown_from(html)
    assert refused.value.code == "import-too-deep"
    assert time.monotonic() - began < 5


def test_a_page_too_large_is_refused():
    with pytest.raises(Refusal) as refused:
        markdown_from("<p>word</p>" * 300_000)
    assert refused.value.code == "import-too-large"


@pytest.mark.parametrize(
    "piece",
    [
        "<p style='mso-list:l0 level1'>·x</p>\n<p style='mso-list:l0 level2'>·x</p>\n",
        "<img alt=x>\n",
        "<p> </p>\n",
        "<!--a-->",
        "<div>",
        "<table><tr><td>a<td>b</table>",
        "<main <title ",
        "<b>x</b> <i>y</i>",
    ],
)
def test_a_text_of_very_many_pieces_takes_no_time(piece: str):
    began = time.monotonic()
    with suppress(Refusal):
        page_from((piece * (2_000_000 // len(piece))).encode())
    assert time.monotonic() - began < 8


def test_a_text_of_as_many_pieces_as_are_taken_is_read_in_time():
    began = time.monotonic()
    text = markdown_from("<p style='mso-list:l0 level1'>·x</p>\n<img alt=x>" * 6_600)
    assert time.monotonic() - began < 15
    assert text.pictures == 6_600


def test_paragraphs_of_pages_that_have_none_stay_apart():
    assert markdown_from("<div>one</div><div>two</div>").body == "one\n\ntwo"


def test_numbers_of_a_nested_list_go_on_where_they_were():
    item = "<p style='mso-list:l0 level{}'><span style='mso-list:Ignore'>{}</span>{}</p>"
    rows = [(1, "1.", "a"), (2, "a)", "b"), (2, "b)", "c"), (1, "2.", "d"), (1, "·", "e")]
    text = markdown_from("".join(item.format(*row) for row in rows)).body
    assert text == "1. a\n   1. b\n   2. c\n2. d\n- e"


def word_file(body: str, extra: dict[str, bytes] | None = None, start: str = "") -> bytes:
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{start}<w:document xmlns:w="http://schemas.'
        f'openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/styles.xml",
            '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
            "</w:styles>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return output.getvalue()


def paragraph(words: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_word_file_becomes_title_and_text():
    content = word_file(
        paragraph("Тұрғын үй", "Title") + paragraph("Қайда", "H1") + paragraph("Жатақханада.")
    )
    found = document_from(content, "housing.docx")
    assert found.title == "Тұрғын үй"
    assert found.body == "# Қайда\n\nЖатақханада."


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 cut off", b"<html>", word_file(paragraph("x"))[:-30], word_file("<w:p>")],
    ids=["empty", "cut", "html", "no-directory", "broken-xml"],
)
def test_a_damaged_word_file_is_refused(content: bytes):
    with pytest.raises(Refusal) as refused:
        document_from(content, "damaged.docx")
    assert refused.value.code == "docx-damaged"


def test_a_word_file_that_swells_is_refused_before_it_is_unpacked():
    bomb = word_file(paragraph("x"), {"word/media/a.bin": b"\0" * (81 * 1024 * 1024)})
    assert len(bomb) < 200_000
    with pytest.raises(Refusal) as refused:
        document_from(bomb, "bomb.docx")
    assert refused.value.code == "docx-swells"


def test_entities_that_multiply_are_refused():
    laughing = word_file(
        paragraph("&b;"), start='<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    )
    with pytest.raises(Refusal) as refused:
        document_from(laughing, "laughing.docx")
    assert refused.value.code == "docx-damaged"
