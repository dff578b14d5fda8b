"""Every rule of time, one second before, at, and after, with no job run; and what the log says of it, once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from content import clock, publishing
from content.samples import a_contact, a_photo
from opportunities.samples import a_fund, a_task, an_event
from stories.samples import a_story
from tests.conftest import NOW, Ask

SECOND = timedelta(seconds=1)
THEN = NOW + timedelta(days=2)
AROUND = (THEN - SECOND, THEN, THEN + SECOND)
THEN_TOLD = "2026-11-20T08:00:00Z"

CHANGES = """query ($after: String) { changes(after: $after) { nextToken changes { __typename
  ... on Upsert { reason at node { id title } } ... on Tombstone { reason at id } } } }"""
STORY = """{ story(site: "randers", path: "/den/") { title publishedAt updatedAt
  image { photo { id rendition(preset: CARD) { url } } } contact { contact { email } } } }"""
TASK = '{ opportunity(site: "randers", path: "/den/") { lifecycle applyUrl } }'


def token_of(ask: Ask) -> str:
    """Where the log stands for a mirror that has read everything."""
    token: str = ask(CHANGES)["data"]["changes"]["nextToken"]
    return token


def told(ask: Ask, after: str) -> list[tuple[str, str, str]]:
    """What a mirror is told: what to do, why, and when it became so."""
    found = ask(CHANGES, after=after)["data"]["changes"]["changes"]
    return [(each["__typename"], each["reason"], each["at"]) for each in found]


def seen_at(ask: Ask, moments: Any, query: str, root: str, show: Callable[[Any], Any]) -> list[Any]:
    found = []
    for moment in moments:
        with clock.at(moment):
            found.append(show(ask(query)["data"][root]))
    return found


def status(client: Client, moment: datetime, path: str = "/randers/den/") -> int:
    with clock.at(moment):
        return client.get(path).status_code


# ── what each rule does, and the one line it leaves ─────────────────────────────────────────────────────────────────


def test_an_embargo(ask: Ask, client: Client, site: Any) -> None:
    page = a_story(published=False, slug="den")
    publishing.publish(page, at=THEN)
    token = token_of(ask)

    assert seen_at(ask, AROUND, STORY, "story", bool) == [False, True, True]
    assert [status(client, moment) for moment in AROUND] == [404, 200, 200]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "CREATED", THEN_TOLD)]
        assert ask(STORY)["data"]["story"]["publishedAt"] == THEN_TOLD


def test_a_scheduled_edit(ask: Ask, site: Any) -> None:
    page = a_story(slug="den", title="Nu")
    page.title = "Senere"
    publishing.publish(page, at=THEN)
    token = token_of(ask)

    assert seen_at(ask, AROUND, STORY, "story", lambda story: story["title"]) == ["Nu", "Senere", "Senere"]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "UPDATED", THEN_TOLD)]
        story = ask(STORY)["data"]["story"]
    assert (story["publishedAt"], story["updatedAt"]) == ("2026-11-18T08:00:00Z", THEN_TOLD)


def test_an_expiry(ask: Ask, client: Client, site: Any) -> None:
    a_story(slug="den", expire_at=THEN)
    token = token_of(ask)

    assert seen_at(ask, AROUND, STORY, "story", bool) == [True, False, False]
    assert [status(client, moment) for moment in AROUND] == [200, 410, 410]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Tombstone", "EXPIRED", THEN_TOLD)]


def test_a_deadline(ask: Ask, site: Any) -> None:
    a_fund(slug="den", deadline=THEN, apply_url="https://randers.example/puljen")
    token = token_of(ask)

    found = seen_at(ask, AROUND, TASK, "opportunity", lambda fund: (fund["lifecycle"], bool(fund["applyUrl"])))
    assert found == [("OPEN", True), ("CLOSED", False), ("CLOSED", False)]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "UPDATED", THEN_TOLD)]


def test_the_end_that_an_editor_gave(ask: Ask, site: Any) -> None:
    a_task(slug="den", valid_through=THEN, apply_url="https://randers.example/meld-dig")
    token = token_of(ask)

    found = seen_at(ask, AROUND, TASK, "opportunity", lambda task: (task["lifecycle"], bool(task["applyUrl"])))
    assert found == [("OPEN", True), ("EXPIRED", False), ("EXPIRED", False)]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "EXPIRED", THEN_TOLD)]


def test_the_end_of_the_last_occurrence(ask: Ask, site: Any) -> None:
    """Weekly on the clock of the place: three times, the last of which ends at the moment."""
    first = THEN - timedelta(days=14, hours=2)
    with clock.at(NOW - timedelta(days=20)):
        an_event(
            slug="den", starts_at=first, ends_at=first + timedelta(hours=2), rhythm="WEEKLY", repeats_until=THEN.date()
        )
    token = token_of(ask)

    found = seen_at(ask, AROUND, TASK, "opportunity", lambda event: event["lifecycle"])
    assert found == ["OPEN", "EXPIRED", "EXPIRED"]
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "EXPIRED", THEN_TOLD)]


def test_the_end_of_a_consent(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo(consent="GRANTED", consent_expires_at=THEN)
    a_story(slug="den", photo=photo)
    token = token_of(ask)
    found = ask(STORY)["data"]["story"]["image"]["photo"]
    path = found["rendition"]["url"].removeprefix("http://localhost:8000")
    by_id = f'{{ photo(id: "{found["id"]}") {{ alt }} }}'

    assert seen_at(ask, AROUND, STORY, "story", lambda story: bool(story["image"]["photo"])) == [True, False, False]
    assert seen_at(ask, AROUND, by_id, "photo", bool) == [True, False, False]
    for moment, expected in zip(AROUND, [200, 410, 410], strict=True):
        with clock.at(moment):
            response: Any = client.get(path)
            assert response.status_code == expected
            b"".join(response.streaming_content) if response.streaming else None
            assert (b"/photos/p_" in client.get("/randers/den/").content) is (expected == 200)
    with clock.at(THEN + SECOND):
        assert told(ask, token) == [("Upsert", "IMAGE_CONSENT_EXPIRED", THEN_TOLD)]
        assert ask(STORY)["data"]["story"]["updatedAt"] == THEN_TOLD


@pytest.mark.parametrize(
    ("days", "expected", "midnight"),
    [
        ({"valid_to": date(2026, 11, 19)}, ["sara@", "post@", "post@"], "2026-11-20T00:00:00+01:00"),
        ({"valid_from": date(2026, 11, 20)}, ["post@", "sara@", "sara@"], "2026-11-20T00:00:00+01:00"),
    ],
)
def test_a_contacts_days_begin_and_end_at_midnight_where_the_site_is(
    ask: Ask, site: Any, days: Any, expected: list[str], midnight: str
) -> None:
    a_contact(email="post@randers.example", role={"da": "Borgerservice"})
    own = a_contact(email="sara@randers.example", area="ELDERLY_CARE", **days)
    a_story(slug="den", contact=own)
    token, turns = token_of(ask), datetime.fromisoformat(midnight)

    found = seen_at(
        ask, (turns - SECOND, turns, turns + SECOND), STORY, "story", lambda story: story["contact"]["contact"]["email"]
    )
    assert [email.removesuffix("randers.example") for email in found] == expected
    with clock.at(turns + SECOND):
        assert told(ask, token) == [("Upsert", "UPDATED", "2026-11-19T23:00:00Z")]


@pytest.mark.parametrize(
    ("window", "turns", "before", "at"),
    [
        ("TODAY", "2026-11-20T00:00:00+01:00", [], ["fredag"]),
        ("TOMORROW", "2026-11-20T00:00:00+01:00", ["fredag"], ["lørdag"]),
        ("THIS_WEEKEND", "2026-11-23T00:00:00+01:00", ["søndag"], ["næste lørdag"]),
        ("THIS_WEEK", "2026-11-23T00:00:00+01:00", ["søndag"], ["næste lørdag"]),
    ],
)
def test_a_window_turns_at_midnight_where_the_site_is(
    ask: Ask, site: Any, window: str, turns: str, before: list[str], at: list[str]
) -> None:
    times = {"fredag": "2026-11-20", "lørdag": "2026-11-21", "søndag": "2026-11-22", "næste lørdag": "2026-11-28"}
    for title, day in times.items():
        starts_at = datetime.fromisoformat(f"{day}T23:00:00+01:00")
        ends_at = starts_at + timedelta(hours=1)
        an_event(title=title, starts_at=starts_at, ends_at=ends_at)
    query = f"{{ opportunities(filter: {{ window: {window} }}, order: SOONEST) {{ nodes {{ title }} }} }}"
    midnight = datetime.fromisoformat(turns)

    found = seen_at(
        ask,
        (midnight - SECOND, midnight, midnight + SECOND),
        query,
        "opportunities",
        lambda page: [node["title"] for node in page["nodes"]],
    )
    assert found == [before, at, at]


# ── once, whoever comes first ───────────────────────────────────────────────────────────────────────────────────────


def everything() -> None:
    """One of each rule, all due at the same moment."""
    publishing.publish(a_story(published=False, slug="embargo"), at=THEN)
    edited = a_story(slug="edit")
    edited.title = "Senere"
    publishing.publish(edited, at=THEN)
    a_story(slug="expiry", expire_at=THEN)
    a_fund(slug="deadline", deadline=THEN)
    a_task(slug="end", valid_through=THEN)
    a_story(slug="consent", photo=a_photo(consent="GRANTED", consent_expires_at=THEN))


EXPECTED = sorted(
    [
        ("Upsert", "CREATED", THEN_TOLD),
        ("Upsert", "UPDATED", THEN_TOLD),
        ("Upsert", "UPDATED", THEN_TOLD),
        ("Upsert", "EXPIRED", THEN_TOLD),
        ("Upsert", "IMAGE_CONSENT_EXPIRED", THEN_TOLD),
        ("Tombstone", "EXPIRED", THEN_TOLD),
    ]
)
FIRST: dict[str, Callable[[Ask, Client], Any]] = {
    "a mirror": lambda ask, client: None,
    "a list": lambda ask, client: ask("{ content { totalCount } }"),
    "a citizen": lambda ask, client: client.get("/randers/edit/"),
    "a feed": lambda ask, client: client.get("/feeds/changes.json"),
    "the worker": lambda ask, client: call_command("withdraw_expired", verbosity=0),
    "Wagtail's job": lambda ask, client: call_command("publish_scheduled"),
}


@pytest.mark.parametrize("who", FIRST)
def test_every_moment_is_told_once_whoever_comes_first(ask: Ask, client: Client, site: Any, who: str) -> None:
    everything()
    token = token_of(ask)  # of a mirror that has long passed the drafts' dates
    a_story(slug="senere-end-tokenet")
    with clock.at(THEN - SECOND):
        assert told(ask, token) == [("Upsert", "CREATED", "2026-11-18T08:00:00Z")]
        token = ask(CHANGES, after=token)["data"]["changes"]["nextToken"]

    with clock.at(THEN + timedelta(minutes=37)):
        FIRST[who](ask, client)
        assert sorted(told(ask, token)) == EXPECTED
        token = ask(CHANGES, after=token)["data"]["changes"]["nextToken"]
        lists = ask("{ content(order: TITLE) { nodes { title publishedAt updatedAt } } }")
        call_command("publish_scheduled")
        call_command("withdraw_expired", verbosity=0)
        assert told(ask, token) == []
        assert ask(CHANGES, after=token)["data"]["changes"]["nextToken"] == token
        assert ask("{ content(order: TITLE) { nodes { title publishedAt updatedAt } } }") == lists


def test_a_clock_set_back_takes_it_back_and_tells_it_again(ask: Ask, site: Any) -> None:
    publishing.publish(a_story(published=False, slug="den"), at=THEN)
    token = token_of(ask)

    def copy_at(moment: datetime) -> list[str]:
        nonlocal token
        with clock.at(moment):
            page = ask(CHANGES, after=token)["data"]["changes"]
            token = page["nextToken"]
            assert bool(ask(STORY)["data"]["story"]) is (moment >= THEN)
            return [each["__typename"] for each in page["changes"]]

    assert [copy_at(moment) for moment in (THEN, THEN - SECOND, THEN - SECOND, THEN, THEN + SECOND)] == [
        ["Upsert"],
        ["Tombstone"],
        [],
        ["Upsert"],
        [],
    ]


def test_moments_are_told_in_the_order_in_which_they_came(ask: Ask, site: Any) -> None:
    for days in (3, 1, 2):
        publishing.publish(a_story(published=False, title=f"Dag {days}"), at=NOW + timedelta(days=days))
    token = token_of(ask)

    with clock.at(NOW + timedelta(days=4)):
        page = ask(CHANGES, after=token)["data"]["changes"]["changes"]
    assert [(each["node"]["title"], each["at"]) for each in page] == [
        ("Dag 1", "2026-11-19T08:00:00Z"),
        ("Dag 2", "2026-11-20T08:00:00Z"),
        ("Dag 3", "2026-11-21T08:00:00Z"),
    ]
