"""Finished answers in a Redis that several machines share, so that one makes what all can give.

Only where CACHE_URL names one. An answer from there is believed when it is signed with our key and no line of the log
since it was made concerns it. A Redis that is away or slow is left alone for a while: then each machine makes its own.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Hashable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
import redis
from django.conf import settings

from content.interests import Interests, ListInterest
from graphql_api.caching import Answer, answers

log = logging.getLogger("graphql_api")

SECONDS = 3_600  # an answer stays there at most so long
TIMEOUT = 0.1
PAUSE = 5.0  # seconds without asking, after it did not answer
LARGEST = 512 * 1024
_SIGNATURE = 32
_away_until = 0.0


def find(key: Hashable) -> Answer | None:
    """An answer that another machine made, if it still holds; then it is ours too."""
    raw = _try("get", _name(key)) if settings.CACHE_URL else None
    if not raw:
        return None
    signature, rest = raw[:_SIGNATURE], raw[_SIGNATURE:]
    if not hmac.compare_digest(signature, _sign(_name(key).encode() + rest)):
        log.warning("An answer in the shared cache is not signed by us.")
        return None
    about, _line, body = rest.partition(b"\n")
    plain = orjson.loads(about)
    noted = _read(plain["interests"])
    lines = answers.lines_since(plain["number"])
    if lines is None or any(noted.concerns(line) for line in lines):
        return None
    made_at = datetime.fromisoformat(plain["made_at"])
    answer = Answer([(name, value) for name, value in plain["headers"]], body, noted, made_at)
    return answer if answers.keep(key, answer, answers.number) else None


def keep(key: Hashable, answer: Answer, number: int) -> None:
    """Offer an answer to the other machines."""
    if not settings.CACHE_URL or len(answer.body) > LARGEST:
        return
    about = {
        "number": number,
        "made_at": answer.made_at.isoformat(),
        "headers": answer.headers,
        "interests": _plain(answer.interests),
    }
    name, rest = _name(key), orjson.dumps(about) + b"\n" + answer.body
    _try("set", name, _sign(name.encode() + rest) + rest, ex=SECONDS)


def _name(key: Hashable) -> str:
    return "ildsjael:" + hashlib.blake2b(repr(key).encode(), digest_size=20).hexdigest()


def _sign(what: bytes) -> bytes:
    return hashlib.blake2b(what, digest_size=_SIGNATURE, key=settings.SECRET_KEY.encode()[:64]).digest()


@cache
def _client(url: str) -> "redis.Redis":
    return redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)


def _try(verb: str, *arguments: Any, **options: Any) -> Any:
    """Ask Redis; None where it does not answer."""
    global _away_until
    if time.monotonic() < _away_until:
        return None
    try:
        return getattr(_client(settings.CACHE_URL), verb)(*arguments, **options)
    except (redis.RedisError, OSError) as error:
        _away_until = time.monotonic() + PAUSE
        log.warning("The shared cache does not answer, so we make our own for %s seconds: %s", PAUSE, error)
        return None


# ── as JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plain(noted: Interests) -> dict[str, Any]:
    return {
        "items": list(noted.items),
        "paths": list(noted.paths),
        "references": list(noted.references),
        "photos": [(uid, sorted(uses)) for uid, uses in noted.photos],
        "reader": noted.reader,
        "hidden": list(noted.hidden),
        "is_everything": noted.is_everything,
        "until": noted.until,
        "lists": [
            {
                "types": list(each.types),
                "condition": each.condition,
                "languages": None if each.languages is None else list(each.languages),
                "found": None if each.found is None else list(each.found),
                "order": each.order,
                "first": each.first,
                "last": each.last,
                "by_update": each.by_update,
            }
            for each in noted.lists
        ],
    }


def _read(plain: dict[str, Any]) -> Interests:
    return Interests(
        items={UUID(uid) for uid in plain["items"]},
        lists={_read_list(each) for each in plain["lists"]},
        paths={(site, path) for site, path in plain["paths"]},
        references=set(plain["references"]),
        photos={(uid, frozenset(uses)) for uid, uses in plain["photos"]},
        reader=plain["reader"],
        hidden=frozenset(plain["hidden"]),
        is_everything=plain["is_everything"],
        until=_moment(plain["until"]),
    )


def _read_list(plain: dict[str, Any]) -> ListInterest:
    return ListInterest(
        types=frozenset(plain["types"]),
        condition=_condition(plain["condition"]),
        languages=None if plain["languages"] is None else frozenset(plain["languages"]),
        found=None if plain["found"] is None else frozenset(UUID(uid) for uid in plain["found"]),
        order=plain["order"],
        first=_moment(plain["first"]),
        last=_moment(plain["last"]),
        by_update=plain["by_update"],
    )


def _condition(plain: Any) -> Any:
    return tuple(_condition(part) for part in plain) if isinstance(plain, list) else plain


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
