"""Every variable that the running system reads is described to whoever operates it."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
READ = re.compile(r"os\.environ(?:\.get\(|\[|\.setdefault\()\s*f?\"([A-Z_]+)")


def variables_read() -> set[str]:
    """The names in the sources; of a name made of parts, its beginning."""
    sources = (PROJECT / "src").rglob("*.py")
    found = {name for source in sources for name in READ.findall(source.read_text())}
    return found - {"DJANGO_SETTINGS_MODULE"}


def test_the_operator_reads_about_every_variable():
    page = (PROJECT / "docs" / "operator" / "README.md").read_text()
    assert sorted(name for name in variables_read() if f"`{name}" not in page) == []


def test_variables_are_found():
    assert {"SAPAR_DATA", "SAPAR_PORT", "SAPAR_KEY_", "DATABASE_URL"} <= variables_read()
