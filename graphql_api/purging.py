"""Tells a CDN what to drop: reads the log from where it was, and names the tags of all that its lines may concern.

One POST per batch, understood by Fastly (tags in the header `Surrogate-Key`) and by Cloudflare (tags as JSON). How far
it has read is kept in a file; without one, everything is dropped once.
"""

from collections.abc import Iterable
from pathlib import Path
from urllib.request import Request, urlopen

import orjson
from django.conf import settings

from content import interests, log
from graphql_api import tags

BATCH = 500  # lines
MOST_TAGS = 30  # of one request; Cloudflare takes no more
TIMEOUT = 10


def purge() -> int:
    """Name what is new in the log to the CDN; how many tags that were. Raises OSError where it does not answer."""
    newest, known = log.state().newest, _read()
    if known is None or known > newest:  # never told, or the database was restored
        _tell([tags.ALL])
        _write(newest)
        return 1
    told = 0
    while known < newest:
        up_to = min(known + BATCH, newest)
        lines = interests.lines_after(known, up_to, BATCH) or ()
        found = list(dict.fromkeys(tag for line in lines for tag in tags.of_line(line)))
        if tags.ALL in found:
            found = [tags.ALL]
        _tell(found)
        _write(up_to)
        told, known = told + len(found), up_to
    return told


def _tell(found: list[str]) -> None:
    for start in range(0, len(found), MOST_TAGS):
        _post(found[start : start + MOST_TAGS])


def _post(found: Iterable[str]) -> None:
    named = list(found)
    headers = {"Content-Type": "application/json", "Surrogate-Key": " ".join(named)}
    if settings.PURGE_TOKEN:
        headers |= {"Authorization": f"Bearer {settings.PURGE_TOKEN}", "Fastly-Key": settings.PURGE_TOKEN}
    request = Request(settings.PURGE_URL, orjson.dumps({"tags": named}), headers, method="POST")  # noqa: S310 - the operator's
    with urlopen(request, timeout=TIMEOUT):  # noqa: S310 - http or https, see the settings
        pass


def _file() -> Path:
    return Path(settings.VAR) / "purged-to"


def _read() -> int | None:
    try:
        return int(_file().read_text())
    except (FileNotFoundError, ValueError):
        return None


def _write(number: int) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    new = _file().with_suffix(".new")
    new.write_text(str(number))
    new.replace(_file())
