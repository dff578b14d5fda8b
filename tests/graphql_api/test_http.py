"""GraphQL over HTTP: every request gets an answer that says what would be right, and none a 500."""

from typing import Any

import orjson
import pytest
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
    assert (put.status_code, put["Allow"]) == (405, "GET, POST, OPTIONS")
    assert post(client, {"query": QUERY}, "application/jsonx").status_code == 415
    assert post(client, {"query": QUERY}, "multipart/form-data; boundary=x").status_code == 415
    assert post(client, {"query": QUERY}, "application/json; charset=utf-16").status_code == 415
    assert post(client, {"query": QUERY}, **{"content-encoding": "gzip"}).status_code == 415
    assert post(client, {"query": "#" * 70_000}).status_code == 413


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
