"""Entry point of the `sapar` command: Django's command line with Sapar's settings."""

import os
import signal
import sys
from importlib import import_module

WITHOUT_A_UNIVERSITY = ("place", "verify")
"""Commands that need files alone: no settings are read, so no data folder, no keys, no database."""
INTERRUPTED = 130


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in WITHOUT_A_UNIVERSITY:
        _run_alone(sys.argv[1])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _run_alone(name: str) -> None:
    """Stopped by Ctrl-C or SIGTERM, a command removes what it has begun and says so in one line."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    try:
        command = import_module(f"sapar.cli.management.commands.{name}").Command()
        command.run_from_argv(sys.argv)
    except KeyboardInterrupt:
        print("stopped; nothing was written", file=sys.stderr)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
