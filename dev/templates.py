"""Compiles every template, so that an unknown tag or filter is found before a page is opened."""

import os
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines

SOURCES = Path(__file__).resolve().parents[1] / "src" / "sapar"


def main() -> None:
    """Print every template that does not compile; fail when there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    django.setup()
    faults = []
    for path in sorted(SOURCES.glob("*/templates/**/*.*")):
        try:
            engines["django"].from_string(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            faults.append(f"{path.relative_to(SOURCES)}: {error}")
    if faults:
        print(*faults, sep="\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
