"""The house stands as it is drawn: who may import, hear, write and read what."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from content.models import ContentPage, PublishedPage
from stories.samples import a_story
from tests.conftest import Ask

ROOT: Path = settings.ROOT
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in LINTER["root_packages"]
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
}
TREES = {name: ast.parse(path.read_text()) for name, path in MODULES.items()}

PUBLISHING, LOG = "content.publishing", "content.log"
SIGNALS = ("django.db.models.signals", "django.dispatch", "wagtail.signals", "wagtail.signal_handlers")
READ_MODEL = {"Change", "DueMoment", "Entry", "Facet", "FormerPath", "Occasion", "Pruned"}
WRITES = {"save", "delete", "update", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def imports_of(module: str) -> set[str]:
    """What a module imports, as dotted names: `from a.b import C` is a.b.C."""
    found: set[str] = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


# ── who leans on whom ───────────────────────────────────────────────────────────────────────────────────────────────


def test_imports_point_down(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(no_cache=True, no_logo=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_package_of_ours_is_under_contract() -> None:
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "scripts"}

    assert ours == set(LINTER["root_packages"])
    assert ours == {config.name for config in apps.get_app_configs() if config.name in ours}


@pytest.mark.parametrize("app", settings.API_APPS)
def test_every_room_that_answers_brings_its_query_and_its_types(app: str) -> None:
    room = import_module(f"{app}.graphql")
    models = [model for model in apps.get_app_config(app).get_models() if issubclass(model, ContentPage)]

    assert room.Query.__strawberry_definition__.fields != []
    assert {each.__name__ for each in room.TYPES} == {model.type_name for model in models}


# ── who hears, who writes ───────────────────────────────────────────────────────────────────────────────────────────


def test_only_publishing_hears_signals() -> None:
    ears = {module for module in TREES if any(name.startswith(SIGNALS) for name in imports_of(module))}

    assert ears == {PUBLISHING}


def test_only_publishing_writes_entries_and_changes() -> None:
    """Another module that knows the read model writes nothing at all: simple to keep, and simple to check."""
    know = {module for module in TREES if names_of_models(module) & READ_MODEL}

    assert PUBLISHING in know
    assert {module for module in know if calls_of(module) & WRITES} == {PUBLISHING, LOG}


def names_of_models(module: str) -> set[str]:
    """The models of the floor that a module names."""
    return {name.rpartition(".")[2] for name in imports_of(module) if name.startswith("content.models.")}


def calls_of(module: str) -> set[str]:
    """The methods that a module calls on anything."""
    calls = [node.func for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)]
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


# ── who reads what ──────────────────────────────────────────────────────────────────────────────────────────────────

ANSWERS_READERS = re.compile(r"graphql_api\.(schema|views|errors)|home\.(views|lists)|\w+\.items|\w+\.graphql(\.\w+)?")


def test_what_answers_readers_knows_no_pages() -> None:
    """Neither Wagtail's nor ours: only entries, items and the snapshot."""
    answering = [module for module in MODULES if ANSWERS_READERS.fullmatch(module)]
    models = re.compile(r"(content|home|opportunities|stories)\.models\b")
    found = {
        module: {
            name
            for name in imports_of(module)
            if name.startswith("wagtail") or (models.match(name) and name.rpartition(".")[2] not in READ_MODEL)
        }
        for module in answering
    }

    assert {"graphql_api.views", "home.views", "stories.graphql", "opportunities.items"} <= set(answering)
    assert {module: names for module, names in found.items() if names} == {}


EVERYTHING = """{ content { totalCount nodes {
  title summary url body { html markdown blocks { id } } related { title } breadcrumbs { title }
  translations { url } language { available isOutdated } contact { isFallback } image { photo { alt } } } } }"""


def test_readers_touch_no_page_table(ask: Ask, client: Client, site: Any) -> None:
    first = a_story(slug="foerste")
    a_story(related=[first])
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, PublishedPage)}
    ask("{ sites { key } }")  # the snapshot is warm; it looks up where each site's pages hang

    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask(EVERYTHING)["data"]["content"]["totalCount"] == 2
        assert client.get("/randers/foerste/").status_code == 200

    touched = {table for query in captured for table in re.findall(r"(?:FROM|JOIN) \"(\w+)\"", query["sql"])}
    assert touched & {*tables, "wagtailcore_page"} == set()
