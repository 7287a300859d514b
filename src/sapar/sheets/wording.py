"""Words for what can be wrong with a spreadsheet; each says what is expected instead."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "sheet-not-csv": _(
        "The content of %(name)s is %(type)s, whatever its name says. Expected is a CSV file in "
        "UTF-8: in a spreadsheet program choose “Save as” and the type “CSV UTF-8”."
    ),
    "sheet-not-utf8": _(
        "The file %(name)s is not in UTF-8: line %(line)s holds characters of another encoding. "
        "In a spreadsheet program choose “Save as” and the type “CSV UTF-8”."
    ),
    "sheet-empty": _(
        "The file %(name)s has no line with the names of the columns. Expected are the columns "
        "described on this page, in the first line."
    ),
    "sheet-no-rows": _("The file has names of columns and no rows. Expected is at least one row."),
    "sheet-broken-quotes": _(
        "The line cannot be split into cells: a quotation mark is open or stands inside a cell. "
        'Expected is a cell in quotation marks with inner ones doubled: "so ""called"" cell".'
    ),
    "sheet-already-confirmed": _(
        "The file %(name)s was confirmed before; its rows were taken once and not again."
    ),
    "sheet-records-changed": _(
        "The records were changed at the same moment by somebody else. Nothing of the file was "
        "taken; look at the preview and confirm once more."
    ),
    "sheet-has-problems": _(
        "Nothing of the file was taken: problems found: %(count)s. Correct them in the file and "
        "upload it again."
    ),
    "column-missing": _("The column is missing. Expected is its name in the first line."),
    "column-doubled": _("The column stands more than once. Expected is each column once."),
    "column-unknown": _("No column of this name is known. Expected are only: %(columns)s."),
    "column-unnamed": _("A column has no name. Expected is a name above every column."),
    "row-cell-count": _(
        "The row has %(has)s cells. Expected are %(expected)s, as many as the first line has; "
        "a cell that holds the delimiter stands in quotation marks."
    ),
    "row-doubled": _(
        "The same number stands in line %(first)s already. Expected is one row for each number."
    ),
    "cell-empty": _("The cell is empty. Expected is a value, for example: %(example)s"),
    "cell-too-long": _("The text has %(length)s characters. Expected are at most %(limit)s."),
    "cell-not-a-choice": _("Expected is one of these words: %(choices)s."),
    "cell-not-whole": _("Expected is a whole number from %(minimum)s to %(maximum)s."),
    "cell-not-a-number": _(
        "Expected is a number from %(minimum)s to %(maximum)s with a point, like 3.4."
    ),
    "cell-negative": _(
        "The number is negative. Expected is a number from %(minimum)s to %(maximum)s."
    ),
    "cell-out-of-range": _(
        "The number is out of range. Expected is a number from %(minimum)s to %(maximum)s."
    ),
    "cell-decimal-comma": _("The number has a comma. Expected is a point: %(expected)s"),
    "cell-too-many-places": _("Expected are at most %(places)s digits after the point."),
    "cell-not-a-date": _("Expected is a date as year-month-day, like 2026-09-01."),
    "cell-no-such-date": _("There is no such day. Expected is a date of the calendar."),
    "cell-not-an-email": _("Expected is an e-mail address, like a.akhmetova@example.kz."),
}
