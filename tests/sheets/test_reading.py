"""A file is read to its end whatever is wrong in it, and what is no CSV is named."""

import pytest
from django.utils.functional import lazystr

from sapar.core.errors import Refusal
from sapar.core.wording import words
from sapar.sheets.cells import text, whole_number
from sapar.sheets.kinds import Column, SheetKind
from sapar.sheets.reading import read_table

KIND = SheetKind(
    "rooms",
    lazystr("Rooms"),
    (
        Column("number", text(10), lazystr("Number")),
        Column("seats", whole_number(1, 99), lazystr("Seats")),
        Column("note", text(20), lazystr("Note"), is_required=False, empty=""),
    ),
    "number",
    plan=lambda rows: pytest.fail("reading plans nothing"),
)


def read(content):
    return read_table(
        content if isinstance(content, bytes) else content.encode(), KIND, name="a.csv"
    )


def values_of(content):
    table = read(content)
    assert table.problems == []
    return [dict(row.values) for row in table.rows]


def problems_of(content):
    return [(problem.line, problem.column, problem.code) for problem in read(content).problems]


ONE_ROOM = [{"number": "331", "seats": 4, "note": "Қабылдау"}]


@pytest.mark.parametrize(
    "content",
    [
        "number,seats,note\n331,4,Қабылдау\n",
        "number;seats;note\r\n331;4;Қабылдау\r\n",
        "\ufeffnumber,seats,note\n331,4,Қабылдау",
        "note,NUMBER, seats \nҚабылдау, 331 ,4",
        '"number","seats","note"\n"331","4","Қабылдау"',
        "number,seats,note\n\n331,4,Қабылдау\n,,\n",
    ],
)
def test_reads_what_spreadsheet_programs_write(content):
    assert values_of(content) == ONE_ROOM


def test_a_cell_may_hold_the_delimiter_a_quotation_mark_and_a_line_break():
    assert values_of('number,seats,note\n1,2,"a, ""b""\nc"\n2,3,\n') == [
        {"number": "1", "seats": 2, "note": 'a, "b" c'},
        {"number": "2", "seats": 3, "note": ""},
    ]


def test_a_line_is_counted_as_an_editor_counts_it():
    assert problems_of('number,seats,note\n1,2,"a\nb"\n\n2,x,\n') == [
        (5, "seats", "cell-not-whole")
    ]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("number,note\n1,a", [(1, "seats", "column-missing")]),
        (
            "number,seats,note,seats\n1,2,a,3",
            [(1, "seats", "column-doubled")],
        ),
        ("number,seats,note,colour\n1,2,a,red", [(1, "colour", "column-unknown")]),
        ("number,seats,note,\n1,2,a,red", [(1, "", "column-unnamed")]),
        (
            "room,seats,seats,note\n1,2,3,a",
            [
                (1, "number", "column-missing"),
                (1, "seats", "column-doubled"),
                (1, "room", "column-unknown"),
            ],
        ),
        ("number,seats,note", [(2, "", "sheet-no-rows")]),
        (
            "number,seats,note\n1,2\n2,3,a,b\n3,4,\n",
            [(2, "", "row-cell-count"), (3, "", "row-cell-count")],
        ),
        ("number,seats,note\n1,2,\n2,2,\n1,3,\n", [(4, "number", "row-doubled")]),
        ('number,seats,note\n1,2,"open', [(2, "", "sheet-broken-quotes")]),
        (
            "number,seats,note\n,0,far too long for this column\n",
            [
                (2, "number", "cell-empty"),
                (2, "seats", "cell-out-of-range"),
                (2, "note", "cell-too-long"),
            ],
        ),
    ],
)
def test_names_every_problem(content, problems):
    assert problems_of(content) == problems
    assert all(problem.words for problem in read(content).problems)


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (b"PK\x03\x04[Content_Types].xml", "sheet-not-csv", {"type": "XLSX"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 book", "sheet-not-csv", {"type": "XLS"}),
        (b"%PDF-1.7", "sheet-not-csv", {"type": "PDF"}),
        ("number,seats,note\n1,2,Қ".encode("utf-16"), "sheet-not-utf8", {"line": 1}),
        ("number,seats,note\n1,2,ПК".encode("cp1251"), "sheet-not-utf8", {"line": 2}),
        (b"number,seats,note\n1,2,\0", "sheet-not-utf8", {"line": 2}),
        (b"\n\n,,\n", "sheet-empty", {}),
    ],
)
def test_refuses_what_is_no_csv_and_says_what_it_is(content, code, values):
    with pytest.raises(Refusal) as refused:
        read(content)

    assert (refused.value.code, refused.value.values) == (code, {"name": "a.csv"} | values)
    assert words(code, refused.value.values)
