"""What `sapar place` and `sapar verify` share: they need files, and nothing of a server."""

from __future__ import annotations

from django.core.management.base import BaseCommand


class CommandOnFiles(BaseCommand):
    """Its help lists what it is about, and not the options that every command of a server has."""

    requires_system_checks: list[str] = []
    suppressed_base_arguments = {
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
    }
