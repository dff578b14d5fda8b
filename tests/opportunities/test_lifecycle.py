"""Where an opportunity stands: right at the second, the same in lists, look-ups and on its page."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from content import clock
from opportunities.samples import a_fund, a_task, an_event
from tests.conftest import NOW, Ask

ONE = 'query ($path: String!) { opportunity(site: "randers", path: $path) { lifecycle applyUrl closesInDays } }'
LISTED = "query ($lifecycle: [Lifecycle!]) { opportunities(filter: { lifecycle: $lifecycle }) { totalCount } }"
SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(days=3)


def stands(ask: Ask, moment: datetime) -> tuple[str, bool, list[str]]:
    """Its state, whether one can apply, and under which states lists have it, at a moment."""
    with clock.at(moment):
        found = ask(ONE, path="/den/")["data"]["opportunity"]
        states = ["OPEN", "FULL", "PAUSED", "CLOSED", "EXPIRED", "CANCELLED", "POSTPONED"]
        listed = [state for state in states if ask(LISTED, lifecycle=[state])["data"]["opportunities"]["totalCount"]]
        return found["lifecycle"], found["applyUrl"] is not None, listed


def test_a_fund_past_its_deadline_is_closed_to_the_second(ask: Ask, site: Any) -> None:
    a_fund(slug="den", deadline=LATER, apply_url="https://randers.example/puljen")

    assert stands(ask, LATER - SECOND) == ("OPEN", True, ["OPEN"])
    assert stands(ask, LATER) == ("CLOSED", False, ["CLOSED"])


def test_what_is_over_has_expired_to_the_second(ask: Ask, site: Any) -> None:
    a_task(slug="den", valid_through=LATER, apply_url="https://randers.example/meld-dig")

    assert stands(ask, LATER - SECOND) == ("OPEN", True, ["OPEN"])
    assert stands(ask, LATER) == ("EXPIRED", False, ["EXPIRED"])


@pytest.mark.parametrize("said", ["FULL", "PAUSED", "CLOSED", "CANCELLED", "POSTPONED"])
def test_what_an_editor_says_holds_until_the_dates_say_more(ask: Ask, site: Any, said: str) -> None:
    a_task(slug="den", lifecycle=said, valid_through=LATER)
    after = said if said in ("CANCELLED", "POSTPONED") else "EXPIRED"

    assert stands(ask, NOW)[::2] == (said, [said])
    assert stands(ask, LATER)[::2] == (after, [after])


def test_lists_show_what_is_open_or_full_unless_asked(ask: Ask, site: Any) -> None:
    for state in ("OPEN", "FULL", "PAUSED", "CLOSED", "CANCELLED", "POSTPONED"):
        a_task(title=state, lifecycle=state)

    query = "{ opportunities(order: TITLE) { nodes { title } } content(order: TITLE) { nodes { title } } }"
    answer = ask(query)["data"]
    assert answer["opportunities"]["nodes"] == answer["content"]["nodes"] == [{"title": "FULL"}, {"title": "OPEN"}]


def test_a_cancelled_event_says_so_and_takes_place_on_no_date(ask: Ask, client: Client, site: Any) -> None:
    an_event(slug="den", lifecycle="CANCELLED", lifecycle_reason="Varsel om storm")
    query = """{ opportunity(site: "randers", path: "/den/") { lifecycle lifecycleReason applyUrl
      ... on Event { eventStatus icsUrl
        occurrences { startsAt } all: occurrences(includeCancelled: true) { isCancelled } } } }"""
    event = ask(query)["data"]["opportunity"]

    calendar = client.get(event.pop("icsUrl").removeprefix("http://localhost:8000")).content.decode()
    assert event == {
        "lifecycle": "CANCELLED",
        "lifecycleReason": "Varsel om storm",
        "applyUrl": None,
        "eventStatus": "CANCELLED",
        "occurrences": [],
        "all": [{"isCancelled": True}],
    }
    assert "STATUS:CANCELLED" in calendar
    assert "TZID=Europe/Copenhagen:20261119T090000" in calendar


def test_a_weekend_is_saturday_to_monday_half_open_and_what_has_begun_counts(ask: Ask, site: Any) -> None:
    times = {
        "ends as it begins": ("2026-11-20T20:00:00+01:00", "2026-11-21T00:00:00+01:00"),
        "has begun": ("2026-11-20T20:00:00+01:00", "2026-11-21T00:00:01+01:00"),
        "ends with it": ("2026-11-22T23:00:00+01:00", "2026-11-23T00:00:00+01:00"),
        "begins as it ends": ("2026-11-23T00:00:00+01:00", "2026-11-23T01:00:00+01:00"),
    }
    for title, (starts_at, ends_at) in times.items():
        an_event(title=title, starts_at=datetime.fromisoformat(starts_at), ends_at=datetime.fromisoformat(ends_at))

    query = "{ opportunities(filter: { window: THIS_WEEKEND }, order: SOONEST) { nodes { title } } }"
    assert [node["title"] for node in ask(query)["data"]["opportunities"]["nodes"]] == ["has begun", "ends with it"]
