"""Pages of a list: each item once, forwards and backwards, while the list changes."""

from datetime import timedelta
from typing import Any

import pytest

from content import clock, publishing
from stories.samples import a_story
from tests.conftest import NOW, Ask

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $order: ContentOrder) {
  stories(first: $first, after: $after, last: $last, before: $before, order: $order) {
    totalCount nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
TITLES = ["Ådalen", "Banken", "Zigzag", "Ærø", "Aarhus", "Øster", "anden"]


@pytest.fixture
def seven(site: Any) -> list[Any]:
    """Seven stories, an hour between them; the two last in the same second."""
    stories = []
    for number, title in enumerate(TITLES):
        with clock.at(NOW - timedelta(hours=10 - min(number, 5))):
            stories.append(a_story(title=title))
    return stories


def titles(ask: Ask, **variables: Any) -> list[str]:
    return [node["title"] for node in ask(PAGE, **variables)["data"]["stories"]["nodes"]]


@pytest.mark.parametrize("order", ["NEWEST", "OLDEST", "UPDATED", "TITLE"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_paging_forwards_and_backwards_gives_each_once_in_the_same_order(
    ask: Ask, seven: list[Any], order: str, size: int
) -> None:
    whole = titles(ask, order=order)
    forwards, after = [], None
    while True:
        page = ask(PAGE, order=order, first=size, after=after)["data"]["stories"]
        forwards += [node["title"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    backwards: list[str] = []
    before = None
    while True:
        page = ask(PAGE, order=order, last=size, before=before)["data"]["stories"]
        backwards = [node["title"] for node in page["nodes"]] + backwards
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break

    assert len(whole) == 7
    assert forwards == backwards == whole


def test_titles_sort_as_in_danish(ask: Ask, seven: list[Any]) -> None:
    assert titles(ask, order="TITLE") == ["anden", "Banken", "Zigzag", "Ærø", "Øster", "Ådalen", "Aarhus"]


def test_newest_first_is_what_one_gets_without_asking(ask: Ask, seven: list[Any]) -> None:
    assert titles(ask)[2:] == ["Aarhus", "Ærø", "Zigzag", "Banken", "Ådalen"]


def test_a_page_holds_while_items_come_and_go(ask: Ask, seven: list[Any]) -> None:
    first = ask(PAGE, first=3, order="OLDEST")["data"]["stories"]
    publishing.unpublish(seven[0])
    with clock.at(NOW - timedelta(days=30)):
        a_story(title="En ældre, der kom til")

    rest = titles(ask, first=10, after=first["pageInfo"]["endCursor"], order="OLDEST")
    assert set(rest) == {"Ærø", "Aarhus", "Øster", "anden"}


def test_a_cursor_belongs_to_its_list(ask: Ask, seven: list[Any]) -> None:
    cursor = ask(PAGE, first=2, order="TITLE")["data"]["stories"]["pageInfo"]["endCursor"]

    answer = ask(PAGE, errors=True, first=2, order="NEWEST", after=cursor)
    assert answer["errors"][0]["extensions"]["code"] == "CURSOR_INVALID"


def test_the_total_is_of_the_whole_list(ask: Ask, seven: list[Any]) -> None:
    assert ask(PAGE, first=2)["data"]["stories"]["totalCount"] == 7
