"""GraphQL over HTTP: every request gets an answer that says what would be right, and none a 500."""

from typing import Any

import orjson
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, UnreadablePostError
from django.test import Client

MODERN = "application/graphql-response+json"
QUERY = "{ sites { key } }"


@pytest.fixture(autouse=True)
def a_municipality(site: Any) -> None:
    """Randers is there to be asked for."""


def post(client: Client, body: Any, kind: str = "application/json", **headers: str) -> Any:
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    return client.post("/graphql/", data, content_type=kind, headers=headers)


def test_post_and_get_give_the_same_answer(client: Client) -> None:
    posted = post(client, {"query": QUERY})
    got = client.get("/graphql/", {"query": QUERY})

    assert posted.json() == got.json() == {"data": {"sites": [{"key": "randers"}]}}


def test_the_answer_is_in_the_type_the_client_accepts(client: Client) -> None:
    assert post(client, {"query": QUERY}, accept=MODERN)["Content-Type"] == f"{MODERN}; charset=utf-8"
    assert (
        post(client, {"query": QUERY}, accept="application/json")["Content-Type"] == "application/json; charset=utf-8"
    )
    assert post(client, {"query": QUERY}, accept="image/png").status_code == 406


def test_a_browser_gets_graphiql_from_our_own_server(client: Client) -> None:
    page = client.get("/graphql/", headers={"accept": "text/html"})

    assert page.status_code == 200
    assert b"graphiql" in page.content
    assert b"https://" not in page.content


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "not valid JSON"),
        (b"null", "one JSON object"),
        (b"1", "one JSON object"),
        (b'"x"', "one JSON object"),
        (b"[]", "one JSON object"),
        (b"NaN", "not valid JSON"),
        (b"\xff\xfe{}", "not valid JSON"),
        (b"{}", "query is missing"),
        (b'{"query": 1}', "query is missing"),
        (b'{"query": ""}', "query is missing"),
        (b'{"query": "{a}", "variables": []}', "variables must be an object"),
        (b'{"query": "{a}", "operationName": 1}', "operationName must be a string"),
        (b'{"query": "{a}", "extensions": "x"}', "extensions must be an object"),
        (b'{"query": "{ site(key: \\"a\\u0000b\\") { key } }"}', "NUL"),
        (b'{"query": "{a}", "variables": {"a": ["\\u0000"]}}', "NUL"),
        (b"[" * 50_000, "not valid JSON"),
        (b'{"query": "{a}", "variables": {"n": ' + b"9" * 60_000 + b"}}", "not valid JSON"),
    ],
    ids=range(17),
)
def test_a_body_that_is_no_request_is_refused_with_what_would_be_right(client: Client, body: bytes, says: str) -> None:
    answer = post(client, body)

    assert answer.status_code == 400
    assert says in answer.json()["errors"][0]["message"]


def test_other_methods_types_and_encodings_are_refused(client: Client) -> None:
    put = client.put("/graphql/", b"{}", content_type="application/json")
    assert (put.status_code, put["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert post(client, {"query": QUERY}, "application/jsonx").status_code == 415
    assert post(client, {"query": QUERY}, "multipart/form-data; boundary=x").status_code == 415
    assert post(client, {"query": QUERY}, "application/json; charset=utf-16").status_code == 415
    assert post(client, {"query": QUERY}, **{"content-encoding": "gzip"}).status_code == 415
    assert post(client, {"query": "#" * 70_000}).status_code == 413


def test_head_is_get_without_a_body_and_options_says_what_goes(client: Client) -> None:
    head = client.head("/graphql/", {"query": QUERY})
    options = client.options("/graphql/")
    preflight = client.options(
        "/graphql/", headers={"origin": "https://partner.example", "access-control-request-method": "POST"}
    )

    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (200, "GET, POST, OPTIONS")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (f"{MODERN}, application/json;q=0.9", MODERN),
        (f"{MODERN}; charset=utf-8, application/json; charset=utf-8", MODERN),
        (f"{MODERN};q=0.5, application/json", "application/json"),
        (f"{MODERN};q=0, */*", "application/json"),
        ("*/*", "application/json"),
        ("text/html, */*;q=0.8", "application/json"),
    ],
)
def test_the_client_weighs_what_it_accepts(client: Client, accept: str, kind: str) -> None:
    assert client.get("/graphql/", {"query": QUERY}, headers={"accept": accept})["Content-Type"].startswith(f"{kind};")


@pytest.mark.parametrize("accept", ["application/json;q=0", "a/b;q=;;=,,;", "a/b; c*=none'en'%ff"])
def test_a_client_that_accepts_nothing_of_ours_is_told_what_we_have(client: Client, accept: str) -> None:
    answer = post(client, {"query": QUERY}, accept=accept)

    assert answer.status_code == 406
    assert "Accept one of them" in answer.json()["errors"][0]["message"]


def test_an_address_is_read_as_utf_8_whatever_the_request_claims(client: Client) -> None:
    query = '{ site(key: "ø") { key } sites { key } }'
    answer = client.get("/graphql/", {"query": query}, headers={"content-type": "text/plain; charset=utf-16"})

    assert answer.json() == {"data": {"site": None, "sites": [{"key": "randers"}]}}


def test_a_body_that_breaks_off_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_size: int) -> bytes:
        raise UnreadablePostError("connection reset")

    monkeypatch.setattr(HttpRequest, "read", broken)

    assert post(client, {"query": QUERY}).status_code == 400


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("{ sites { key } } query B { sites { key } }", None, "Name the one to run"),
        ("query A { sites { key } } query B { sites { key } }", None, "Name the one to run"),
        ("query A { sites { key } } query B { sites { key } }", "C", "the name 'C'"),
        ("query A { sites { key } } query A { sites { key } }", "A", "the name 'A'"),
        ("query A { sites { key } }", "C", "the name 'C'"),
        ("fragment F on Query { sites { key } }", None, "no operation"),
        ("type A { b: Int }", None, "no operation"),
        ("# nothing", None, "Syntax Error"),
    ],
)
def test_it_must_be_clear_what_to_run(client: Client, query: str, name: str | None, says: str) -> None:
    answer = post(client, {"query": query, "operationName": name}, accept=MODERN)

    assert answer.status_code == 400
    assert answer.json().keys() == {"errors"}
    assert says in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("name", ["B", "", None])
def test_one_operation_runs_by_its_name_or_because_it_is_the_only_one(client: Client, name: str | None) -> None:
    query = "query B { sites { key } }" + (" query A { __typename }" if name else "")

    assert post(client, {"query": query, "operationName": name}).json() == {"data": {"sites": [{"key": "randers"}]}}


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("mutation { __typename }", ""),
        ("# first a comment\nmutation { __typename }", ""),
        ("fragment F on Query { __typename } mutation { ...F }", ""),
        ("query A { __typename } mutation B { __typename }", "B"),
        ("subscription { __typename }", ""),
    ],
)
def test_only_a_query_goes_by_get(client: Client, method: str, query: str, name: str) -> None:
    answer = getattr(client, method)("/graphql/", {"query": query, "operationName": name})

    assert (answer.status_code, answer["Allow"], answer["Cache-Control"]) == (405, "POST", "no-store")


def test_a_mistake_in_the_query_is_400_for_those_who_read_status_codes(client: Client) -> None:
    broken = {"query": "{ stories { nodes { titel } } }"}

    modern, legacy = post(client, broken, accept=MODERN), post(client, broken)
    assert (modern.status_code, legacy.status_code) == (400, 200)
    error = modern.json()["errors"][0]
    assert error["message"] == "Cannot query field 'titel' on type 'Story'. Did you mean 'title' or 'site'?"
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert "data" not in modern.json()


def test_no_cookie_is_set_and_everyone_may_read(client: Client) -> None:
    answer = post(client, {"query": QUERY}, origin="https://partner.example")

    assert answer.cookies == {}
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ stories(first: 0) { totalCount } }", "BAD_USER_INPUT"),
        ("{ stories(first: -1) { totalCount } }", "BAD_USER_INPUT"),
        ("{ stories(first: 101) { totalCount } }", "PAGE_TOO_LARGE"),
        ("{ stories(first: 5, last: 5) { totalCount } }", "BAD_USER_INPUT"),
        ('{ stories(after: "nonsense") { totalCount } }', "CURSOR_INVALID"),
        ('{ stories(after: "æ") { totalCount } }', "CURSOR_INVALID"),
        ('{ stories(after: "") { totalCount } }', "CURSOR_INVALID"),
        ('{ stories(languages: ["d!"]) { totalCount } }', "BAD_USER_INPUT"),
        ("{ stories(languages: []) { totalCount } }", "BAD_USER_INPUT"),
        ("{ story { title } }", "BAD_USER_INPUT"),
        ('{ story(id: "x", site: "randers", path: "/") { title } }', "BAD_USER_INPUT"),
        ('{ places(site: "nowhere") { name } }', "BAD_USER_INPUT"),
    ],
)
def test_an_argument_that_cannot_be_used_is_a_typed_error(client: Client, query: str, code: str) -> None:
    answer = post(client, {"query": query}).json()

    assert answer["errors"][0]["extensions"]["code"] == code
    assert len(answer["errors"][0]["message"]) > 20


@pytest.mark.parametrize(
    "wanted", ["", "x", "i_", "i_" + "A" * 22, "p_" + "A" * 22, "1 OR 1=1", "æøå", "i_" + "*" * 22]
)
def test_an_unknown_id_is_null_and_no_error(client: Client, wanted: str) -> None:
    query = (
        "query ($id: ID!) { node(id: $id) { id } story(id: $id) { id } photo(id: $id) { id } nodes(ids: [$id]) { id } }"
    )
    answer = post(client, {"query": query, "variables": {"id": wanted}}).json()

    assert answer == {"data": {"node": None, "story": None, "photo": None, "nodes": [None]}}


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("statements", [0, 1], ids=["at once", "halfway"])
def test_a_database_that_is_away_is_503_and_the_answer_says_when_to_try_again(
    client: Client, error: type[Exception], statements: int
) -> None:
    left = iter(range(statements))

    def away(execute: Any, sql: str, *details: Any) -> Any:
        if next(left, None) is None:
            raise error("connection to server at 10.0.0.1 failed")
        return execute(sql, *details)

    with connection.execute_wrapper(away):
        answer = post(client, {"query": "{ stories { totalCount } }"}, accept=MODERN)

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert answer.json() == {
        "errors": [{"message": "The database is away. Try again in a moment.", "extensions": {"code": "NOT_AVAILABLE"}}]
    }
