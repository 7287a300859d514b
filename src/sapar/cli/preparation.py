"""What must be true before Sapar serves: tables, static files, the sample if asked for."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sapar.accounts.sample_guard import check_no_sample_accounts
from sapar.cli.static_files import collect_static_files
from sapar.core.clock import start_sample_clock
from sapar.sample.loading import is_loaded, load_sample
from sapar.search.rebuilding import rebuild


def prepare(say: Callable[[str], None]) -> None:
    """Bring the data folder up to date; each step that has nothing to do is silent and quick."""
    is_updated = has_pending_migrations()
    if is_updated:
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
    collect_static_files()
    if not settings.SAMPLE_MODE:
        check_no_sample_accounts()
    elif not is_loaded():
        say("Loading the sample university ...")
        start_sample_clock()
        load_sample(say)
    if is_updated:
        rebuild()  # an update may bring other words for the same text


def has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
