"""GraphQL over HTTP: GET and POST, status codes as its specification says, no cookie read or set.

Strawberry executes; this module decides what reaches it. Refusals are GraphQL answers too, so that a client always
finds `errors`.
"""

from dataclasses import dataclass
from typing import Any

import orjson
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters
from django.views.decorators.csrf import csrf_exempt

from content import addresses
from content.reading import Reader
from content.words import Purpose
from graphql_api import graphiql
from graphql_api.errors import shown
from graphql_api.schema import schema

LARGEST_BODY = 64 * 1024
MODERN, LEGACY = "application/graphql-response+json", "application/json"


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
def graphql(request: HttpRequest) -> HttpResponse:
    """The endpoint. In a browser, GraphiQL."""
    if request.method == "GET" and "query" not in request.GET and "text/html" in request.headers.get("Accept", ""):
        return graphiql.page(request)
    accepted = _answer_type(request.headers.get("Accept", ""))
    try:
        if accepted is None:
            raise Refused(406, f"We answer in {MODERN} or {LEGACY}. Accept one of them.")
        asked = _asked(request)
        return _execute(request, asked, accepted)
    except Refused as refused:
        body = {"errors": [{"message": str(refused), "extensions": {"code": refused.code}}]}
        response = _json(body, refused.status, accepted or LEGACY)
        for name, value in refused.headers.items():
            response[name] = value
        return response
    except OperationalError:
        body = {
            "errors": [
                {"message": "The database is away. Try again in a moment.", "extensions": {"code": "NOT_AVAILABLE"}}
            ]
        }
        response = _json(body, 503, accepted or LEGACY)
        response["Retry-After"] = "5"
        return response


def _execute(request: HttpRequest, asked: dict[str, Any], accepted: str) -> HttpResponse:
    reader = Reader(addresses.of(request), Purpose.PARTNER_SITES)
    result = schema.execute_sync(
        asked["query"],
        variable_values=asked.get("variables"),
        operation_name=asked.get("operationName"),
        context_value=Context(reader),
    )
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [shown(error).formatted for error in result.errors]
    refused_before = (
        result.data is None and bool(result.errors) and all(not error.path for error in result.errors or [])
    )
    if not refused_before:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    status = 400 if refused_before and accepted == MODERN else 200
    response = _json(body, status, accepted)
    response["Cache-Control"] = "no-store" if result.errors else "public, no-cache"
    return response


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the request asks, with every part of the right type."""
    if request.method == "GET":
        asked: Any = {name: request.GET[name] for name in ("query", "operationName") if name in request.GET}
        for name in ("variables", "extensions"):
            if request.GET.get(name):
                asked[name] = _parse(request.GET[name].encode(), name)
    elif request.method == "POST":
        asked = _body(request)
    else:
        raise Refused(405, "Ask with GET or POST.", Allow="GET, POST, OPTIONS")
    if not isinstance(asked, dict):
        raise Refused(400, 'Send one JSON object: {"query": "…", "variables": {…}}. Batches are not taken.')
    if not isinstance(asked.get("query"), str) or not asked["query"].strip():
        raise Refused(400, "query is missing. It is a string with a GraphQL document.")
    for name, kind in (("variables", dict), ("extensions", dict), ("operationName", str)):
        if asked.get(name) is not None and not isinstance(asked[name], kind):
            raise Refused(400, f"{name} must be {'an object' if kind is dict else 'a string'}.")
    if not _is_text(asked):
        raise Refused(400, "The request holds NUL or half a character. Send valid Unicode without NUL.")
    if request.method == "GET" and _is_mutation(asked["query"]):
        raise Refused(405, "A mutation must be sent with POST.", Allow="POST")
    return asked


def _body(request: HttpRequest) -> Any:
    kind, options = parse_header_parameters(request.headers.get("Content-Type", ""))
    if kind != "application/json":
        raise Refused(415, "Send application/json.", Accept_Post="application/json")
    if options.get("charset", "utf-8").lower().replace("-", "") != "utf8":
        raise Refused(415, "Send UTF-8.", Accept_Post="application/json")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "Send the body as it is, not compressed.", Accept_Encoding="identity")
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise Refused(413, f"The body is larger than {LARGEST_BODY} bytes.", "QUERY_TOO_LARGE")
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise Refused(413, f"The body is larger than {LARGEST_BODY} bytes.", "QUERY_TOO_LARGE")
    return _parse(body, "The body")


def _parse(source: bytes, what: str) -> Any:
    try:
        return orjson.loads(source)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise Refused(400, f"{what} is not valid JSON in UTF-8.") from error


def _is_text(value: Any) -> bool:
    """Whether every string in it can be stored and sent: no NUL, no lone surrogate."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            if "\x00" in each or any("\ud800" <= letter <= "\udfff" for letter in each):
                return False
        elif isinstance(each, dict):
            stack += [*each, *each.values()]
        elif isinstance(each, list):
            stack += each
    return True


def _is_mutation(query: str) -> bool:
    return query.lstrip("\ufeff \t\r\n,").startswith(("mutation", "subscription"))


def _answer_type(accept: str) -> str | None:
    """The media type to answer in; None where the client takes neither."""
    kinds = [parse_header_parameters(part)[0] for part in accept.lower().split(",")]
    if MODERN in kinds:
        return MODERN
    if not accept.strip() or {LEGACY, "*/*", "application/*", "text/html"} & set(kinds):
        return LEGACY
    return None


def _json(body: dict[str, Any], status: int, kind: str) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type=f"{kind}; charset=utf-8")
    response["Vary"] = "Accept"
    response["Access-Control-Expose-Headers"] = "Retry-After"
    return response
