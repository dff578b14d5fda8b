"""What an answer costs in statements: the same for one item as for a hundred."""

from typing import Any

import pytest

from content.samples import a_contact, a_photo, a_place, an_organisation
from stories.samples import a_story
from tests.conftest import Ask
from tests.test_every_content_type import NAMES, SAMPLES

CARD = """id title summary url publishedAt site { name } topic { label } quotes { text }
  primaryArea { label } areas { label } places { name latitude } organisations { name kind { label } }
  contact { contact { role email } isFallback } language { code isOutdated available } breadcrumbs { title }
  image { photo { alt rendition(preset: CARD) { url width height } } } body { html plainText blocks { text } }
  related { title url }"""
STORIES = f"{{ stories(first: 50) {{ totalCount nodes {{ {CARD} }} pageInfo {{ hasNextPage }} }} }}"
MIXED = f"""{{ content(first: 100) {{ totalCount facets(fields: [TYPE, AREA]) {{ values {{ label count }} }} nodes {{
  {CARD.replace("topic { label } quotes { text }", "")}
  ... on Opportunity {{ kind {{ label }} lifecycle occurrences {{ startsAt }} similar {{ title }} }}
  ... on Exchange {{ matches {{ exchange {{ title }} }} }} }} }} }}"""


@pytest.fixture
def surroundings(site: Any) -> dict[str, Any]:
    """A photo, a place, an organisation and an area with a contact."""
    a_contact(area="CULTURE_LEISURE")
    body = [("paragraph", "<p>Tekst</p>"), ("photo", {"photo": a_photo(), "caption": "Et billede"})]
    return {
        "photo": a_photo(),
        "places": [a_place(latitude=56.46, longitude=10.04)],
        "organisations": [an_organisation()],
        "primary_area": "CULTURE_LEISURE",
        "body": body,
    }


def statements(ask: Ask, query: str, counting: Any) -> int:
    ask(query)  # the snapshot is warm
    with counting() as counted:
        ask(query)
    return len(counted)


@pytest.fixture
def counting() -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_one_story_and_fifty_cost_the_same(ask: Ask, surroundings: dict[str, Any], counting: Any) -> None:
    first = a_story(**surroundings)
    a_story(**surroundings, related=[first])
    few = statements(ask, STORIES, counting)
    for _number in range(48):
        a_story(**surroundings, related=[first])

    assert len(ask(STORIES)["data"]["stories"]["nodes"]) == 50
    assert statements(ask, STORIES, counting) == few <= 12


def test_a_mixed_list_of_a_hundred_costs_at_most_sixteen(ask: Ask, surroundings: dict[str, Any], counting: Any) -> None:
    first = a_story(**surroundings)
    for number in range(99):
        SAMPLES[NAMES[number % len(NAMES)]](**surroundings, related=[first])

    assert len(ask(MIXED)["data"]["content"]["nodes"]) == 100
    assert statements(ask, MIXED, counting) <= 16
