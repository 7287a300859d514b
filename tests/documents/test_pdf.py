"""A PDF is made from data alone: the same data, the same bytes; text is never markup."""

import pytest
import typst

from sapar.documents import pdf

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "kk", font: "Onest")
#data.body
"""


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template below a package of its own."""
    folder = tmp_path / "letters" / "typst"
    folder.mkdir(parents=True)
    (folder / "letter.typ").write_text(TEMPLATE)
    monkeypatch.setattr(pdf, "PACKAGE", tmp_path)
    return "letters/letter.typ"


def test_the_same_data_give_the_same_bytes(template):
    data = {"title": "Номинация", "body": "Құрметті әріптес"}

    first = pdf.render_pdf(template, data)

    assert first.startswith(b"%PDF-")
    assert pdf.render_pdf(template, dict(reversed(data.items()))) == first
    assert pdf.render_pdf(template, data | {"body": "Уважаемый коллега"}) != first


def test_what_people_typed_is_no_markup(template):
    pdf.render_pdf(template, {"title": "#", "body": '#panic("run") *bold* $x^2$ #sys.inputs "'})


def test_a_document_without_a_title_is_not_accessible_and_not_made(template):
    with pytest.raises(typst.TypstError, match="title"):
        pdf.render_pdf(template, {"title": "", "body": ""})
