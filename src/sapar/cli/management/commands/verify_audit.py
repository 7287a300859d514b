"""`sapar verify_audit`: whether the audit's chain of seals is whole, and ends where it should."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sapar.audit.actions import first_broken_seal
from sapar.audit.models import Event


class Command(BaseCommand):
    help = "Check that no audit row was altered or removed after it was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--kept",
            metavar="NUMBER:SEAL",
            help="a seal noted on an earlier day; a chain that was cut or made anew lacks it",
        )

    def handle(self, *args: Any, kept: str | None = None, **options: Any) -> None:
        broken = first_broken_seal()
        if broken is not None:
            raise CommandError(f"The chain is broken at seal {broken.seal_number}: {broken}")
        if kept:
            _check_kept(kept)
        sealed = Event.objects.exclude(seal_number=None).order_by("-seal_number")
        waiting = Event.objects.filter(seal_number=None).count()
        self.stdout.write(
            f"{sealed.count()} rows sealed, the chain is whole; {waiting} not sealed yet"
        )
        if last := sealed.first():
            self.stdout.write(f"last seal, to be noted elsewhere: {last.seal_number}:{last.seal}")


def _check_kept(kept: str) -> None:
    """A chain is whole without its newest rows, too; a seal noted elsewhere tells."""
    number, _, seal = kept.partition(":")
    if not number.isdigit() or not seal:
        raise CommandError(f"--kept: '{kept}' given, NUMBER:SEAL expected")
    if not Event.objects.filter(seal_number=int(number), seal=seal).exists():
        raise CommandError(
            f"Seal {number} is missing or another: rows were removed or sealed anew."
        )
