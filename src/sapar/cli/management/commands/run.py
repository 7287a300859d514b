"""`sapar run`: prepare, serve, work, until Ctrl-C or SIGTERM."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from sapar.cli.preparation import prepare
from sapar.cli.processes import Processes, web_server, worker
from sapar.sample.loading import SAMPLE_PASSWORD
from sapar.sample.signins import sign_ins


class Command(BaseCommand):
    help = "Serve Sapar: migrate, load the sample if asked for, start web server and worker."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        host = os.environ.get("SAPAR_BIND", "127.0.0.1")
        port = int(os.environ.get("SAPAR_PORT", "8000"))
        self._refuse_taken_port(host, port)
        processes = Processes()
        prepare(self._say)
        connections.close_all()
        os.environ.setdefault("SAPAR_ADDRESS", f"http://localhost:{port}")
        processes.start(web_server(host, port))
        processes.start(worker())
        if processes.wait_for_port(host, port):
            self._greet(os.environ["SAPAR_ADDRESS"])
        sys.exit(processes.wait())

    def _refuse_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} is taken. Choose another: make run PORT=8001"
                ) from error

    def _greet(self, address: str) -> None:
        self._say(f"\nSapar is at {address}/  (Ctrl-C stops it)")
        self._say(f"Data: {settings.DATA}")
        if settings.SAMPLE_MODE:
            self._say(f"\nSample university. Password of every sign-in: {SAMPLE_PASSWORD}\n")
            for email, duty in sign_ins():
                self._say(f"  {email:<42} {duty}")
        connections.close_all()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
