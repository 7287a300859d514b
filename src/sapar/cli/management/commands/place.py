"""`sapar place`: give the seats that tables ask for, and write a folder that proves the result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from mobility_rules.placement.engines import Engine
from sapar.cli.commands_on_files import CommandOnFiles
from sapar.placement_files.pipeline import run
from sapar.placement_files.progress import Reporter, silent
from sapar.placement_files.proof.outcome import Outcome
from sapar.placement_files.tables.inputs import Sources
from sapar.placement_files.tables.problems import BadInput

DOES_NOT_HOLD, BAD_INPUT = 1, 2


class Command(CommandOnFiles):
    help = (
        "Place applicants by their wishes, and write assignment, explanations, certificate and "
        "summary into a new folder. Tables are CSV or Parquet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        tables = {
            "wishes": "applicant_id, place_id, rank (1 = best), score (higher is better)",
            "places": "place_id, quota, group_id (optional)",
            "groups": "group_id, parent_id, quota: shared quotas",
            "applicants": "applicant_id, type, tie (lower wins), level, terms",
            "policy": "JSON: reserves, caps, minimums, precedence and more",
            "thresholds": "applicant_id of those whose exact thresholds are asked for",
        }
        for name, columns in tables.items():
            needed = name in ("wishes", "places")
            parser.add_argument(
                f"--{name}", type=Path, metavar="FILE", required=needed, help=columns
            )
        parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="a new folder")
        parser.add_argument("--seed", default="", help="of the lottery among equals")
        parser.add_argument("--engine", choices=[engine.value for engine in Engine])
        parser.add_argument("--quiet", action="store_true", help="no progress, no summary")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("wishes", "places", "groups", "applicants", "policy", "thresholds", "seed")
        sources = Sources(**{name: options[name] for name in names})
        engine = Engine(options["engine"]) if options["engine"] else None
        progress = silent if options["quiet"] else Reporter(sys.stderr)
        try:
            outcome = run(sources, options["out"], engine=engine, progress=progress)
        except BadInput as bad:
            self.stderr.write(bad.text())
            sys.exit(BAD_INPUT)
        if not options["quiet"]:
            self._report(outcome, options["out"])
        if not outcome.holds:
            self.stderr.write("The certificate does not hold; summary.txt says what is wrong.")
            sys.exit(DOES_NOT_HOLD)

    def _report(self, outcome: Outcome, directory: Path) -> None:
        for file, columns in outcome.ignored.items():
            self.stderr.write(f"{file}: not used: {', '.join(columns)}")
        self.stdout.write((directory / "summary.txt").read_text("utf-8"))
