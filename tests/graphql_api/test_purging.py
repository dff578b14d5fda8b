"""A CDN is told what to drop, from where the log was read to, and nothing is lost while it does not answer."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command

from cms.wsgi import django
from content import ids, publishing
from content.models import SiteSettings
from graphql_api.edge import Edge
from stories.samples import a_story
from tests.wire import Wire


class Cdn:
    """Takes purges, and says what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str | None, list[str]]] = []
        self.status = 200
        cdn = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if cdn.status == 200:
                    cdn.told.append((self.headers["Fastly-Key"], body["tags"]))
                assert self.headers["Surrogate-Key"].split() == body["tags"]
                self.send_response(cdn.status)
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                """Silence."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def tags(self) -> set[str]:
        found = {tag for _key, tags in self.told for tag in tags}
        self.told.clear()
        return found


@pytest.fixture
def cdn(settings: Any, tmp_path: Path) -> Iterator[Cdn]:
    found = Cdn()
    settings.PURGE_URL = f"http://127.0.0.1:{found.server.server_port}/purge"
    settings.PURGE_TOKEN, settings.VAR, settings.TAGS_HEADER = "hemmelig", tmp_path, "Surrogate-Key"
    yield found
    found.server.shutdown()
    found.server.server_close()
    found.thread.join()


def test_a_cdn_is_told_what_to_drop_once_each_and_keeps_the_rest(site: Any, cdn: Cdn) -> None:
    edge = Wire(Edge(django))
    page = a_story(title="Torvet", primary_area="CULTURE_LEISURE")
    stories, initiatives = (
        str(edge.post(f"{{ {name} {{ nodes {{ title }} }} }}")["Surrogate-Key"]) for name in ("stories", "initiatives")
    )
    call_command("purge_cdn")
    assert cdn.tags == {"all"}  # the first time nobody knows what it holds
    page.title = "Pladsen"
    publishing.publish(page)
    call_command("purge_cdn")

    told = cdn.tags
    assert {ids.public_id(ids.ITEM, page.translation_key), "Story-randers"} < told
    assert told & set(stories.split())
    assert not told & set(initiatives.split())
    call_command("purge_cdn")
    assert cdn.tags == set()


def test_what_a_site_is_called_drops_everything(site: Any, cdn: Cdn) -> None:
    call_command("purge_cdn")
    cdn.told.clear()
    settings = SiteSettings.objects.get(key="randers")
    settings.tagline = "Sammen"
    settings.save()
    call_command("purge_cdn")

    assert cdn.told == [("hemmelig", ["all"])]


def test_a_cdn_that_does_not_answer_is_told_later(site: Any, cdn: Cdn) -> None:
    call_command("purge_cdn")
    cdn.told.clear()
    page = a_story()
    cdn.status = 503
    with pytest.raises(CommandError, match="named next time"):
        call_command("purge_cdn")
    cdn.status = 200
    call_command("purge_cdn")

    assert ids.public_id(ids.ITEM, page.translation_key) in cdn.tags


def test_without_an_address_the_command_says_what_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="PURGE_URL is missing"):
        call_command("purge_cdn")
