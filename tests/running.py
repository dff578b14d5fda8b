"""A demo that really runs: `manage.py start` in a process of its own, with its own database, at the frozen hour."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson
import psycopg

CLOCK = "2026-11-18T09:00:00+01:00"
PATIENCE = 240  # seconds until the demo must be there; drawing and publishing take half a minute on an idle machine
ROOT = Path(__file__).resolve().parents[1]


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_options: Any) -> None:
        """A redirect is an answer, to be looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo, asked as anyone on the network would."""

    url: str
    environment: dict[str, str]

    def shell(self, code: str) -> str:
        """What a piece of code prints inside the demo, for what no address tells."""
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def get(self, path: str, **headers: str) -> Answer:
        return self._answer(Request(self.url + path, headers=headers))

    def ask(self, query: str, /, **variables: Any) -> dict[str, Any]:
        body = orjson.dumps({"query": query, "variables": variables})
        answer = self._answer(Request(f"{self.url}/graphql/", body, {"Content-Type": "application/json"}))
        found: dict[str, Any] = orjson.loads(answer.body)
        return found

    def _answer(self, request: Request) -> Answer:
        try:
            with build_opener(_Stay).open(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


@contextmanager
def a_demo(folder: Path, worker: str) -> Iterator[Demo]:
    """Starts it, waits until it answers, and leaves nothing behind."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _database(worker) as database:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            **database,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DEMO": "on",
            "CLOCK": CLOCK,
            "PORT": str(port),
            "VAR_DIR": str(folder),
        }
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "start", "--noreload"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            demo = Demo(f"http://localhost:{port}", environment)
            _wait(demo, process, folder / "log")
            yield demo
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def _wait(demo: Demo, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The demo did not start:\n{log.read_text()}")
        try:
            if demo.get("/").status == 200:
                return
        except (URLError, ConnectionError):
            time.sleep(0.5)
    raise RuntimeError(f"The demo was not there after {PATIENCE} s:\n{log.read_text()}")


@contextmanager
def _database(worker: str) -> Iterator[dict[str, str]]:
    """A database of its own beside the tests', where they run on PostgreSQL; else SQLite in the demo's folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield {}
        return
    base, _slash, rest = server.rpartition("/")
    options = f"?{rest.partition('?')[2]}" if "?" in rest else ""
    name = f"ildsjael_demo_{worker}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": f"{base}/{name}{options}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
