"""The log for whoever does not speak GraphQL: as an RPDE feed, page by page, and as one long NDJSON file.

RPDE is OpenActive's Realtime Paged Data Exchange 1.0: https://openactive.io/realtime-paged-data-exchange/
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from content import addresses, changes, ids, interests
from content.changes import Told, Wanted
from content.errors import ApiError, BadInput, CursorExpired
from content.graphql.context import languages_of
from content.linked_data import LICENCES
from content.reading import ITEM_TYPES, ContentItem, Reader
from content.words import Licence, Lifecycle, Purpose

TAKEN = ("types", "sites", "kinds", "lifecycle", "languages")
PAGE = ("after", "limit")


@transaction.non_atomic_requests
@require_safe
def rpde(request: HttpRequest) -> HttpResponse:
    """What is new since `after`. The last page is empty and its `next` is its own address."""
    try:
        wanted, asked = _wanted(request, PAGE)
        reader = _reader(request)
        page = changes.read(reader, wanted, asked.get("after"), _limit(asked.get("limit")))
    except ApiError as error:
        return _refused(error)
    kept = {name: value for name, value in asked.items() if name != "after"}
    own = request.build_absolute_uri(request.get_full_path())
    following = request.build_absolute_uri(f"{request.path}?{urlencode({**kept, 'after': page.next_token})}")
    body = {
        "items": [_item(told) for told in page.told],
        "next": following if page.told else own,
        "license": LICENCES[Licence.CC_BY_4],
    }
    reader.note_photos()
    return _json(body)


@transaction.non_atomic_requests
@require_safe
def dump(request: HttpRequest) -> HttpResponseBase:
    """Everything that can be read now, an item a line; the last line holds the token to go on from."""
    try:
        wanted, asked = _wanted(request, ())
        reader = _reader(request)
        first = changes.read(reader, wanted, None, changes.LARGEST_PAGE)
    except ApiError as error:
        return _refused(error)
    response = StreamingHttpResponse(
        _lines(request, reader, wanted, first, asked), content_type="application/x-ndjson; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    return response


def _lines(
    request: HttpRequest, reader: Reader, wanted: Wanted, page: changes.ChangePage, asked: dict[str, str]
) -> Iterator[bytes]:
    while True:
        for told in page.told:
            yield orjson.dumps(_item(told)) + b"\n"
        reader.note_photos()
        if not page.has_more:
            break
        reader = Reader(reader.addresses, reader.most)  # a long read; what is withdrawn meanwhile is not in it
        page = changes.read(reader, wanted, page.next_token, changes.LARGEST_PAGE)
    feed = request.build_absolute_uri(f"/feeds/changes.json?{urlencode({**asked, 'after': page.next_token})}")
    yield orjson.dumps({"nextToken": page.next_token, "next": feed}) + b"\n"


def _reader(request: HttpRequest) -> Reader:
    reader = Reader(addresses.of(request), Purpose.PARTNER_SITES, interests=interests.of(request))
    reader.interests.everything()  # each page says how far the log has come
    return reader


def _wanted(request: HttpRequest, more: tuple[str, ...]) -> tuple[Wanted, dict[str, str]]:
    """What the address asks for; a parameter that means nothing here is refused rather than overlooked."""
    asked = {name: request.GET[name] for name in request.GET}
    for name in asked:
        if name not in (*TAKEN, *more):
            raise BadInput(f"{name[:40]!r} is no parameter here. Known: {', '.join((*TAKEN, *more))}.", argument=name)
    types = _codes(asked, "types", [name for name, item in ITEM_TYPES.items() if issubclass(item, ContentItem)])
    lifecycle = _codes(asked, "lifecycle", [str(value) for value in Lifecycle])
    languages = languages_of(asked["languages"].split(",") if "languages" in asked else None)
    sites, kinds = _codes(asked, "sites"), _codes(asked, "kinds")
    return Wanted(types, sites, kinds, lifecycle, languages), asked


def _codes(asked: dict[str, str], name: str, known: list[str] | None = None) -> tuple[str, ...] | None:
    """Values with commas between them."""
    if name not in asked:
        return None
    values = tuple(dict.fromkeys(part.strip() for part in asked[name].split(",") if part.strip()))
    for value in values:
        if known is not None and value not in known:
            raise BadInput(f"{value[:40]!r} is none of {', '.join(known)}.", argument=name)
    if not values:
        raise BadInput(f"{name} is empty. Give it at least one value, or leave it out.", argument=name)
    return values


def _limit(text: str | None) -> int:
    if text is None:
        return changes.LARGEST_PAGE
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise BadInput(f"limit is {text[:20]!r}. It is a number from 1 to {changes.LARGEST_PAGE}.", argument="limit")
    return int(text)


def _item(told: Told) -> dict[str, Any]:
    """An RPDE item. `modified` is the number of the newest line about it; a deleted one carries no data."""
    about = {
        "state": "updated" if told.item else "deleted",
        "kind": told.type_name,
        "id": ids.public_id(ids.ITEM, told.uid),
        "modified": told.number,
    }
    return {**about, "data": told.item.json_ld} if told.item else about


def _refused(error: ApiError) -> HttpResponse:
    body = {"errors": [{"message": str(error), "extensions": {"code": error.code, **error.details}}]}
    return _json(body, 410 if isinstance(error, CursorExpired) else 400)


def _json(body: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "public, no-cache" if status == 200 else "no-store"
    return response
