"""Reads a page that lies as one Markdown file a language: title, lead, then the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sapar.core.translated import LANGUAGES, Translated


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the languages it is written in; Markdown in ``body``."""

    title: Translated
    lead: Translated
    body: Translated

    def fields(self) -> dict[str, Translated]:
        return {"title": self.title, "lead": self.lead, "body": self.body}


def read_page(folder: Path) -> Page:
    """The page of a folder with ``kk.md``, ``ru.md``, ``en.md``; a missing file is untranslated.

    A file begins with ``# Title``; the next paragraph is the lead.
    """
    parts: dict[str, dict[str, str]] = {"title": {}, "lead": {}, "body": {}}
    for language in LANGUAGES:
        file = folder / f"{language}.md"
        if not file.exists():
            continue
        title, lead, *body = file.read_text("utf-8").strip().split("\n\n")
        parts["title"][language] = title.removeprefix("# ")
        parts["lead"][language] = lead
        parts["body"][language] = "\n\n".join(body)
    return Page(**{name: Translated.from_dict(texts) for name, texts in parts.items()})
