"""Two servers and a publisher, each in a process of its own, on one PostgreSQL: what is published is seen by all."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen
from uuid import uuid4

import orjson
import psycopg
import pytest
from django.db import connection

from cms.wsgi import django
from content import publishing, references, standing
from content.models import Change, SiteSettings
from content.samples import a_site
from content.words import Reason
from graphql_api.caching import answers
from graphql_api.edge import Edge
from stories.samples import a_story, an_initiative
from tests.conftest import NOW
from tests.running import CLOCK, ROOT
from tests.wire import Wire

pytestmark = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="SQLite in memory has one process"
)
QUERIES = [
    "{ stories { totalCount nodes { title site { name } } } }",
    "{ stories(first: 2) { nodes { title updatedAt } } }",
    '{ content(filter: {areas: ["CULTURE_LEISURE"]}) { totalCount nodes { title } } }',
    "{ initiatives { nodes { title related { title } } } }",
    "{ sites { key tagline } }",
]
AT_MOST = 1.0  # seconds from a commit until everybody sees it
PATIENCE = 120


@pytest.fixture
def shared_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database in which things are really committed: a copy of the tests' own, and the environment that names it."""
    with django_db_blocker.unblock():
        connection.close()
        own = connection.settings_dict["NAME"]
        copy = f"{own}_{os.getpid()}"
        base = os.environ["DATABASE_URL"].rpartition("/")[0]
        with psycopg.connect(f"{base}/postgres", autocommit=True) as line:
            line.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{own}"')
            connection.settings_dict["NAME"] = copy
            try:
                yield {
                    **os.environ,
                    "DATABASE_URL": f"{base}/{copy}",
                    "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
                    "DEMO": "on",
                    "CLOCK": CLOCK,
                    "VAR_DIR": str(tmp_path),
                }
            finally:
                for memory in (standing, references, answers):
                    memory.forget()
                connection.close()
                connection.settings_dict["NAME"] = own
                line.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


@contextmanager
def a_server(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws"]
    process = subprocess.Popen([str(granian), *options, "cms.wsgi:application"], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                ask(f"http://localhost:{port}", "{ __typename }")
                break
            except (URLError, ConnectionError):
                time.sleep(0.3)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


def ask(url: str, query: str) -> bytes:
    body = orjson.dumps({"query": query, "variables": {}})
    with urlopen(Request(f"{url}/graphql/", body, {"Content-Type": "application/json"}), timeout=30) as response:
        return bytes(response.read())


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holds()


def test_within_a_transaction_what_it_wrote_itself_is_seen(site: Any) -> None:
    before = standing.state().newest
    a_story()

    assert before < standing.state().newest == Change.objects.latest("number").number


def test_a_listener_that_is_cut_off_or_hears_no_bells_is_not_believed(shared_database: dict[str, str]) -> None:
    a_site()
    standing.listen()
    wait_until(standing.is_heard)
    standing.state()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'ildsjael listener' AND datname = current_database()"
        )
    wait_until(lambda: not standing.is_heard())
    a_story()
    assert standing.state().newest == Change.objects.latest("number").number
    wait_until(standing.is_heard)  # it has found a line again
    standing.state()
    for _line in range(2):  # written past the log, so without a bell: as if a pool swallowed it
        line = Change.objects.create(reason=Reason.UPDATED, subject="Story", uid=uuid4(), at=NOW)
    wait_until(lambda: not standing.is_heard())
    assert standing.state().newest == line.number
    line = Change.objects.create(reason=Reason.UPDATED, subject="Story", uid=uuid4(), at=NOW)
    assert standing.state().newest == line.number


def test_a_publish_is_seen_in_every_process_within_a_second_and_at_once_where_it_was_made(
    shared_database: dict[str, str],
) -> None:
    site = a_site()
    pages = [a_story(title=f"Historie {number}", primary_area="CULTURE_LEISURE") for number in range(4)]
    pages.append(an_initiative(title="Initiativ", related=[pages[0]]))
    random, slowest = Random(5), 0.0
    standing.listen()
    wait_until(standing.is_heard)
    here, plain = Wire(Edge(django)), Wire(django)

    def edit() -> None:
        page = random.choice(pages)
        page = page.__class__.objects.get(pk=page.pk)
        match random.randrange(4):
            case 0 if page.live:
                publishing.unpublish(page)
            case 1:
                a_story(title=f"Ny {random.randrange(1000)}", primary_area="CULTURE_LEISURE")
            case 2:
                settings = SiteSettings.objects.get(pk=site.pk)
                settings.tagline = f"Nu {random.randrange(1000)}"
                settings.save()
            case _:
                page.title = f"Rettet {random.randrange(1000)}"
                publishing.publish(page)

    with a_server(shared_database) as one, a_server(shared_database) as two:
        for _edit in range(12):
            for query in QUERIES:
                for url in (one, two):
                    ask(url, query)
            edit()
            committed = time.monotonic()
            local = [here.post(query).body for query in QUERIES]
            fresh = [plain.post(query).body for query in QUERIES]
            assert local == fresh
            waiting = [(url, query, body) for url in (one, two) for query, body in zip(QUERIES, fresh, strict=True)]
            while waiting:
                began = time.monotonic()
                waiting = [each for each in waiting if ask(each[0], each[1]) != each[2]]
                assert not waiting or began < committed + AT_MOST
                slowest = max(slowest, began - committed) if waiting else slowest
            assert [ask(url, query) for url in (one, two) for query in QUERIES] == fresh * 2  # and never the old again
    print(f"an old answer was given {slowest * 1000:.0f} ms after the commit at the latest")
