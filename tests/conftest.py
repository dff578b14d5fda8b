"""What tests speak with: `ask` as a partner, `editor` in the admin, a clock that stands still."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content import clock, ledger, references, standing
from content.samples import a_site
from graphql_api.caching import answers
from tests.running import ROOT, Demo, a_demo

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in the thread that the tests run in

SCRIPTS = ROOT / "tests" / "clients"
INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"]
UNREACHABLE = re.compile(r"code (E\w*(?:NOTFOUND|AGAIN|CONN\w+|TIMEDOUT|TIMEOUT|UNREACH|CERT\w*)|E40[137]|E5\d\d)\b")

NOW = datetime.fromisoformat("2026-11-18T09:00:00+01:00")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """The snapshot, the ledger's memory and the kept answers are of one database; the next test has another."""
    for memory in (references, ledger, standing, answers):
        memory.forget()
    yield
    for memory in (references, ledger, standing, answers):
        memory.forget()


@pytest.fixture(autouse=True)
def clock_stands_still() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def site(db: None) -> Any:
    """Randers, with its front page."""
    return a_site()


@pytest.fixture
def ask(db: None, client: Client) -> Ask:
    """Ask as a partner does, over HTTP; the whole answer. Errors fail the test unless `errors=True`."""

    def asked(query: str, /, errors: bool = False, host: str = "localhost:8000", **variables: Any) -> dict[str, Any]:
        response = client.post(
            "/graphql/",
            {"query": query, "variables": variables},
            content_type="application/json",
            headers={"host": host},
        )
        answer: dict[str, Any] = response.json()
        if not errors:
            assert "errors" not in answer, answer["errors"]
        return answer

    return asked


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    """Someone who may do everything in the admin, logged in."""
    client.force_login(django_user_model.objects.create_superuser("editor", "editor@randers.example", "en lang kode"))
    return client


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Demo]:
    """The demo data on a running server, at the frozen hour. Tests that change it clean up after themselves."""
    with a_demo(tmp_path_factory.mktemp("demo"), worker_id) as running:
        yield running


@pytest.fixture
def demo_ask(demo: Demo) -> Callable[..., dict[str, Any]]:
    """Ask the running demo as a partner does."""

    def asked(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        return demo.ask(query, **(variables or {}))

    return asked


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts beside the packages they need, outside the tree."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("no Node.js on this machine: install node and npm")
    folder = tmp_path_factory.mktemp("clients")
    for file in [*SCRIPTS.glob("*.mjs"), *SCRIPTS.glob("*.json")]:
        shutil.copy(file, folder)
    done = subprocess.run([npm, *INSTALL], cwd=folder, capture_output=True, text=True)
    if done.returncode and (reason := UNREACHABLE.search(done.stderr)):
        pytest.skip(f"npm reaches no package registry from here: {reason[1]}")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; nothing is downloaded."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks the running demo goes to one worker, so that it is started once."""
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))
            item.add_marker(pytest.mark.demo)
