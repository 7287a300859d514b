"""`sapar worker`: send mail, seal the audit, keep the schedule, until SIGINT or SIGTERM."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from sapar.jobs.worker import run_worker


class Command(BaseCommand):
    help = "Do what is due: mail of the outbox, the schedule's deeds."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        run_worker(stop)
