"""No document is so deep or so large that it holds the server up; what is too much is said before anything runs."""

import time
from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query

from graphql_api import limits
from tests.graphql_api.test_http import MODERN, post


@pytest.fixture(autouse=True)
def a_municipality(site: Any) -> None:
    """Randers is there to be asked for."""


def many(part: str, count: int, around: str = "{ % }") -> str:
    """`#` in the part stands for its number, `##` for the next one."""
    parts = (part.replace("##", str(number + 1)).replace("#", str(number)) for number in range(count))
    return around.replace("%", " ".join(parts))


def nested(levels: int) -> str:
    return "{ a " * levels + "}" * levels


TWICE = many("fragment F# on Query { ...F## ...F## }", 19, "{ ...F0 } % fragment F19 on Query { sites { key } }")
CHAIN = many("fragment F# on Query { a { ...F## } }", 12, "{ ...F0 } % fragment F12 on Query { a }")

TOO_MUCH = {
    "10 000 braces": (nested(10_000), "QUERY_TOO_LARGE", limits.BYTES),
    "5 000 aliases": (many("a#: b", 5_000), "QUERY_TOO_LARGE", limits.BYTES),
    "huge comment": ("{ sites { key } } #" + "x" * 20_000, "QUERY_TOO_LARGE", limits.BYTES),
    "letters of two bytes": ("{ sites { key } } #" + "æ" * 5_000, "QUERY_TOO_LARGE", limits.BYTES),
    "tokens": (many("a", 1_001), "QUERY_TOO_LARGE", limits.TOKENS),
    "deeper than the parser goes": (nested(330), "QUERY_TOO_DEEP", limits.DEPTH),
    "values deeper than the parser goes": ("{ a(b: " + "[" * 400 + "]" * 400 + ") }", "QUERY_TOO_DEEP", limits.DEPTH),
    "deep": (nested(13), "QUERY_TOO_DEEP", limits.DEPTH),
    "deep through fragments": (CHAIN, "QUERY_TOO_DEEP", limits.DEPTH),
    "deep in a fragment nobody uses": (
        "{ a } fragment F on Query " + nested(21),
        "QUERY_TOO_DEEP",
        limits.INTROSPECTION_DEPTH,
    ),
    "deep introspection": ("{ __schema " + nested(20) + " }", "QUERY_TOO_DEEP", limits.INTROSPECTION_DEPTH),
    "introspection in introspection": (nested(30).replace("a", "__type"), "QUERY_TOO_DEEP", limits.INTROSPECTION_DEPTH),
    "fragments that use the next twice": (TWICE, "QUERY_TOO_COMPLEX", limits.FIELDS),
    "fields": (many("a", 301), "QUERY_TOO_COMPLEX", limits.FIELDS),
    "aliases": (many("a#: sites", 31), "QUERY_TOO_COMPLEX", limits.ALIASES),
    "directives": (many("@a", 21, "{ sites % { key } }"), "QUERY_TOO_COMPLEX", limits.DIRECTIVES),
    "directives on variables": (many("@a", 21, "query ($a: Int %) { sites }"), "QUERY_TOO_COMPLEX", limits.DIRECTIVES),
    "fragments": (many("fragment F# on Query { a }", 21, "{ sites } %"), "QUERY_TOO_COMPLEX", limits.FRAGMENTS),
    "variables": (many("$a#: Int", 31, "query (%) { sites }"), "QUERY_TOO_COMPLEX", limits.VARIABLES),
}


@pytest.mark.parametrize(("query", "code", "limit"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_before_it_runs_and_at_once(client: Client, query: str, code: str, limit: int) -> None:
    answers, seconds = zip(*(timed(client, query) for _try in range(3)), strict=True)

    assert answers[0].status_code == 400
    assert answers[0].json().keys() == {"errors"}
    (error,) = answers[0].json()["errors"]
    assert error.keys() == {"message", "extensions"}
    assert error["extensions"] == {"code": code, "limit": limit}
    assert error["message"].endswith(f"At most {limit} go.")
    assert min(seconds) < 0.05


def timed(client: Client, query: str) -> tuple[Any, float]:
    """The answer, and the seconds of work it cost."""
    start = time.thread_time()
    return post(client, {"query": query}, accept=MODERN), time.thread_time() - start


JUST_RIGHT = {
    "deep": nested(12),
    "deep through inline fragments": "{ ... { ... { ... { sites { key } } } } }",
    "fields": many("a", 300),
    "aliases": many("a#: sites", 30),
    "directives": many("@a", 20, "{ sites % { key } }"),
    "fragments": many("fragment F# on Query { a }", 20, "{ sites } %"),
    "variables": many("$a#: Int", 30, "query (%) { sites }"),
    "comments": "{ sites { key } }" + "\n# why" * 1_100,
    "a fragment that uses itself": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a fragment that is not there": "{ ...A }",
}


@pytest.mark.parametrize("query", JUST_RIGHT.values(), ids=JUST_RIGHT)
def test_what_keeps_the_limits_is_for_validation_to_judge(client: Client, query: str) -> None:
    errors = post(client, {"query": query}).json().get("errors", [])

    assert {error["extensions"]["code"] for error in errors} <= {"BAD_USER_INPUT"}


def test_tools_may_ask_for_the_whole_schema(client: Client) -> None:
    query = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    answer = post(client, {"query": query, "operationName": "IntrospectionQuery"}, accept=MODERN)

    assert answer.status_code == 200
    assert answer.json()["data"]["__schema"]["queryType"]["name"] == "Query"


def test_introspection_that_goes_in_circles_is_refused(client: Client) -> None:
    circle = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"

    assert post(client, {"query": circle}, accept=MODERN).status_code == 400


@pytest.mark.parametrize(
    ("value", "says"), [("9" * 101, "101 digits"), ("1." + "0" * 5_000, "5002 digits"), (r'"a\u0000"', "NUL")]
)
def test_a_value_that_nothing_can_hold_is_the_askers_mistake(client: Client, value: str, says: str) -> None:
    (error,) = post(client, {"query": f"{{ stories(first: {value}) {{ totalCount }} }}"}).json()["errors"]

    assert says in error["message"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
