"""``sapar replay``: recompute every stored verdict from the facts and criteria stored with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sapar.applications.judging import replay_all

PROGRESS_EVERY = 500


class Command(BaseCommand):
    help = "Recompute every stored verdict; ends with 1 when one comes out differently."

    def handle(self, *args: Any, **options: Any) -> None:
        replayed = different = 0
        for replayed, result in enumerate(replay_all(), start=1):
            if result.difference:
                different += 1
                self.stdout.write(f"{result.row.public_id} ({result.row}): {result.difference}")
            if replayed % PROGRESS_EVERY == 0:
                self.stdout.write(f"{replayed} verdicts replayed ...")
        self.stdout.write(f"{replayed} verdicts replayed, {different} came out differently")
        if different:
            raise CommandError(f"{different} verdicts came out differently", returncode=1)
