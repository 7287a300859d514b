"""``sapar rebuild_search``: index everything public anew."""

from typing import Any

from django.core.management.base import BaseCommand

from sapar.search.rebuilding import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from what is public now."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} texts are indexed.")
