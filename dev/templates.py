"""Reads every template for what would only be seen, or missed, when its page is opened.

Each must compile, hold no word outside a translation, and obey the Content-Security-Policy: no
inline script, style or event handler, and nothing fetched from elsewhere.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines

SOURCES = Path(__file__).resolve().parents[1] / "src" / "sapar"
MAX_LINES = 80

NOT_READ = re.compile(
    r"{% *blocktranslate\b.*?{% *endblocktranslate *%}"
    r"|{% *comment\b.*?{% *endcomment *%}"
    r"|{% *block \w+_class *%}.*?{% *endblock",
    re.S,
)
DYNAMIC = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->", re.S)
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"')
MARKUP = re.compile(r'<[^>]*>|&#?\w+;|[\w-]+="[^"]*"')
# A word with a digit in it is an identifier or a code.
WORD = re.compile(r"\b[^\W\d_]{2,}\b")
# Names that are the same in every language; each language is called by its own.
NAMES = {"Sapar", "PDF", "JPEG", "PNG", "CSV", "GPA", "Қазақша", "Русский", "English"}

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>|\bhref=\"javascript:", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+=", re.I),
    "something fetched from elsewhere": re.compile(
        r"<(?:script|link|img|source|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//", re.I
    ),
}


def main() -> None:
    """Print every fault of every template; fail when there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    django.setup()
    faults = [
        f"{path.relative_to(SOURCES)}: {fault}"
        for path in sorted(SOURCES.glob("*/templates/**/*.*"))
        for fault in faults_of_template(path.read_text(encoding="utf-8"), path.suffix == ".html")
    ]
    if faults:
        print(*faults, sep="\n")
        sys.exit(1)


def faults_of_template(text: str, is_page: bool) -> Iterator[str]:
    """What is wrong with one template."""
    try:
        engines["django"].from_string(text)
    except TemplateSyntaxError as error:
        yield str(error)
    if len(text.splitlines()) > MAX_LINES:
        yield f"{len(text.splitlines())} lines, {MAX_LINES} at most"
    if is_page:
        yield from (what for what, pattern in FORBIDDEN.items() if pattern.search(text))
        if words := untranslated_words(text):
            yield f"not translated: {' '.join(words)}"


def untranslated_words(text: str) -> list[str]:
    """The words of a page that are the same whatever its language."""
    fixed = DYNAMIC.sub(" ", NOT_READ.sub(" ", text))
    spoken = [*SPOKEN_ATTRIBUTE.findall(fixed), MARKUP.sub(" ", fixed)]
    return [word for part in spoken for word in WORD.findall(part) if word not in NAMES]


if __name__ == "__main__":
    main()
