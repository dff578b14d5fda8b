"""Search measured on what people ask of the demo: what must be found is, what must not is not, the best come first."""

from math import log2

import pytest

from cms.demo.items import ITEMS
from cms.demo.keys import uid
from content import ids
from tests.running import Demo
from tests.search.judged import ENGLISH, JUDGED, NORWEGIAN, Judged

KEYS = {ids.public_id(ids.ITEM, uid(item.key)): item.key for item in ITEMS}
QUERY = """query ($query: String!, $languages: [String!]) {
  search(query: $query, languages: $languages) { totalCount nodes { id } } }"""
ENOUGH = 0.95  # of what a perfect order would score, over all queries


def found(demo: Demo, judged: Judged) -> list[str]:
    """What a query finds, by the demo's keys."""
    answer = demo.ask(QUERY, query=judged.query, languages=list(judged.languages) or None)
    assert "errors" not in answer, answer["errors"]
    result = answer["data"]["search"]
    assert result["totalCount"] == len(result["nodes"])
    return [KEYS[node["id"]] for node in result["nodes"]]


def gain(grades: list[int]) -> float:
    """Discounted cumulative gain of the first ten: a good item counts more the higher it stands."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:10]))


def test_the_set_is_large_enough_and_names_real_items() -> None:
    keys = set(KEYS.values())

    assert len(JUDGED) >= 60
    assert len(NORWEGIAN) >= 10
    assert len(ENGLISH) >= 5
    assert {key for each in JUDGED for key in [*each.grades, *each.never.split()]} <= keys


@pytest.mark.parametrize("judged", JUDGED, ids=lambda judged: f"{judged.query} {' '.join(judged.languages)}".strip())
def test_what_must_be_found_is_and_what_must_not_be_is_not(demo: Demo, judged: Judged) -> None:
    keys = found(demo, judged)

    assert [key for key in judged.best.split() if key not in keys] == []
    assert [key for key in judged.never.split() if key in keys] == []


def test_the_best_come_first(demo: Demo) -> None:
    scores = {}
    for judged in JUDGED:
        if judged.grades:
            grades = [judged.grades.get(key, 0) for key in found(demo, judged)]
            scores[judged.query, judged.languages] = gain(grades) / gain(sorted(judged.grades.values(), reverse=True))
    mean = sum(scores.values()) / len(scores)

    assert mean >= ENOUGH, sorted(scores.items(), key=lambda score: score[1])[:10]
