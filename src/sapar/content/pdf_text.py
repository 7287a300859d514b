"""Reads the words out of a PDF in a process of its own.

A file from elsewhere may be damaged, may be made to hang a reader or to fill the memory: then this
process ends, and the worker that started it goes on.

    python -m sapar.content.pdf_text FILE FIRST_PAGE LETTERS SECONDS -> JSON of `PdfText`
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

MEMORY = 1024**3
GRACE_SECONDS = 10
HYPHEN_AT_END_OF_LINE = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class PdfText:
    """``pages_read`` counts from the first page; ``problem`` is a code of `ReadingProblem`."""

    text: str = ""
    pages: int = 0
    pages_read: int = 0
    problem: str = ""


def read_pdf(file: Path, first: int, *, letters: int, seconds: int) -> PdfText:
    """The words of the pages from ``first`` on, until a page ends beyond one of the limits."""
    arguments = [str(file), str(first), str(letters), str(seconds)]
    command = [sys.executable, "-m", "sapar.content.pdf_text", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  (our own program, and no shell)
            command, capture_output=True, timeout=seconds + GRACE_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return PdfText(pages_read=first, problem="too-slow")
    except subprocess.CalledProcessError:
        return PdfText(pages_read=first, problem="damaged")
    return PdfText(**json.loads(done.stdout))


def main() -> None:
    file, *numbers = sys.argv[1:]
    first, letters, seconds = map(int, numbers)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    read = _read(Path(file), first, letters, time.monotonic() + seconds)
    sys.stdout.write(json.dumps(asdict(read)))


def _read(file: Path, first: int, letters: int, deadline: float) -> PdfText:
    # Django's processes have no need of it.
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(file)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            return PdfText(problem="encrypted")
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return PdfText(problem="damaged")
    texts: list[str] = []
    done = first
    while done < pages and sum(map(len, texts)) < letters and time.monotonic() < deadline:
        texts.append(_page_text(reader, done))
        done += 1
    return PdfText("\n".join(filter(None, texts)), pages, done)


def _page_text(reader: object, number: int) -> str:
    """One page; a page that cannot be read is an empty one."""
    try:
        text = str(reader.pages[number].extract_text())  # type: ignore[attr-defined]
    except Exception:  # a damaged page raises whatever the reader stumbles over
        return ""
    clean = text.encode("utf-8", "ignore").decode().replace("\0", "").strip()
    return HYPHEN_AT_END_OF_LINE.sub("", clean)


if __name__ == "__main__":
    main()
