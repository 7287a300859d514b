"""`sapar verify`: whether a folder of a placement proves its result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from sapar.cli.commands_on_files import CommandOnFiles
from sapar.placement_files.folder.verification import verify_folder
from sapar.placement_files.progress import Reporter, silent

DOES_NOT_HOLD = 1


class Command(CommandOnFiles):
    help = (
        "Place again by the inputs in a folder of `sapar place` (or its .zip), and compare. Needs "
        "neither database nor network. Ends with 1 and what contradicts it when it does not hold."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder, or a .zip of it")
        parser.add_argument("--quiet", action="store_true", help="no progress")

    def handle(self, *args: Any, folder: Path, quiet: bool, **options: Any) -> None:
        found = verify_folder(folder, silent if quiet else Reporter(sys.stderr))
        for note in found.notes:
            self.stderr.write(f"note: {note}")
        if found.fingerprint:
            self.stdout.write(
                f"fingerprint (SHA-256 of the archive, as sha256sum says it): {found.fingerprint}"
            )
        if not found.holds:
            self.stderr.write("\n".join((found.summary, *found.problems[1:])))
            sys.exit(DOES_NOT_HOLD)
        self.stdout.write(found.summary)
        for proved in found.proved:
            self.stdout.write(f"  {proved}")
        self.stdout.write(f"SHA-256 of certificate.json: {found.certificate_hash}")
