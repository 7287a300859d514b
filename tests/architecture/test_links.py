"""What a page of the documentation points to exists: files, folders and headings."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

PROJECT = Path(__file__).resolve().parents[2]
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:")


# Texts of the portal itself: their links are addresses below a language, tried by its own tests.
TEXTS_OF_THE_PORTAL = ("src/sapar/content/starter/pages/", "src/sapar/sample/data/articles/")


def pages() -> list[Path]:
    """Every Markdown file that is tracked or would be, save what the portal itself tells."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    names = [
        name for name in listed.stdout.splitlines() if not name.startswith(TEXTS_OF_THE_PORTAL)
    ]
    return [PROJECT / name for name in names if (PROJECT / name).is_file()]


def broken_links(page: Path, text: str) -> Iterator[str]:
    """The links of ``text``, written at ``page``, that lead nowhere; other sites are not asked."""
    for link in LINK.findall(FENCED.sub("", text)):
        if ELSEWHERE.match(link):
            continue
        path, _, heading = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (heading and heading not in _anchors_of(target, page, text)):
            yield link


def anchors(text: str) -> set[str]:
    """How headings are addressed: small letters, spaces as hyphens, other signs left out."""
    headings = re.findall(r"^#+ +(.+?) *$", FENCED.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _anchors_of(target: Path, page: Path, text: str) -> set[str]:
    return anchors(text if target == page else target.read_text(encoding="utf-8"))


def test_every_link_leads_to_something():
    broken = {
        f"{page.relative_to(PROJECT)}: {link}"
        for page in pages()
        for link in broken_links(page, page.read_text(encoding="utf-8"))
    }
    assert broken == set()


def test_pages_are_found():
    assert PROJECT / "README.md" in pages()


def test_a_link_to_nothing_is_found():
    page = PROJECT / "docs" / "architecture.md"
    text = """
# One heading: two words
[there](testing.md) [a heading](#one-heading-two-words) [site](https://example.org/nothing)
[gone](gone.md) ![picture](pictures/gone.png) [no heading](#another) [outside](../README.md#gone)
```
[an example](example.md)
```
"""
    assert list(broken_links(page, text)) == [
        "gone.md",
        "pictures/gone.png",
        "#another",
        "../README.md#gone",
    ]
