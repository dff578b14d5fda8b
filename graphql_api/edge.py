"""The edge: answers that are kept go out before Django is asked; what Django makes is kept on its way out.

A WSGI callable around Django. An answer's headers are those that Django and its middleware gave it when it was made,
for a request that agrees in everything they look at: all of that is in the key. Whatever is not plainly a public read
goes to Django untouched.
"""

import logging
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import Error, connection

from content import clock, interests, standing
from content.interests import Interests
from graphql_api import caching, shared, tags
from graphql_api.caching import Answer, Headers, answers
from graphql_api.views import LARGEST_BODY, READING, answer_type

log = logging.getLogger("graphql_api")

API = "/graphql/"
NOT_KEPT = ("/admin", "/django-admin", "/static/", "/media/", "/documents/", "/photos/", "/calendar/")
CHANGED_BY_US = {"etag", "content-length", "content-encoding", "cache-control"}

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_kind = lru_cache(maxsize=512)(answer_type)


@dataclass(frozen=True, slots=True)
class Edge:
    """Django behind the answers that are kept."""

    django: Application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ) if settings.ANSWERS_MB else None
        if key is None:
            return self.django(environ, start_response)
        try:
            answer = answers.find(key)
            if answer is None:
                with answers.maker(key) as is_maker:
                    answer = shared.find(key) if is_maker else answers.find(key)
                    if answer is None:
                        return self._make(key, environ, start_response)
        except Error as error:  # the database is away; Django says so as it should be said
            log.warning("The edge cannot ask what is new: %s", error)
            connection.close()
            return self.django(environ, start_response)
        if answer.photos:
            for hook in caching.handed_out:
                hook(answer.interests.reader, answer.photos)
        return _give(key, answer, environ, start_response)

    def _make(self, key: Hashable, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Django's answer, kept where it may be."""
        number, made_at = answers.number, clock.now()
        said: list[Any] = []
        response: Any = self.django(environ, lambda *status: said.extend(status))
        noted = environ.get(interests.KEY)
        status, headers = said[0], said[1]
        if noted is None or getattr(response, "streaming", False) or not _may_be_kept(status, headers):
            start_response(*said)
            return response
        noted.settle()
        body = b"".join(response)
        if close := getattr(response, "close", None):
            close()
        answer = Answer(_kept_headers(headers, noted), body, noted, made_at)
        if answers.keep(key, answer, number):
            shared.keep(key, answer, number)
        return _give(key, answer, environ, start_response)


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────


def _key(environ: Environ) -> Hashable | None:
    """Everything that the answer depends on; None for what is no public read."""
    if "HTTP_AUTHORIZATION" in environ or "HTTP_X_API_KEY" in environ:
        return None
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    asked: Any
    kind: str | None
    if path == API:
        kind = _kind(environ.get("HTTP_ACCEPT", ""))
        if kind is None:
            return None
        if method == "POST":
            asked = _body(environ)
        elif method in READING:
            asked = environ.get("QUERY_STRING") or None
        else:
            return None
        if asked is None:
            return None
    elif method not in READING or path.startswith(NOT_KEPT) or _is_known(environ):
        return None
    else:
        kind, asked = "", environ.get("QUERY_STRING", "")
    return (
        path,
        asked,
        kind,
        environ.get("HTTP_HOST") or (environ.get("SERVER_NAME"), environ.get("SERVER_PORT")),
        environ.get("wsgi.url_scheme"),
        environ.get("HTTP_X_FORWARDED_PROTO"),
        "HTTP_ORIGIN" in environ,
        environ.get("CONTENT_TYPE", ""),
    )


def _is_known(environ: Environ) -> bool:
    """Whether somebody may be logged in: they get what Django makes for them."""
    return settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")


def _body(environ: Environ) -> bytes | None:
    """What was posted, put back for Django to read; None where Django had better look at it itself."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isascii() or not length.isdigit() or not 0 < int(length) <= LARGEST_BODY:
        return None
    if "HTTP_CONTENT_ENCODING" in environ or "HTTP_TRANSFER_ENCODING" in environ:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body if len(body) == int(length) else None


# ── what is answered ────────────────────────────────────────────────────────────────────────────────────────────────


def _may_be_kept(status: str, headers: Headers) -> bool:
    if not status.startswith("200 "):
        return False
    for name, value in headers:
        if name.lower() == "set-cookie" or (name.lower() == "cache-control" and "no-store" in value):
            return False
    return True


def _kept_headers(headers: Headers, noted: Interests) -> Headers:
    """Django's, and ours: what may be kept elsewhere, and by which words it can be dropped there."""
    found = [each for each in headers if each[0].lower() not in (*CHANGED_BY_US, "vary")]
    vary = ", ".join(value for name, value in headers if name.lower() == "vary")
    varies = dict.fromkeys([*(each.strip() for each in vary.split(",") if each.strip()), "Accept-Encoding"])
    found.append(("Vary", ", ".join(varies)))
    if settings.TAGS_HEADER:
        found.append((settings.TAGS_HEADER, tags.header(noted)))
    return found


def _lasting(answer: Answer) -> tuple[str, str]:
    """How long others may keep it: browsers never without asking, a CDN until the next change that is known of."""
    shared_for = ""
    if seconds := settings.SHARED_SECONDS:
        until = [moment for moment in (answer.interests.until, standing.due()) if moment]
        left = min(((moment - clock.now()).total_seconds() for moment in until), default=seconds)
        shared_for = f", s-maxage={max(0, min(seconds, int(left)))}"
    return _cache_control(shared_for, settings.STALE_SECONDS)


@lru_cache(maxsize=256)
def _cache_control(shared_for: str, stale_for: int) -> tuple[str, str]:
    stale = f", stale-if-error={stale_for}" if stale_for else ""
    return "Cache-Control", f"public, max-age=0{shared_for}{stale}"


_ETAG = re.compile(r'(?:W/)?("[^"]*")')


def _give(key: Hashable, answer: Answer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The answer on the wire; 304 where the client has it."""
    accepted, known = environ.get("HTTP_ACCEPT_ENCODING", ""), len(answer.forms)
    form = answer.form(accepted)
    if len(answer.forms) != known:
        answers.count_again(key)
    if asked := environ.get("HTTP_IF_NONE_MATCH"):
        reads = environ["REQUEST_METHOD"] in READING
        if reads and (asked == form.etag or asked.strip() == "*" or form.etag in _ETAG.findall(asked)):
            start_response("304 Not Modified", [*form.unchanged, _lasting(answer)])
            return [b""]
    start_response("200 OK", [*form.headers, _lasting(answer)])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else form.body]
