"""Speaks to a WSGI callable as a server does, so that a test sees what goes over the wire."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection


@dataclass(frozen=True)
class Said:
    """An answer."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each.lower() == name.lower()), None)

    @property
    def data(self) -> Any:
        return orjson.loads(self.body)["data"]


@contextmanager
def _one_connection() -> Iterator[None]:
    """A request closes no connection that it finds within a transaction: a test's is one."""
    ours = connection.in_atomic_block
    for signal in (request_started, request_finished) if ours else ():
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished) if ours else ():
            signal.connect(close_old_connections)


@dataclass(frozen=True)
class Wire:
    """The other end of an application."""

    application: Any
    host: str = "localhost:8000"

    def post(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Said:
        body = orjson.dumps({"query": query, "variables": variables or {}})
        return self._send("POST", "/graphql/", "", body, {"CONTENT_TYPE": "application/json"}, headers)

    def ask(self, query: str, **parameters: str) -> Said:
        """By GET."""
        return self._send("GET", "/graphql/", urlencode({"query": query}), b"", {}, parameters)

    def get(self, address: str, method: str = "GET", **headers: str) -> Said:
        path, _mark, query = address.partition("?")
        return self._send(method, path, query, b"", {}, headers)

    def _send(
        self, method: str, path: str, query: str, body: bytes, more: dict[str, str], headers: dict[str, str]
    ) -> Said:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": quote(query, safe="=&%+/:?,;@()!$'*~"),
            "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "HTTP_HOST": self.host,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **more,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        said: list[Any] = []
        with _one_connection():
            response: Iterable[bytes] = self.application(environ, lambda *status: said.extend(status))
            found = b"".join(response)
            if close := getattr(response, "close", None):
                close()
        status, sent = said[0], said[1]
        return Said(int(status.split()[0]), list(sent), found)
