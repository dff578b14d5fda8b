"""A plan's answer is the stock executor's, whatever is asked: only sooner.

EXAMPLES says how many operations are made up and compared: EXAMPLES=5000 for a thorough run.
"""

import os
from typing import Any

import orjson
import pytest
from django.test import Client
from graphql import GraphQLError, OperationDefinitionNode, parse
from hypothesis import HealthCheck, Phase, given, settings

from content import addresses
from content.reading import Reader
from content.samples import a_contact, a_photo, a_place, a_quote, a_site, an_organisation
from content.words import Consent
from graphql_api.errors import shown
from graphql_api.plans import Plans, compiler, counts, plans
from graphql_api.schema import schema
from graphql_api.views import Context
from opportunities.samples import an_event
from stories.samples import a_story
from tests.conftest import Ask
from tests.graphql_api.operations import asks_about_the_schema, made_up, written
from tests.test_every_content_type import NAMES, SAMPLES

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
WRITTEN = {where: query for where, query in written().items() if not asks_about_the_schema(query)}


@pytest.fixture(autouse=True)
def no_plans_of_before() -> None:
    plans.clear()


@pytest.fixture
def town(site: Any) -> dict[str, list[str]]:
    """One of everything, in two municipalities and two languages, with all that items refer to."""
    vinje = a_site("vinje", language="nn")
    a_contact(area="CULTURE_LEISURE")
    around = {
        "photo": a_photo(alt={"da": "Et træ"}),
        "places": [a_place(latitude=56.46, longitude=10.04), a_place(code="KIRKEN", name="Kirken")],
        "organisations": [an_organisation()],
        "primary_area": "CULTURE_LEISURE",
        "areas": ["ELDERLY_CARE"],
        "actors": ["ASSOCIATION", "GONE_BY_NOW"],
        "tags": ["skov", "by"],
    }
    hidden = a_photo(consent=Consent.PENDING)
    first = a_story(**around)
    more = [
        ("heading", {"heading": "Sådan", "level": "2"}),
        ("paragraph", f'<p>Se <a linktype="page" id="{first.pk}">den første</a>.</p>'),
        ("photo", {"photo": a_photo(), "caption": "Et billede"}),
        ("photo", {"photo": hidden, "caption": "Ikke dette"}),
        ("quote", {"quote": "Vi ses igen", "role": "nabo"}),
    ]
    made = [SAMPLES[name](**around, body=more, related=[first]) for name in NAMES]
    made += [a_story(title="Forteljing", site=vinje, language="nn"), an_event(site=vinje, language="nn")]
    a_story(title="A story", language="en", translation_of=first)
    a_quote()
    with_path = "{ content(first: 100) { nodes { id path places { id } } } photo: organisations { nodes { id } } }"
    data = schema.execute_sync(with_path, context_value=context()).data or {}
    nodes = data["content"]["nodes"]
    return {
        "paths": [node["path"] for node in nodes] + [page.slug for page in made[:2]],
        "ids": [node["id"] for node in nodes] + [node["id"] for node in data["photo"]["nodes"]],
        "places": [place["id"] for node in nodes for place in node["places"]][:3],
    }


def context() -> Context:
    return Context(Reader(addresses.Addresses("http", "localhost", "8000")))


def standard(query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The stock executor's answer."""
    result = schema.execute_sync(query, variable_values=variables, context_value=context())
    errors = [shown(error) for error in result.errors or []]
    assert [error.message for error in errors if (error.extensions or {}).get("code") == "INTERNAL"] == []
    return {"data": result.data, "errors": [error.formatted for error in errors]}


def differs(query: str, variables: dict[str, Any]) -> str:
    """Where a plan's answer is not the stock executor's; nothing where it is."""
    expected = standard(query, variables)
    found = plans.of(query, None).run(variables, context())
    if expected["errors"]:
        return "" if found is None else f"a plan gave {found}, where there are errors: {expected['errors']}"
    if found is None:
        return "there was no plan for it"
    options = orjson.OPT_SORT_KEYS
    same = orjson.dumps(found, option=options) == orjson.dumps(expected["data"], option=options)
    return "" if same else f"{found}\n\nis not\n\n{expected['data']}"


def test_every_operation_of_the_documentation_and_the_tests_is_answered_alike(town: dict[str, list[str]]) -> None:
    assert len(WRITTEN) > 100
    before = counts.compiled
    told = {}
    for where, query in WRITTEN.items():
        if found := differs(query, plausible(query, town)):
            told[where] = found

    assert told == {}
    assert counts.compiled - before > len(WRITTEN) * 0.75  # the others err without the data of their own test


def plausible(query: str, town: dict[str, list[str]]) -> dict[str, Any]:
    """A value for every variable that must have one."""
    (operation,) = (each for each in parse(query).definitions if isinstance(each, OperationDefinitionNode))
    values = {"site": "randers", "key": "randers", "id": town["ids"][0], "path": town["paths"][0], "place": "LANGAA"}
    found = {}
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        if definition.type.kind == "non_null_type" and definition.default_value is None:
            found[name] = values.get(name, town["ids"][:3] if name == "ids" else "CULTURE_LEISURE")
    return found


def test_made_up_operations_are_answered_alike(town: dict[str, list[str]]) -> None:
    compared = {"alike": 0, "with errors": 0, "refused": 0}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=EXAMPLES <= 150,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(asked=made_up(**town))
    def compare(asked: tuple[str, dict[str, Any]]) -> None:
        query, variables = asked
        try:
            plan = plans.of(query, None)
        except GraphQLError:  # over a limit: nobody answers
            compared["refused"] += 1
            return
        assert differs(query, variables) == ""
        compared["alike" if plan.run(variables, context()) is not None else "with errors"] += 1

    compare()
    print(compared)  # pytest -s shows it
    assert compared["alike"] > EXAMPLES / 8


def test_a_fault_planted_in_the_compiler_is_found(town: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    query = "{ stories { nodes { title slug url tags image { photo { rendition(preset: CARD) { url } } } } } }"
    assert differs(query, {}) == ""

    class Faulty(compiler._Object):
        def write(self) -> str:
            name = super().write()
            self.plan.functions[-1] = self.plan.functions[-1].replace("d.get('title')", "d.get('summary')")
            return name

    plans.clear()
    monkeypatch.setattr(compiler, "_Object", Faulty)

    assert "is not" in differs(query, {})


# ── what is unusual goes the standard way ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ stories(first: 0) { totalCount } }", {}),
        ('{ stories(filter: {areas: ["NOTHING"]}) { totalCount } sites { key } }', {}),
        ("query ($first: Int!) { stories(first: $first) { totalCount } }", {"first": "three"}),
        ("query ($first: Int!) { stories(first: $first) { totalCount } }", {}),
        ("{ __schema { queryType { name } } }", {}),
        ("{ stories { nothing } }", {}),
    ],
)
def test_errors_and_introspection_are_the_stock_executors(
    town: dict[str, list[str]], query: str, variables: dict[str, Any], client: Client
) -> None:
    before = (counts.compiled, counts.standard)
    answer = client.post("/graphql/", {"query": query, "variables": variables}, content_type="application/json").json()
    result = schema.execute_sync(query, variable_values=variables, context_value=context())

    assert answer.get("data") == result.data
    assert answer.get("errors", []) == [shown(error).formatted for error in result.errors or []]
    assert (counts.compiled, counts.standard) == (before[0], before[1] + 1)


def test_a_null_where_none_may_be_is_the_stock_executors(
    town: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "{ stories { nodes { slug } } sites { key } }"
    monkeypatch.setattr("content.reading.Item.slug", property(lambda item: None))

    assert plans.of(query, None).run({}, context()) is None
    errors = schema.execute_sync(query, context_value=context()).errors or []
    assert [error.message for error in errors][:1] == ["Cannot return null for non-nullable field Story.slug."]


def test_a_known_operation_is_answered_by_its_plan(town: dict[str, list[str]], ask: Ask) -> None:
    before = counts.compiled
    ask("{ stories { nodes { title } } }")

    assert counts.compiled == before + 1
    assert 0 < counts.share <= 1


def test_skip_and_include_are_decided_anew_each_time(town: dict[str, list[str]]) -> None:
    query = "query ($short: Boolean!) { sites { key name @skip(if: $short) languages @include(if: $short) } }"
    for short in (True, False, True):
        assert differs(query, {"short": short}) == ""


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────────

CARD = """title slug url summary publishedAt primaryArea { code label } areas { code label } places { name } tags
  image { photo { alt rendition(preset: CARD) { url width height } } }"""
TWO_STATEMENTS = {
    "a list": f"{{ stories(first: 20) {{ nodes {{ {CARD} }} }} }}",
    "a long list": f"{{ stories(first: 100) {{ nodes {{ {CARD} }} pageInfo {{ hasNextPage endCursor }} }} }}",
    "one with its body": f"""query ($path: String!) {{ story(site: "randers", path: $path) {{ {CARD}
      body {{ blocks {{ __typename id ... on ParagraphBlock {{ html }} ... on HeadingBlock {{ level }} }} }} }} }}""",
    "a filtered list": f"""query ($place: String!) {{
      stories(filter: {{areas: ["CULTURE_LEISURE"], place: $place}}) {{ nodes {{ {CARD} }} }} }}""",
}


@pytest.mark.parametrize("query", TWO_STATEMENTS.values(), ids=TWO_STATEMENTS)
def test_it_costs_two_statements_however_many_there_are(
    town: dict[str, list[str]], ask: Ask, query: str, django_assert_num_queries: Any
) -> None:
    stories = ask("{ stories { nodes { path site { key } body { links { url } } } } }")["data"]["stories"]["nodes"]
    here = [each for each in stories if each["site"]["key"] == "randers"]
    plain = next(each for each in here if not each["body"]["links"])  # what links lead to is one statement more
    variables = {"path": plain["path"], "place": town["places"][0]}
    ask(query, **variables)  # the plan learns what is read of an entry

    with django_assert_num_queries(2):
        ask(query, **variables)


def test_no_body_is_read_where_none_is_asked_for(
    town: dict[str, list[str]], ask: Ask, django_assert_num_queries: Any
) -> None:
    for query in ("{ stories { nodes { id url } } }", "{ stories { nodes { title } } }"):
        ask(query)
        with django_assert_num_queries(2) as captured:
            ask(query)
        read = captured[1]["sql"].partition(" FROM ")[0]

        assert '"body"' not in read
        assert ('"card"' in read) == ("title" in query)


# ── how many are kept ───────────────────────────────────────────────────────────────────────────────────────────────


def test_only_so_many_plans_and_so_many_bytes_are_kept() -> None:
    few, small = Plans(most=3, most_bytes=10_000), Plans(most=100, most_bytes=200)
    for number in range(10):
        few.of(f"{{ a{number}: sites {{ key }} }}", None)
        small.of(f"{{ a{number}: sites {{ key }} }} # {'x' * 50}", None)

    assert len(few) == 3
    assert len(small) == 2
    assert small.bytes <= 200


def test_a_refused_document_is_not_kept() -> None:
    kept = Plans()
    with pytest.raises(GraphQLError):
        kept.of("{ sites { key }", None)

    assert len(kept) == 0
    assert kept.bytes == 0
