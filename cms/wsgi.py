"""The WSGI callable that a server runs: the edge, with Django behind it; and one check that Django makes too late."""

import codecs
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django = get_wsgi_application()

from content import standing  # noqa: E402 - now that Django is ready
from graphql_api.edge import Edge  # noqa: E402

edge = Edge(django)
PLAIN = ("", "application/json", "text/plain")
REFUSAL = b"The Content-Type header names a charset that nobody knows. Send UTF-8."


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django; but a Content-Type that it cannot read is a 400 and not a 500."""
    kind = environ.get("CONTENT_TYPE", "")
    if kind in PLAIN or _is_readable(kind):
        standing.listen()
        return edge(environ, start_response)
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(REFUSAL)))]
    start_response("400 Bad Request", headers)
    return [REFUSAL]


def _is_readable(content_type: str) -> bool:
    try:
        _kind, options = parse_header_parameters(content_type)
        "".encode(options.get("charset", "utf-8"))
        codecs.lookup(options.get("charset", "utf-8"))
    except (LookupError, ValueError):
        return False
    return True
