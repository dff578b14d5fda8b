"""Promises over generated content: what any question to any small town gets, compared with a plain loop over a list.

The same seeds run on SQLite and PostgreSQL, against the same loop, so the two give the same answers.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import clock, publishing
from content.samples import a_site
from opportunities.samples import a_task, an_event
from stories.samples import a_story, an_initiative
from tests.conftest import NOW, Ask

AREAS = ["CULTURE_LEISURE", "ELDERLY_CARE", "ENVIRONMENT_TECHNICAL"]
GROUPS = ["CHILDREN", "SENIORS", "EVERYONE"]
TAGS = ["skov", "by", "æøå"]
SAMPLES = {"Story": a_story, "Initiative": an_initiative, "VolunteerTask": a_task, "Event": an_event}
SITES = {"randers": ["da", "nb", "nn", "en"], "vinje": ["nn", "da", "nb", "en"]}
OPEN = {"OPEN", "FULL"}

PAGE = """query ($filter: ContentFilter, $order: ContentOrder, $languages: [String!], $fallback: Fallback,
    $first: Int, $after: String, $last: Int, $before: String) {
  content(filter: $filter, order: $order, languages: $languages, fallback: $fallback,
      first: $first, after: $after, last: $last, before: $before) {
    totalCount facets(fields: [TYPE, SITE, PRIMARY_AREA]) { values { value count } }
    nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""

slow = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Told:
    """One translation as we made it."""

    number: int
    type: str
    site: str
    language: str
    area: str
    groups: tuple[str, ...]
    tags: tuple[str, ...]
    lifecycle: str
    hours_ago: int

    @property
    def title(self) -> str:
        return f"{'ÅÆØabcÄ'[self.number % 7]} nummer {self.number} på {self.language}"


@pytest.fixture
def town(site: Any) -> dict[Told, Any]:
    """Eighteen items in two municipalities, some in two languages, some at the same second."""
    random, sites = Random(2026), {"randers": site, "vinje": a_site("vinje", language="nn")}
    made: dict[Told, Any] = {}
    for number in range(18):
        key = random.choice(list(SITES))
        kind = random.choice(list(SAMPLES))
        spoken = random.sample(SITES[key], random.choice([1, 1, 2]))
        original = None
        for language in spoken:
            told = Told(
                number=number,
                type=kind,
                site=key,
                language=language,
                area=random.choice(AREAS),
                groups=tuple(random.sample(GROUPS, 2)),
                tags=tuple(random.sample(TAGS, random.randrange(3))),
                lifecycle=random.choice(["OPEN", "FULL", "CLOSED"]) if kind in ("VolunteerTask", "Event") else "",
                hours_ago=random.randrange(1, 8),
            )
            made[told] = original = _make(told, sites[key], original)
    return made


def _make(told: Told, site: Any, original: Any) -> Any:
    more: dict[str, Any] = {"lifecycle": told.lifecycle} if told.lifecycle else {}
    if original is not None:
        more["translation_of"] = original
    with clock.at(NOW - timedelta(hours=told.hours_ago)):
        return SAMPLES[told.type](
            title=told.title,
            site=site,
            language=told.language,
            primary_area=told.area,
            beneficiaries=list(told.groups),
            tags=list(told.tags),
            **more,
        )


def expected(town: dict[Told, Any], filter_: dict[str, Any], languages: list[str] | None, strict: bool) -> set[str]:
    """What the API must give: each item in the first language of the chain, if that translation matches."""
    by_item: dict[int, list[Told]] = {}
    for told in town:
        by_item.setdefault(told.number, []).append(told)
    found = set()
    for translations in by_item.values():
        chain = list(languages or SITES[translations[0].site])
        chain = chain[:1] if strict else chain
        spoken = [told for code in chain for told in translations if told.language == code]
        if spoken and _matches(spoken[0], filter_):
            found.add(spoken[0].title)
    return found


def _matches(told: Told, filter_: dict[str, Any]) -> bool:
    if told.lifecycle and told.lifecycle not in filter_.get("lifecycle", OPEN):
        return False
    if filter_.get("lifecycle") == []:  # none of no values
        return False
    return all(
        (
            "sites" not in filter_ or told.site in filter_["sites"],
            "areas" not in filter_ or told.area in filter_["areas"],
            "beneficiaries" not in filter_ or set(told.groups) & set(filter_["beneficiaries"]),
            "tags" not in filter_ or set(told.tags) & set(filter_["tags"]),
        )
    )


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "sites": st.lists(st.sampled_from(list(SITES)), max_size=2, unique=True),
        "areas": st.lists(st.sampled_from(AREAS), max_size=3, unique=True),
        "beneficiaries": st.lists(st.sampled_from(GROUPS), max_size=2, unique=True),
        "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
        "lifecycle": st.lists(st.sampled_from(["OPEN", "FULL", "CLOSED"]), max_size=3, unique=True),
    },
)
LANGUAGES = st.none() | st.lists(st.sampled_from(["da", "nb", "nn", "en"]), min_size=1, max_size=4, unique=True)
ORDERS = st.sampled_from(["NEWEST", "OLDEST", "UPDATED", "TITLE"])


def walk(ask: Ask, size: int, backwards: bool = False, **asked: Any) -> list[str]:
    """The whole list, page by page."""
    titles: list[str] = []
    cursor = None
    while True:
        page = {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        found = ask(PAGE, **page, **asked)["data"]["content"]
        names = [node["title"] for node in found["nodes"]]
        titles = names + titles if backwards else titles + names
        info = found["pageInfo"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            return titles
        cursor = info["startCursor" if backwards else "endCursor"]


@slow
@given(filter_=FILTERS, languages=LANGUAGES, strict=st.booleans(), order=ORDERS, size=st.integers(1, 20))
def test_any_question_gets_what_a_plain_loop_gives(
    ask: Ask, town: dict[Told, Any], filter_: Any, languages: Any, strict: bool, order: str, size: int
) -> None:
    asked = {"filter": filter_, "languages": languages, "fallback": "NONE" if strict else "CHAIN", "order": order}
    forwards = walk(ask, size, **asked)
    whole = ask(PAGE, first=100, **asked)["data"]["content"]

    assert set(forwards) == expected(town, filter_, languages, strict)
    assert len(forwards) == len(set(forwards)) == whole["totalCount"]
    assert forwards == walk(ask, size, backwards=True, **asked) == [node["title"] for node in whole["nodes"]]
    types, sites, areas = (sum(each["count"] for each in facet["values"]) for facet in whole["facets"])
    assert types == areas == whole["totalCount"]
    assert sites == whole["totalCount"] or "sites" in filter_


@slow
@given(order=ORDERS, size=st.integers(1, 5), choices=st.lists(st.integers(0, 50), min_size=1, max_size=3))
def test_no_item_is_lost_or_doubled_while_others_come_and_go(
    ask: Ask, town: dict[Told, Any], order: str, size: int, choices: list[int]
) -> None:
    before = walk(ask, 100, order=order)
    first = ask(PAGE, order=order, first=size)["data"]["content"]
    seen = [node["title"] for node in first["nodes"]]
    live = {told.title: page for told, page in town.items()}
    gone = {before[choice % len(before)] for choice in choices}
    try:
        for title in gone:
            publishing.unpublish(live[title])
        newcomer = a_story(title="Åååå kommer til")
        rest = walk_on(ask, order, size, first["pageInfo"])
    finally:
        for title in gone:
            publishing.publish(live[title].__class__.objects.get(pk=live[title].pk))
        publishing.unpublish(newcomer)

    kept = [title for title in before if title not in gone and title not in seen]
    assert len(rest) == len(set(rest))
    assert not set(rest) & set(seen)
    assert [title for title in rest if title in kept] == kept


def walk_on(ask: Ask, order: str, size: int, info: dict[str, Any]) -> list[str]:
    titles: list[str] = []
    while info["hasNextPage"]:
        page = ask(PAGE, order=order, first=size, after=info["endCursor"])["data"]["content"]
        titles += [node["title"] for node in page["nodes"]]
        info = page["pageInfo"]
    return titles
