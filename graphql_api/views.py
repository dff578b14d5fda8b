"""GraphQL over HTTP: GET and POST, status codes as its specification says, no cookie read or set.

Strawberry executes; this module decides what reaches it. Refusals are GraphQL answers too, so that a client always
finds `errors`.
"""

import logging
import re
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers
from graphql import GraphQLError, OperationType
from strawberry.types import ExecutionResult

from content import addresses, interests
from content.reading import Reader
from content.words import Purpose
from graphql_api import graphiql
from graphql_api.errors import shown
from graphql_api.plans import AWAY, plans
from graphql_api.schema import schema

LARGEST_BODY = 64 * 1024
MODERN, LEGACY = "application/graphql-response+json", "application/json"
READING = ("GET", "HEAD")
METHODS = "GET, HEAD, POST, OPTIONS"

log = logging.getLogger("graphql_api")


@dataclass(frozen=True, slots=True)
class Context:
    """What resolvers may know about the request."""

    reader: Reader


class Refused(Exception):
    """A request that is not a GraphQL request we take."""

    def __init__(self, status: int, message: str, code: str = "BAD_USER_INPUT", **headers: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@csrf_exempt
@transaction.non_atomic_requests
@vary_on_headers("Accept")
def graphql(request: HttpRequest) -> HttpResponseBase:
    """The endpoint. In a browser, GraphiQL."""
    request.encoding = "utf-8"  # whatever charset the request names: Django would read the address in it
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    accepts = request.headers.get("Accept", "")
    accepted = answer_type(accepts)
    try:
        if request.method in READING and "query" not in request.GET and "text/html" in accepts:
            return graphiql.page(request)
        if accepted is None:
            raise Refused(406, f"We answer in {MODERN} or {LEGACY}. Accept one of them.")
        return _answer(_result(request, _asked(request)), accepted)
    except Refused as refused:
        return _refusal(refused, accepted or LEGACY)
    except AWAY as error:
        log.error("The database is away: %s", error)
        away = Refused(503, "The database is away. Try again in a moment.", "NOT_AVAILABLE", Retry_After="5")
        return _refusal(away, accepted or LEGACY)


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the request asks, with every part of the right type."""
    if request.method in READING:
        asked: Any = {name: request.GET[name] for name in ("query", "operationName") if name in request.GET}
        for name in ("variables", "extensions"):
            if request.GET.get(name):
                asked[name] = _parse(request.GET[name].encode(), name)
    elif request.method == "POST":
        asked = _body(request)
    else:
        raise Refused(405, "Ask with GET or POST.", Allow=METHODS)
    if not isinstance(asked, dict):
        raise Refused(400, 'Send one JSON object: {"query": "…", "variables": {…}}. Batches are not taken.')
    if not isinstance(asked.get("query"), str) or not asked["query"].strip():
        raise Refused(400, "query is missing. It is a string with a GraphQL document.")
    for name, kind in (("variables", dict), ("extensions", dict), ("operationName", str)):
        if asked.get(name) is not None and not isinstance(asked[name], kind):
            raise Refused(400, f"{name} must be {'an object' if kind is dict else 'a string'}.")
    if not _is_text(asked):
        raise Refused(400, "The request holds NUL or half a character. Send valid Unicode without NUL.")
    return asked


def _body(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise Refused(415, "Send application/json.", Accept_Post="application/json")
    if (request.content_params or {}).get("charset", "utf-8").lower().replace("-", "") != "utf8":
        raise Refused(415, "Send UTF-8.", Accept_Post="application/json")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "Send the body as it is, not compressed.", Accept_Encoding="identity")
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise Refused(413, f"The body is larger than {LARGEST_BODY} bytes.", "QUERY_TOO_LARGE")
    try:
        body = request.read(LARGEST_BODY + 1)
    except UnreadablePostError as error:
        raise Refused(400, "The body ended too early.") from error
    if len(body) > LARGEST_BODY:
        raise Refused(413, f"The body is larger than {LARGEST_BODY} bytes.", "QUERY_TOO_LARGE")
    return _parse(body, "The body")


def _parse(source: bytes, what: str) -> Any:
    try:
        return orjson.loads(source)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise Refused(400, f"{what} is not valid JSON in UTF-8.") from error


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def _is_text(value: Any) -> bool:
    """Whether every string in it can be stored and sent: no NUL, no lone surrogate."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            if _NO_TEXT.search(each):
                return False
        elif isinstance(each, dict):
            stack += [*each, *each.values()]
        elif isinstance(each, list):
            stack += each
    return True


_WEIGHT = re.compile(r"\bq\s*=\s*([01](?:\.\d{0,3})?)\s*$")


def answer_type(accepts: str) -> str | None:
    """The media type to answer in; None where the client takes neither."""
    weights: dict[str, float] = {}
    for part in accepts.lower().split(","):
        kind, _semicolon, options = part.partition(";")
        weight = _WEIGHT.search(options)
        weights[kind.strip()] = float(weight[1]) if weight else 1.0
    any_kind = weights.get("application/*", weights.get("*/*", 0.0))
    modern, legacy = weights.get(MODERN, 0.0), weights.get(LEGACY, any_kind)
    if modern and modern >= legacy:
        return MODERN
    return LEGACY if legacy or weights.get("text/html") or not accepts.strip() else None


# ── what the schema says to it ──────────────────────────────────────────────────────────────────────────────────────


def _result(request: HttpRequest, asked: dict[str, Any]) -> ExecutionResult:
    """Data, errors or both; errors only, where the document cannot be run."""
    name = asked.get("operationName") or None
    try:
        plan = plans.of(asked["query"], name)
    except GraphQLError as error:
        return ExecutionResult(data=None, errors=[error])
    if plan.kind is not OperationType.QUERY and request.method in READING:
        raise Refused(405, f"A {plan.kind.value} must be sent with POST.", Allow="POST")
    noted = interests.of(request)
    noted.hidden = plan.hidden
    reader = Reader(addresses.of(request), Purpose.PARTNER_SITES, interests=noted)
    context = Context(reader)
    data = plan.run(asked.get("variables"), context)
    if data is not None:
        reader.note_photos()
        return ExecutionResult(data=data, errors=None)
    result = schema.execute_sync(
        asked["query"], variable_values=asked.get("variables"), operation_name=name, context_value=context
    )
    for each in result.errors or []:
        if isinstance(each.original_error, AWAY):
            raise each.original_error
    reader.note_photos()
    return result


# ── what we answer ──────────────────────────────────────────────────────────────────────────────────────────────────


def _answer(result: ExecutionResult, accepted: str) -> HttpResponse:
    errors = result.errors or []
    body: dict[str, Any] = {}
    if errors:
        body["errors"] = [shown(error).formatted for error in errors]
    refused_before = result.data is None and bool(errors) and all(not error.path for error in errors)
    if not refused_before:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    response = _json(body, 400 if refused_before and accepted == MODERN else 200, accepted)
    if not errors:
        response["Cache-Control"] = "public, no-cache"
    return response


def _refusal(refused: Refused, kind: str) -> HttpResponse:
    response = _json(
        {"errors": [{"message": str(refused), "extensions": {"code": refused.code}}]}, refused.status, kind
    )
    for name, value in refused.headers.items():
        response[name] = value
    return response


def _json(body: dict[str, Any], status: int, kind: str) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["Access-Control-Expose-Headers"] = "Retry-After"
    return response
