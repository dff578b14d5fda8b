"""The WSGI callable that a server runs: Django, behind one check that Django makes too late to answer it."""

import codecs
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django = get_wsgi_application()
REFUSAL = b"The Content-Type header names a charset that nobody knows. Send UTF-8."


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django; but a Content-Type that it cannot read is a 400 and not a 500."""
    if _is_readable(environ.get("CONTENT_TYPE", "")):
        return django(environ, start_response)
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
