"""Writers at the same time: lines are numbered in the order in which they become visible, so no reader misses one.

With transactions of their own, which commit; SQLite has one writer at a time, so there this is PostgreSQL's alone.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from content import ids, log
from content.models import Change
from content.words import Reason
from stories.samples import a_story
from tests.conftest import Ask

CHANGES = """query ($after: String, $first: Int) { changes(after: $after, first: $first) {
  nextToken changes { ... on Tombstone { id } } } }"""

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


@pytest.fixture
def in_a_thread(site: Any) -> Iterator[Callable[..., Any]]:
    """Runs something with a connection of its own; whatever it wrote is gone afterwards."""
    made: list[UUID] = []

    def write(uid: UUID, hold: Callable[[], object]) -> None:
        made.append(uid)
        try:
            with transaction.atomic():
                log.record(Reason.DELETED, "Story", uid, site="randers", language="da")
                hold()
        finally:
            connection.close()

    def forget() -> None:
        try:
            Change.objects.filter(uid__in=made).delete()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        yield lambda uid, hold=lambda: None: pool.submit(write, uid, hold)
        pool.submit(forget).result()


def poll(ask: Ask, token: str, first: int = 100) -> tuple[list[str], str]:
    page = ask(CHANGES, after=token, first=first)["data"]["changes"]
    return [each["id"] for each in page["changes"]], page["nextToken"]


def start(ask: Ask) -> str:
    a_story()
    found: str = ask(CHANGES)["data"]["changes"]["nextToken"]
    return found


def test_who_writes_first_is_numbered_first_and_the_other_waits(ask: Ask, in_a_thread: Callable[..., Any]) -> None:
    token, slow, quick = start(ask), uuid4(), uuid4()
    written, go_on = Event(), Event()

    def hold() -> None:
        written.set()
        assert go_on.wait(20)

    first = in_a_thread(slow, hold)
    assert written.wait(20)
    second = in_a_thread(quick)
    sleep(0.3)
    assert poll(ask, token) == ([], token)
    assert not second.done()
    go_on.set()
    first.result(20)
    second.result(20)

    assert poll(ask, token)[0] == [ids.public_id(ids.ITEM, slow), ids.public_id(ids.ITEM, quick)]


def test_a_reader_who_polls_all_the_while_misses_nothing(ask: Ask, in_a_thread: Callable[..., Any]) -> None:
    random, token = Random(2026), start(ask)  # noqa: S311 - the same every time
    uids = [uuid4() for _number in range(40)]
    pauses = [random.random() / 50 for _uid in uids]
    writers = [in_a_thread(uid, lambda pause=pause: sleep(pause)) for uid, pause in zip(uids, pauses, strict=True)]
    seen: list[str] = []
    while not all(writer.done() for writer in writers):
        found, token = poll(ask, token, first=random.randrange(1, 4))
        seen += found
    for writer in writers:
        writer.result()
    while found := poll(ask, token)[0]:
        seen += found
        token = poll(ask, token)[1]

    assert sorted(seen) == sorted(ids.public_id(ids.ITEM, uid) for uid in uids)
