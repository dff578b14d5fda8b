"""Whatever is typed: an answer, never an error, and no statement that takes long.

A few hundred queries here; SEARCH_FUZZ=100000 asks so many of SEARCH_FUZZ_ITEMS (10,000) items.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from content import addresses, clock
from content.errors import BadInput
from content.graphql.filters import ContentFilter, ContentType
from content.models import Entry
from content.queries import Languages, Paging
from content.reading import Reader
from content.words import Purpose
from search import index, snippets, suggest
from search.graphql import Hits

QUERIES = int(os.environ.get("SEARCH_FUZZ", "400"))
ITEMS = int(os.environ.get("SEARCH_FUZZ_ITEMS", "10000" if "SEARCH_FUZZ" in os.environ else "300"))
SLOW = 0.2  # seconds a statement may take
_WORDS = """
frivillig frivillige forening fodbold hold fodboldhold børn barn børnehave bibliotek bog bogven sti natursti skov
strand sø by torv Langå Vorup kommune kommunen hjælp nabo ældre unge suppe kaffe kor sang møde mødelokale regnskab
cykel rickshaw vind hår træ jord have høring lag foreining ungdom language café volunteer tea paragraf § 18 2026
"""
WORDS = _WORDS.split()
ODD = "\"'\\;:|&!()[]{}<>%_*?~^$#@+-/=.,§€¹½ßðþåæøÅÆØäöéñÆ\u0301\u202e\u200b\ufeff😀👩\u200d👩漢字ابجד\t\n"


def the_servers_time() -> Callable[[], float]:
    """What PostgreSQL's process has worked, where it runs on this machine; else the clock on the wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if "postgres" not in (stat.read_text() if stat.exists() else ""):
        return perf_counter
    ticks = os.sysconf("SC_CLK_TCK")
    return lambda: sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])) / ticks


@contextmanager
def timed(slow: list[tuple[float, str]]) -> Iterator[None]:
    """Notes the statements that take long: time on a processor, so that a busy machine makes none of them slow."""
    tell = process_time if connection.vendor == "sqlite" else the_servers_time()

    def measured(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = tell()
        try:
            return execute(sql, params, many, context)
        finally:
            if (taken := tell() - begun) > SLOW:
                slow.append((taken, sql))

    with connection.execute_wrapper(measured):
        yield


def generated(random: Random) -> str:
    """A query: words as people write them, mangled, or nothing that is a word."""
    pieces = []
    for _number in range(random.choice((1, 1, 2, 2, 3, 5, 12))):
        piece = random.choice(WORDS)
        kind = random.random()
        if kind < 0.3:
            place = random.randrange(len(piece))
            piece = (
                piece[:place] + random.choice(["", random.choice("abcdefghijklmnopqrstuvwxyzæøå")]) + piece[place + 1 :]
            )
        elif kind < 0.4:
            piece = piece[: random.randint(1, len(piece))]
        elif kind < 0.5:
            piece += random.choice(WORDS)
        elif kind < 0.65:
            piece = "".join(random.choices(ODD, k=random.randint(1, 8)))
        elif kind < 0.7:
            piece = "".join(chr(random.randrange(1, 0xD7FF)) for _letter in range(random.randint(1, 6)))
        pieces.append(piece)
    return random.choice((" ", " ", " ", "", "-")).join(pieces)[:200]


def fill(site: str, random: Random) -> None:
    """Entries as `publishing` would have written them, many at once."""
    now = clock.now()
    compounds = [random.choice(WORDS) + random.choice(WORDS) for _number in range(3_000)]
    vocabulary = [*WORDS, *compounds]
    weights = [1 / (place + 3) for place in range(len(vocabulary))]  # a few words are everywhere, most are rare
    for first in range(0, ITEMS, 500):
        entries = []
        for number in range(first, min(first + 500, ITEMS)):
            title = " ".join(random.choices(vocabulary, weights, k=4))
            text = " ".join(random.choices(vocabulary, weights, k=60))
            card = {
                "title": title,
                "summary": " ".join(random.choices(vocabulary, weights, k=8)),
                "places": [],
                "photos": [],
            }
            entries.append(
                Entry(
                    page_id=10_000_000 + number, item=UUID(int=random.getrandbits(128)), type="Story", is_content=True,
                    site=site, language="da", path=f"/{number}/", visible_from=now, published_at=now, updated_at=now,
                    edited_at=now, title_key="", card=orjson.dumps(card).decode(), version=1,
                    body=orjson.dumps([{"type": "ParagraphBlock", "id": "1", "html": "", "text": text}]).decode(),
                )
            )  # fmt: skip
        Entry.objects.bulk_create(entries)
        index.write(entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does by itself in time; this one has just been filled


def test_whatever_is_typed_gets_an_answer(site: Any) -> None:
    random, slow = Random("søg"), list[tuple[float, str]]()  # noqa: S311 - the same queries every time
    fill(site.key, random)
    reader = Reader(addresses.without_request(), Purpose.PARTNER_SITES)
    answered = 0
    with timed(slow):
        for _number in range(QUERIES):
            query = generated(random)
            filter_ = ContentFilter(types=[ContentType.STORY]) if random.random() < 0.2 else ContentFilter()
            try:
                hits = Hits(reader, query, filter_, Paging(10, None, None, None), Languages())
            except BadInput:
                assert not 2 <= len(query.strip()) <= 200
                continue
            page = hits.page
            for found in hits.nodes[:2]:
                for snippet in snippets.snippets(found, hits.texts):
                    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.matches)
            if random.random() < 0.2:
                assert hits.total_count >= len(page.rows)
            suggest.suggestions(query, hits.search.entries, hits.asker, ["da"], 8)
            answered += 1

    assert answered > QUERIES * 0.8
    assert slow == []


def test_ten_kilobytes_are_refused_before_anything_is_asked(ask: Any, site: Any) -> None:
    answer = ask("query ($q: String!) { search(query: $q) { totalCount } }", errors=True, q="å" * 5_000)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
