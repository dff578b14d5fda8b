"""The recipes of docs/sharing.md do what they say: run as they stand, against stand-ins for the services."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.running import ROOT, Demo


def recipe_under(heading: str) -> str:
    """The first fenced block under a heading of docs/sharing.md."""
    part = (ROOT / "docs" / "sharing.md").read_text().partition(f"\n### {heading}\n")[2]
    found = re.search(r"^```\w+\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


RECIPES = {
    "buffer": recipe_under("Buffer"),
    "mastodon": recipe_under("Mastodon"),
    "http": recipe_under("n8n, Make, Power Automate"),
}
TITLE = "Samme bane, samme trøje"


class Service(ThreadingHTTPServer):
    """Stands in for Buffer and for a Mastodon server; keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.received: list[tuple[str, dict[str, str], bytes]] = []
        self.refuses = False
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        answer: dict[str, Any] = {"id": "7", "url": "https://social.example/@randers/7"}
        if self.path == "/":
            done = {"message": "Channel is paused."} if self.server.refuses else {"post": {"id": "b1"}}
            answer = {"data": {"createPost": done}}
        written = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def run(recipe: str, demo: Demo, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RECIPES[recipe]],
        env={"PATH": os.environ["PATH"], "ILDSJAEL": f"{demo.url}/graphql/", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def story(demo: Demo) -> str:
    nodes = demo.ask("{ stories(first: 10) { nodes { id title } } }")["data"]["stories"]["nodes"]
    return next(str(node["id"]) for node in nodes if node["title"] == TITLE)


def test_buffer_gets_the_text_the_picture_and_its_words(demo: Demo, service: Service) -> None:
    mine = {
        "STORY": story(demo),
        "SERVICE": "LINKEDIN",
        "BUFFER": service.url,
        "BUFFER_KEY": "k",
        "BUFFER_CHANNEL": "c1",
    }
    done = run("buffer", demo, **mine)

    assert (done.stdout.strip(), done.stderr) == ("b1", "")
    [(_path, headers, body)] = service.received
    sent = json.loads(body)["variables"]["input"]
    assert headers["Authorization"] == "Bearer k"
    assert sent["text"].startswith(TITLE)
    assert (sent["channelId"], sent["schedulingType"], sent["mode"]) == ("c1", "automatic", "addToQueue")
    assert sent["assets"][0]["image"]["metadata"]["altText"].startswith("Fire spillere i rødhvide trøjer")
    assert demo.get(sent["assets"][0]["image"]["url"].removeprefix(demo.url)).status == 200


def test_what_buffer_refuses_is_said(demo: Demo, service: Service) -> None:
    service.refuses = True
    mine = {"STORY": story(demo), "SERVICE": "X", "BUFFER": service.url, "BUFFER_KEY": "k", "BUFFER_CHANNEL": "c1"}
    done = run("buffer", demo, **mine)

    assert done.returncode == 1
    assert done.stderr.strip() == "Channel is paused."


def test_mastodon_gets_the_picture_described_then_the_post_once(demo: Demo, service: Service) -> None:
    done = run("mastodon", demo, STORY=story(demo), MASTODON=service.url, MASTODON_KEY="k")

    assert (done.stdout.strip(), done.stderr) == ("https://social.example/@randers/7", "")
    (media, headers, body), (status, more, form) = service.received
    assert (media, status) == ("/api/v2/media", "/api/v1/statuses")
    parts = BytesParser().parsebytes(f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode() + body)
    described, file = (part.get_payload(decode=True) for part in list(parts.walk())[1:])
    assert isinstance(described, bytes)
    assert isinstance(file, bytes)
    assert described.decode().startswith("Fire spillere")
    assert file.startswith(b"\xff\xd8\xff")
    sent = parse_qs(form.decode())
    assert sent["status"][0].startswith(TITLE)
    assert (sent["language"], sent["media_ids[]"], sent["visibility"]) == (["da"], ["7"], ["public"])
    assert more["Idempotency-Key"] == f"ildsjael-{story(demo)}"


def test_the_http_steps_request_answers_with_all_it_names(demo: Demo) -> None:
    recipe = json.loads(RECIPES["http"])
    answer = demo.ask(recipe["body"]["query"], **recipe["body"]["variables"])

    def at(found: Any, path: str) -> Any:
        for step in path.split("."):
            found = found[step]
        return found

    then = recipe["then"]
    nodes = at(answer, then["each"])
    assert len(nodes) == 4
    for node in nodes:
        assert at(node, then["only when"]) is True
        assert at(node, then["picture"]).startswith("http")
        assert all(at(node, then[name]) for name in ("text", "alternative text", "remember"))
