"""The documentation is true: its examples run, its lists are whole, its links lead somewhere."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from graphql import OperationDefinitionNode, parse, validate
from graphql.execution.values import get_variable_values

from content import renditions
from content.blocks import TYPE_NAMES
from content.checks import page_types
from content.models import PublishedPage
from graphql_api.schema import schema

ROOT: Path = settings.ROOT
PAGES = sorted(
    page
    for place in ROOT.iterdir()
    if place.name != "var" and not place.name.startswith(".")
    for page in ([place] if place.suffix == ".md" else place.rglob("*.md"))
)
DECISIONS = sorted((ROOT / "docs" / "adr").iterdir())

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

DemoAsk = Callable[[str, dict[str, Any]], dict[str, Any]]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def read(file: str) -> str:
    return (ROOT / file).read_text()


# ── examples ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Example:
    """A query of the documentation, with the variables and the answer that stand right below it."""

    where: str
    query: str
    before: "Example | None"
    variables: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] | None = None


def examples_in(file: str) -> list[Example]:
    found: list[Example] = []
    source, end, belongs = read(file), 0, False
    for fence in FENCE.finditer(source):
        belongs = belongs and not source[end : fence.start()].strip()
        if fence[1] == "graphql":
            where = f"{file}:{source.count(chr(10), 0, fence.start()) + 1}"
            found.append(Example(where, fence[2], before=found[-1] if found else None))
            belongs = True
        elif fence[1] == "json" and belongs:
            value = json.loads(fence[2])
            if value.keys() & {"data", "errors"}:
                found[-1].answer = value
            else:
                found[-1].variables = value
        else:
            belongs = False
        end = fence.end()
    return found


EXAMPLES = [*examples_in("README.md"), *examples_in("docs/api.md")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.where)
def test_every_example_fits_the_schema(example: Example) -> None:
    document = parse(example.query)

    assert validate(schema._schema, document) == []
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            asked = {variable.variable.name.value for variable in operation.variable_definitions or ()}
            assert example.variables.keys() <= asked
            taken = get_variable_values(schema._schema, operation.variable_definitions or (), example.variables)
            assert not isinstance(taken, list), taken


@pytest.mark.demo
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.where)
def test_every_example_gets_the_answer_it_shows(example: Example, demo_ask: DemoAsk) -> None:
    answer = run(example, demo_ask)

    assert "errors" not in answer, answer["errors"]
    if example.answer is not None:
        assert as_written(answer, example.answer) == example.answer


def run(example: Example, demo_ask: DemoAsk) -> dict[str, Any]:
    """`<endCursor>` in variables stands for that field of the example before."""
    variables = dict(example.variables)
    for name, value in variables.items():
        if isinstance(value, str) and (wanted := re.fullmatch(r"<(\w+)>", value)):
            assert example.before is not None
            variables[name] = first_of(run(example.before, demo_ask), wanted[1])
    return demo_ask(example.query, variables)


def first_of(answer: Any, name: str) -> Any:
    """The first value under this name, however deep."""
    inner = list(answer.values()) if isinstance(answer, dict) else answer if isinstance(answer, list) else []
    if isinstance(answer, dict) and name in answer:
        return answer[name]
    return next((found for each in inner if (found := first_of(each, name)) is not None), None)


def as_written(answer: Any, shown: Any) -> Any:
    """The answer, its strings cut where the documentation cuts them with `…`, as if the demo were where it says."""
    if isinstance(answer, dict) and isinstance(shown, dict):
        return {name: as_written(value, shown.get(name)) for name, value in answer.items()}
    if isinstance(answer, list) and isinstance(shown, list) and len(answer) == len(shown):
        return [as_written(*pair) for pair in zip(answer, shown, strict=True)]
    if not (isinstance(answer, str) and isinstance(shown, str)):
        return answer
    here = re.sub(r"^http://(localhost|127\.0\.0\.1):\d+/", "http://localhost:8000/", answer)
    return shown if shown.endswith("…") and here.startswith(shown[:-1]) else here


def test_the_api_page_tells_every_preset_width_and_block() -> None:
    page = " ".join(read("docs/api.md").split())

    for name, (width, height) in renditions.PRESETS.items():
        assert f"`{name}` {width}×{height}" in page
    assert ", ".join(map(str, renditions.WIDTHS)) in page
    assert [name for name in TYPE_NAMES.values() if name not in page] == []


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_setting_is_listed_and_every_listed_one_is_read() -> None:
    code = "\n".join(path.read_text() for path in [ROOT / "manage.py", *(ROOT / "cms").rglob("*.py")])
    read_here = set(re.findall(r"\benv\.[a-z]+\(\s*\"([A-Z_]+)\"", code))
    read_here |= set(re.findall(r"\bos\.environ(?:\.\w+)?[(\[]\s*\"([A-Z_]+)\"", code))

    assert set(re.findall(r"^#? ?([A-Z_]+)=", read(".env.example"), re.MULTILINE)) == read_here


TARGETS = dict(re.findall(r"^([a-z][a-z-]*):(?!=)(.*)$", read("Makefile"), re.MULTILINE))


def test_every_make_target_says_what_it_is_for() -> None:
    assert [target for target, rest in TARGETS.items() if not re.search(r"## \S", rest)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_target_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", page.read_text(), re.MULTILINE))

    assert named - TARGETS.keys() == set()


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_every_type_of_page_has_its_words(model: type[PublishedPage]) -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:5]] for line in read("docs/words.md").splitlines()]
    words = []
    for language in ("en", "da"):
        with translation.override(language):
            words.append(str(model._meta.verbose_name))

    assert [*words, f"`{model.__name__}`", f"`{model.type_name}`"] in rows


def test_the_picture_of_the_house_is_the_one_that_is_checked() -> None:
    picture = next(fence[2] for fence in FENCE.finditer(read("docs/architecture.md")) if "roof" in fence[2])
    drawn = re.findall(r"^ +(?:(?:roof|rooms|floor) +)?(\w+(?: │ \w+)*)  ", picture, re.MULTILINE)
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")

    assert [layer.replace("│", "|") for layer in drawn] == layers


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04d}-" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.stem)
def test_a_decision_is_a_sentence_and_under_200_words(decision: Path) -> None:
    text = decision.read_text()
    number = int(decision.name[:4])

    assert re.match(rf"# {number}\. \w.{{15,}}[^.]\n", text), "the title is the decision: '# 7. Everything is a page'"
    assert len(text.split()) < 200
    for part in ("**Why.**", "**Refused.**", "**Think again"):
        assert part in text


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    words = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text()))
    links = re.findall(r"\]\(([^)\s]+)\)", words) + re.findall(r"\bsrc=\"([^\"]+)\"", words)

    assert [link for link in links if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    file, _hash, anchor = link.partition("#")
    there = page.parent / file if file else page
    return there.exists() and (not anchor or anchor in anchors_of(there))


def anchors_of(page: Path) -> set[str]:
    return {
        slugify(heading, allow_unicode=True) for heading in re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    }
