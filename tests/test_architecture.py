"""The house stands as it is drawn: who may import, hear, write and read what."""

import ast
import re
import tomllib
from collections.abc import Collection
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
from wagtail.models import Page

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

# Modules that never answer a reader, whatever package they are in. All others are held to the gate.
FOR_EDITORS = re.compile(
    r"(\w+\.)?(apps|admin|checks|forms|panels|samples|wagtail_hooks|manage)|\w+\.models(\.\w+)?|\w+\.management(\.\w+)*"
    r"|cms(\.\w+)*|\w+\.blocks|home\.__init__"
)
PAGE_MODELS = {model.__name__ for model in apps.get_models() if issubclass(model, Page)} | {
    "PublishedPage",
    "ContentPage",
}
OF_PAGES = re.compile(r"wagtail\.(models|query|search|contrib|signals)\b")


def page_tables_known_to(tree: ast.AST, of_rooms: Collection[str]) -> set[str]:
    """What of a module could lead to a page table: names of page models, and Wagtail's own modules that have them.

    Also by the back door: models looked up by name, and SQL.
    """
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if OF_PAGES.match(alias.name)}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = {alias.name for alias in node.names}
            if OF_PAGES.match(f"{module}."):
                found |= {f"{module}.{name}" for name in names}
            if module.split(".")[0] in of_rooms and ".models" in f"{module}.":
                found |= {f"{module}.{name}" for name in names if name not in READ_MODEL}
            if "models" in module.split("."):
                found |= {f"{module}.{name}" for name in names & PAGE_MODELS}
            if module == "django.db":
                found |= {f"{module}.{name}" for name in names & {"connection", "connections"}}
        elif isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models", "specific", "raw"}:
            found.add(f".{node.attr}")
    return found


ROOMS: list[str] = [room for room in LINTER["root_packages"] if room != "search"]  # its models are words, not pages
SQL_BY_HAND = {"search.index", "search.query", "search.suggest"}  # over words and entries that `visible` chose
PAGE_TABLE = re.compile(r"wagtailcore_|_\w*page\b", re.IGNORECASE)
OUTSIDE = sorted(
    name
    for name in MODULES
    if name.partition(".")[0] not in ("content", "cms")
    and not FOR_EDITORS.fullmatch(name)
    and not name.endswith("__init__")
)


def test_what_answers_readers_knows_no_page_table() -> None:
    """Pages, feeds, calendars, search, partners, the API: outside the floor, all are served from entries."""
    assert {"graphql_api.views", "graphql_api.feeds", "graphql_api.sync", "home.views", "home.lists"} <= set(OUTSIDE)
    assert {"opportunities.views", "opportunities.calendar", "stories.graphql", "opportunities.items"} <= set(OUTSIDE)

    known = {module: page_tables_known_to(TREES[module], ROOMS) for module in OUTSIDE}
    for module in SQL_BY_HAND:
        known[module] -= {"django.db.connection"}
    assert {module: names for module, names in known.items() if names} == {}


def test_sql_by_hand_names_no_page_table() -> None:
    for module in SQL_BY_HAND:
        texts = [node.value for node in ast.walk(TREES[module]) if isinstance(node, ast.Constant)]
        assert any("SELECT" in str(text) for text in texts) or module == "search.index"
        assert [text for text in texts if isinstance(text, str) and PAGE_TABLE.search(text)] == []


ON_THE_FLOOR = re.compile(r"content\.(graphql(\.\w+)?|queries|filters|reading|views|renditions|changes|linked_data)")


def test_what_answers_readers_on_the_floor_knows_no_page_table() -> None:
    answering = [module for module in MODULES if ON_THE_FLOOR.fullmatch(module)]
    known = {module: page_tables_known_to(TREES[module], []) for module in answering}

    assert "content.queries" in answering
    assert {module: names for module, names in known.items() if names} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from wagtail.models import Page",
        "from wagtail.models import Site as Elsewhere",
        "import wagtail.models",
        "from stories.models import StoryPage",
        "from opportunities.models.event import EventPage",
        "from content.models import ContentPage",
        "from content.models.page import PublishedPage",
        "from django.apps import apps\napps.get_model('stories.StoryPage')",
        "from django.db import connection\nconnection.cursor()",
        "def of(item):\n    from wagtail.models import Page\n    return Page.objects.live()",
        "def of(page):\n    return page.specific",
    ],
)
def test_a_planted_way_round_the_gate_is_seen(planted: str) -> None:
    assert page_tables_known_to(ast.parse(planted), ROOMS) != set()


@pytest.mark.parametrize(
    "allowed",
    ["from content.models.entry import Entry", "from content import queries", "from content.reading import Item"],
)
def test_what_goes_through_the_gate_is_not(allowed: str) -> None:
    assert page_tables_known_to(ast.parse(allowed), ROOMS) == set()


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
