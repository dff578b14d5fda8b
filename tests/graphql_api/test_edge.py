"""The edge on the wire: a kept answer is the answer, headers and all; what is no public read goes past it."""

import gzip
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import brotli
import pytest
import redis
import zstandard
from django.test import override_settings

from cms.wsgi import django
from content import clock, log, publishing
from content.models import PhotoUse
from content.samples import a_photo
from graphql_api import caching, shared
from graphql_api.caching import Answers, answers
from graphql_api.edge import Edge
from home.samples import a_front_page
from opportunities.samples import an_event
from stories.samples import a_story
from tests.conftest import NOW
from tests.wire import Said, Wire

MODERN = "application/graphql-response+json"
QUERY = "{ stories { nodes { title summary url path } } }"
OURS = {"etag", "cache-control", "vary", "content-length"}


@pytest.fixture
def edge() -> Wire:
    return Wire(Edge(django))


@pytest.fixture
def stories(site: Any) -> Any:
    return [a_story(title=f"Historie {number}") for number in range(5)]


# ── a hit is what a miss was ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [{}, {"accept": MODERN}, {"origin": "https://partner.example"}, {"accept_encoding": "gzip, br"}],
    ids=["plain", "modern", "cross-origin", "compressed"],
)
def test_a_kept_answer_has_every_byte_and_header_of_the_first(edge: Wire, stories: Any, headers: Any) -> None:
    for ask in (edge.post, edge.ask):
        first, second = ask(QUERY, **headers), ask(QUERY, **headers)
        assert first == second
        assert first.status == 200


def test_what_middleware_adds_stands_on_a_kept_answer_too(edge: Wire, stories: Any) -> None:
    edge.post(QUERY, origin="https://partner.example")
    kept = edge.post(QUERY, origin="https://partner.example")
    made = Wire(django).post(QUERY, origin="https://partner.example")

    theirs = {(name, value) for name, value in made.headers if name.lower() not in OURS}
    assert theirs <= set(kept.headers)
    assert kept["Access-Control-Allow-Origin"] == "*"
    assert set(str(made["Vary"]).split(", ")) < set(str(kept["Vary"]).split(", "))
    assert (kept.body, kept["Content-Length"]) == (made.body, str(len(made.body)))


def test_head_is_get_without_a_body(edge: Wire, stories: Any, site: Any) -> None:
    a_front_page(site, slug="forside")
    got, headed = edge.get("/randers/"), edge.get("/randers/", "HEAD")

    assert (headed.status, headed.headers, headed.body) == (got.status, got.headers, b"")


def test_hosts_types_and_origins_are_not_mixed_up(stories: Any) -> None:
    one, other = (Wire(Edge(django), host) for host in ("randers.localhost:8000", "localhost:8000"))

    assert one.post(QUERY).data["stories"]["nodes"][0]["url"].startswith("http://randers.localhost:8000/")
    assert other.post(QUERY).data["stories"]["nodes"][0]["url"].startswith("http://localhost:8000/randers/")
    assert other.post(QUERY, accept=MODERN)["Content-Type"] == f"{MODERN}; charset=utf-8"
    assert other.post(QUERY)["Content-Type"] == "application/json; charset=utf-8"
    assert other.post(QUERY)["Access-Control-Allow-Origin"] is None
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        assert Wire(Edge(django), "evil.example").post(QUERY).status == 400


def test_whoever_is_logged_in_or_brings_a_key_is_answered_by_django(edge: Wire, stories: Any, site: Any) -> None:
    a_front_page(site, slug="forside")
    edge.get("/randers/")
    edge.post(QUERY)
    before = answers.hits

    edge.get("/randers/", cookie="sessionid=abc")
    edge.post(QUERY, authorization="Bearer x")
    assert answers.hits == before
    edge.get("/randers/", cookie="theme=dark")
    assert answers.hits == before + 1


def test_bodies_that_are_none_of_ours_get_the_usual_answer(edge: Wire, site: Any) -> None:
    assert edge.post("{ nonsense }", accept=MODERN).status == 400
    assert edge.post("{ a" + " " * 70_000 + "}").status == 413
    assert edge.post(QUERY, content_encoding="gzip").status == 415
    assert edge.get("/graphql/?query=mutation%20%7B__typename%7D").status == 405
    assert edge.get("/randers/findes-ikke/").status == 404
    assert len(answers) == 0


# ── HTTP ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_client_has_is_not_sent_again(edge: Wire, stories: Any) -> None:
    first = edge.ask(QUERY)
    again = edge.ask(QUERY, if_none_match=str(first["ETag"]))
    listed = edge.ask(QUERY, if_none_match=f'"other", W/{first["ETag"]}')

    assert (again.status, again.body, again["ETag"]) == (304, b"", first["ETag"])
    assert (listed.status, again["Content-Type"], again["Vary"]) == (304, None, first["Vary"])
    stories[0].title = "En anden"
    publishing.publish(stories[0])
    changed = edge.ask(QUERY, if_none_match=str(first["ETag"]))
    assert (changed.status, changed["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0.5, zstd", "zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
        ("", None, bytes),
        ("gzip;q=0", None, bytes),
        ("*;q=0.1, br;q=0", "zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
    ],
)
def test_an_answer_is_written_in_the_encoding_a_client_likes_best(
    edge: Wire, stories: Any, accepted: str, encoding: str | None, read: Any
) -> None:
    plain, found = edge.post(QUERY), edge.post(QUERY, accept_encoding=accepted)

    assert (found["Content-Encoding"], found["Content-Length"]) == (encoding, str(len(found.body)))
    assert read(found.body) == plain.body
    assert (found["ETag"] == plain["ETag"]) is (encoding is None)
    assert "Accept-Encoding" in str(found["Vary"])


def test_browsers_ask_each_time_and_a_cdn_until_the_next_change(edge: Wire, stories: Any) -> None:
    event = an_event(starts_at=NOW.replace(hour=10))
    query = "{ opportunities { nodes { title } } }"
    with clock.at(NOW.replace(minute=1)):
        assert edge.post(query)["Cache-Control"] == "public, max-age=0, stale-if-error=300"
    with override_settings(SHARED_SECONDS=36_000, STALE_SECONDS=0), clock.at(NOW.replace(minute=2)):
        found = edge.post(query)
        assert found["Cache-Control"] == f"public, max-age=0, s-maxage={3 * 3600 - 120}"  # it ends at twelve
    assert event.live


def test_a_cdn_is_told_by_which_words_to_drop(edge: Wire, stories: Any) -> None:
    node = edge.post("{ stories { nodes { id } } }").data["stories"]["nodes"][0]["id"]
    for name, mark in (("Surrogate-Key", " "), ("Cache-Tag", ",")):
        answers.forget()
        with override_settings(TAGS_HEADER=name):
            tags = str(edge.post('{ stories(filter: {sites: ["randers"]}) { nodes { id } } }')[name]).split(mark)
        assert {"all", node, "Story-randers"} <= set(tags)


# ── made once, bounded ──────────────────────────────────────────────────────────────────────────────────────────────


def test_of_twenty_who_ask_at_once_one_makes_the_answer() -> None:
    kept = Answers(10**6)
    start, made, got = Barrier(20), list[int](), list[bool]()

    def ask(number: int) -> None:
        start.wait()
        with kept.maker("key") as is_maker:
            if is_maker:
                made.append(number)
                time.sleep(0.2)
            got.append(is_maker)

    threads = [Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(got)) == (1, 20)


def test_memory_is_bounded_and_what_is_asked_for_stays(
    edge: Wire, stories: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "bytes_at_most", 40_000)
    edge.post(QUERY)
    for number in range(60):
        edge.post(f"{{ stories(first: {number + 1}) {{ nodes {{ title summary }} }} }}")
        edge.post(QUERY, accept_encoding="gzip")

    assert answers.bytes <= 40_000
    assert 3 < len(answers) < 30
    before = answers.hits
    edge.post(QUERY)
    assert answers.hits == before + 1


def test_whoever_keeps_account_of_photos_hears_of_kept_answers_too(
    edge: Wire, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = a_photo()
    a_story(photo=photo)
    heard: list[Any] = []
    monkeypatch.setattr(caching, "handed_out", [lambda who, photos: heard.append((who, photos))])
    query = "{ stories { nodes { image { photo { rendition(width: 320) { url } } } } } }"
    edge.post(query)
    edge.post(query)

    assert heard == [("anonymous", frozenset({(str(photo.uid), frozenset({"PARTNER_SITES"}))}))]


def test_the_ledger_knows_when_a_kept_answer_was_last_given(edge: Wire, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo)
    query, hits = "{ stories { nodes { image { photo { rendition(width: 320) { url } } } } } }", answers.hits
    edge.post(query)
    with clock.at(NOW + timedelta(minutes=11)):
        edge.post(query)

    assert answers.hits == hits + 1
    assert list(PhotoUse.objects.values_list("photo", "reader", "purpose", "first_at", "last_at")) == [
        (photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW + timedelta(minutes=11))
    ]


def test_a_kept_page_is_the_public_site_in_the_ledger(edge: Wire, site: Any) -> None:
    photo = a_photo()
    a_story(slug="historie", photo=photo, under=a_front_page(site, slug="forside"))
    hits = answers.hits
    edge.get("/randers/historie/")
    with clock.at(NOW + timedelta(minutes=11)):
        edge.get("/randers/historie/")

    assert answers.hits == hits + 1
    said = PhotoUse.objects.filter(purpose="OWN_WEBSITE").values_list("photo", "reader", "last_at")
    assert list(said) == [(photo.uid, "public site", NOW + timedelta(minutes=11))]


# ── several machines ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def a_redis(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(tmp_path)]
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        pytest.skip("no Redis on this machine: apt-get install redis-server")
    client = redis.Redis(port=port)
    for _try in range(100):
        try:
            client.ping()
            break
        except redis.ConnectionError:
            time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0", process
    process.kill()
    process.wait(10)
    client.close()


def test_another_machine_takes_the_answer_while_it_holds_and_redis_may_go(
    edge: Wire, stories: Any, a_redis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, process = a_redis
    here, there = answers, Answers(10**6)
    made: list[int] = []

    def counted(environ: Any, start_response: Any) -> Any:
        made.append(1)
        return django(environ, start_response)

    counting = Wire(Edge(counted))

    def on(machine: Answers) -> Said:
        for module in (shared, sys.modules["graphql_api.edge"]):
            monkeypatch.setattr(module, "answers", machine)
        return counting.post(QUERY)

    with override_settings(CACHE_URL=address):
        other = "{ initiatives { nodes { title } } }"
        counting.post(other)  # so that both know where the log stands
        first = on(here)
        there.catch_up(log.state())
        assert on(there) == first
        assert len(made) == 2
        stories[0].title = "En anden"
        publishing.publish(stories[0])
        assert "En anden" in on(there).body.decode()
        process.kill()
        process.wait(10)
        stories[0].title = "En tredje"
        publishing.publish(stories[0])
        assert [("En tredje" in on(machine).body.decode()) for machine in (here, there, here)] == [True] * 3
    shared._away_until = 0.0
