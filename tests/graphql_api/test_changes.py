"""`changes`, as a partner who keeps a mirror sees it; and the same log as RPDE and as one long file."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.core.management import call_command
from django.test import Client

from content import clock, ids, log, publishing
from content.models import Change
from content.samples import a_contact, a_photo, a_site, a_term, an_organisation
from opportunities.samples import a_fund, a_task
from stories.samples import a_story
from tests.conftest import NOW, Ask

QUERY = """query ($after: String, $first: Int, $filter: ChangeFilter, $languages: [String!], $fallback: Fallback,
    $since: DateTime) {
  changes(after: $after, first: $first, filter: $filter, languages: $languages, fallback: $fallback, since: $since) {
    nextToken latestToken hasMore changes {
      ... on Upsert { reason at node { title } }
      ... on Tombstone { reason at id typename replacedBy } } } }"""


def lines(ask: Ask, **asked: Any) -> tuple[list[tuple[str, str]], str]:
    """What happened, as (reason, title or gone type), and the token to go on from."""
    page = ask(QUERY, **asked)["data"]["changes"]
    told = [(each["reason"], each["node"]["title"] if "node" in each else each["typename"]) for each in page["changes"]]
    return told, page["nextToken"]


def refusal(ask: Ask, **asked: Any) -> tuple[str, str]:
    error = ask(QUERY, errors=True, **asked)["errors"][0]
    return error["extensions"]["code"], error["message"]


# ── one item, one line ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_read_gives_everything_and_the_next_what_is_new(ask: Ask, site: Any) -> None:
    a_story(title="Ældst")
    story = a_story(title="Torvet")
    told, token = lines(ask)
    assert told == [("CREATED", "Ældst"), ("CREATED", "Torvet")]

    story.title = "Det nye torv"
    publishing.publish(story)
    assert lines(ask, after=token)[0] == [("UPDATED", "Det nye torv")]


def test_an_item_comes_once_however_often_it_changed(ask: Ask, site: Any) -> None:
    story, _other = a_story(title="Én"), a_story(title="To")
    for title in ("Anden", "Tredje"):
        story.title = title
        publishing.publish(story)

    assert lines(ask)[0] == [("CREATED", "To"), ("UPDATED", "Tredje")]


def test_pages_of_one_give_what_a_page_of_hundred_gives(ask: Ask, site: Any) -> None:
    for number in range(5):
        a_story(title=f"Nummer {number}")
    found, token, has_more = [], None, True
    while has_more:
        page = ask(QUERY, first=1, after=token)["data"]["changes"]
        found += page["changes"]
        token, has_more = page["nextToken"], page["hasMore"]

    assert found == ask(QUERY)["data"]["changes"]["changes"]
    assert len(found) == 5


def test_when_nothing_is_new_the_page_is_empty_and_the_token_stays(ask: Ask, site: Any) -> None:
    a_story()
    _told, token = lines(ask)

    assert lines(ask, after=token) == ([], token)
    an_organisation()  # shown by nobody
    assert lines(ask, after=token) == ([], token)


def test_a_saved_draft_tells_nobody(ask: Ask, site: Any) -> None:
    story = a_story()
    _told, token = lines(ask)
    story.title = "En kladde"
    story.save_revision()

    assert lines(ask, after=token) == ([], token)


# ── tombstones ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_withdrawn_leaves_a_tombstone_with_id_type_time_and_reason_and_nothing_else(
    ask: Ask, site: Any
) -> None:
    story = a_story(title="Må ikke nævnes", slug="maa-ikke-naevnes")
    _told, token = lines(ask)
    with clock.at(NOW + timedelta(minutes=3)):
        publishing.unpublish(story)
        page = ask(QUERY, after=token)["data"]["changes"]

    assert page["changes"] == [
        {
            "reason": "UNPUBLISHED",
            "at": "2026-11-18T08:03:00Z",
            "id": ids.public_id(ids.ITEM, story.translation_key),
            "typename": "Story",
            "replacedBy": None,
        }
    ]


def test_a_mirror_that_begins_now_hears_nothing_of_what_was_withdrawn_before(ask: Ask, site: Any) -> None:
    publishing.unpublish(a_story())
    a_story(title="Findes")

    assert lines(ask)[0] == [("CREATED", "Findes")]


def test_what_is_withdrawn_while_a_mirror_reads_its_first_pages_is_told_too(ask: Ask, site: Any) -> None:
    first, _second = a_story(title="Første"), a_story(title="Anden")
    told, token = lines(ask, first=1)
    publishing.unpublish(first)

    assert told == [("CREATED", "Første")]
    assert lines(ask, after=token)[0] == [("CREATED", "Anden"), ("UNPUBLISHED", "Story")]


def test_a_translation_that_goes_leaves_the_item_in_another_language(ask: Ask, site: Any) -> None:
    danish = a_story(title="Torvet")
    a_story(title="The square", language="en", translation_of=danish)
    _told, token = lines(ask)
    _told, strict = lines(ask, languages=["da"], fallback="NONE")
    publishing.unpublish(danish)

    assert lines(ask, after=token)[0] == [("UNPUBLISHED", "The square")]
    gone = ask(QUERY, after=strict, languages=["da"], fallback="NONE")["data"]["changes"]["changes"]
    assert [each["replacedBy"].endswith(f"/en/{'storypage'}-") for each in gone] == [False]
    assert gone[0]["replacedBy"].startswith("http://localhost:8000/randers/en/")


# ── filters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_filter_keeps_to_types_sites_and_kinds(ask: Ask, site: Any) -> None:
    a_story(title="Historie")
    a_task(title="Opgave")
    a_story(title="Soge", site=a_site("vinje", language="nn"))
    publishing.unpublish(a_story())

    assert lines(ask, filter={"types": ["STORY"]})[0] == [("CREATED", "Historie"), ("CREATED", "Soge")]
    assert lines(ask, filter={"sites": ["vinje"]})[0] == [("CREATED", "Soge")]
    assert lines(ask, filter={"kinds": ["VOLUNTEER_ROLE"]})[0] == [("CREATED", "Opgave")]


def test_a_filter_that_matches_nothing_gives_an_empty_page_and_the_same_token(ask: Ask, site: Any) -> None:
    a_site("vinje", language="nn")
    filter_ = {"sites": ["vinje"]}
    _told, token = lines(ask, filter=filter_)
    publishing.unpublish(a_story())
    a_story()

    assert lines(ask, after=token, filter=filter_) == ([], token)


def test_an_item_that_stops_matching_comes_as_a_tombstone(ask: Ask, site: Any) -> None:
    task = a_task(title="Opgave")
    kinds, states = {"kinds": ["VOLUNTEER_ROLE"]}, {"lifecycle": ["OPEN"]}
    by_kind, by_state = lines(ask, filter=kinds)[1], lines(ask, filter=states)[1]
    task.kind, task.lifecycle = "ONE_OFF_TASK", "CLOSED"
    publishing.publish(task)

    assert lines(ask, after=by_kind, filter=kinds)[0] == [("UPDATED", "VolunteerTask")]
    assert lines(ask, after=by_state, filter=states)[0] == [("UPDATED", "VolunteerTask")]


def test_what_time_takes_out_of_a_filter_comes_as_a_tombstone_at_that_moment(ask: Ask, site: Any) -> None:
    closes = NOW + timedelta(days=2)
    a_fund(title="Puljen", deadline=closes)
    states = {"lifecycle": ["OPEN", "FULL"]}
    _told, token = lines(ask, filter=states)
    with clock.at(closes - timedelta(seconds=1)):
        assert lines(ask, after=token, filter=states) == ([], token)
    with clock.at(closes):
        page = ask(QUERY, after=token, filter=states)["data"]["changes"]["changes"]
        assert [(each["reason"], each["at"]) for each in page] == [("UPDATED", "2026-11-20T08:00:00Z")]
        assert lines(ask, after=token, filter=states)[0] == [("UPDATED", "Funding")]


# ── what an item shows ──────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_shows_a_renamed_association_a_term_or_a_photo_is_told(ask: Ask, site: Any) -> None:
    club, photo = an_organisation(name="Vorup IF"), a_photo(consent="GRANTED")
    area = a_term("AREA", "CULTURE_LEISURE")
    a_story(title="Viser", organisations=[club], photo=photo, primary_area="CULTURE_LEISURE")
    a_story(title="Viser ikke")
    things: list[tuple[Any, str, Any]] = [
        (club, "name", "Vorup Idræt"),
        (area, "labels", {"da": "Fritid"}),
        (photo, "credit", "Anna"),
    ]
    for thing, name, value in things:
        _told, token = lines(ask)
        setattr(thing, name, value)
        thing.save()
        assert lines(ask, after=token)[0] == [("UPDATED", "Viser")]
    _told, token = lines(ask)
    publishing.withdraw_consent(photo)
    assert lines(ask, after=token)[0] == [("IMAGE_CONSENT_WITHDRAWN", "Viser")]


def test_saving_an_association_as_it_was_tells_nobody(ask: Ask, site: Any) -> None:
    club = an_organisation()
    a_story(organisations=[club])
    _told, token = lines(ask)
    newest = log.state().newest
    club.save()

    assert lines(ask, after=token) == ([], token)
    assert log.state().newest == newest


def test_a_contact_that_ends_at_midnight_is_told_at_midnight(ask: Ask, site: Any) -> None:
    a_contact(valid_to=date(2026, 11, 18))
    a_story(title="Spørg")
    _told, token = lines(ask)
    midnight = NOW.replace(hour=0) + timedelta(days=1)
    with clock.at(midnight - timedelta(seconds=1)):
        assert lines(ask, after=token) == ([], token)
    with clock.at(midnight):
        assert lines(ask, after=token)[0] == [("UPDATED", "Spørg")]


# ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_embargo_reaches_a_consumer_who_has_long_passed_the_drafts_date(ask: Ask, site: Any) -> None:
    lifts = NOW + timedelta(days=2)
    draft = a_story(title="Embargo", published=False)
    publishing.publish(draft, at=lifts)
    with clock.at(lifts - timedelta(days=1)):
        a_story(title="Imens")
        told, token = lines(ask)
        assert told == [("CREATED", "Imens")]
    with clock.at(lifts + timedelta(hours=5)):  # nobody has asked, no job has run
        page = ask(QUERY, after=token)["data"]["changes"]["changes"]
        assert [(each["reason"], each["at"], each["node"]["title"]) for each in page] == [
            ("CREATED", "2026-11-20T08:00:00Z", "Embargo")
        ]
        _told, token = lines(ask, after=token)
        call_command("publish_scheduled")
        assert lines(ask, after=token) == ([], token)


def test_what_is_due_comes_in_order_before_what_an_editor_does_next(ask: Ask, site: Any) -> None:
    a_story(title="Udløber", expire_at=NOW + timedelta(hours=1))
    _told, token = lines(ask)
    with clock.at(NOW + timedelta(hours=2)):
        a_story(title="Ny")
        page = ask(QUERY, after=token)["data"]["changes"]["changes"]

    assert [(each["reason"], each["at"]) for each in page] == [
        ("EXPIRED", "2026-11-18T09:00:00Z"),
        ("CREATED", "2026-11-18T10:00:00Z"),
    ]


def test_a_clock_set_back_takes_back_and_tells_again(ask: Ask, site: Any) -> None:
    lifts = NOW + timedelta(hours=1)
    publishing.publish(a_story(title="Embargo", published=False), at=lifts)
    _told, token = lines(ask)
    with clock.at(lifts):
        told, later = lines(ask, after=token)
        assert told == [("CREATED", "Embargo")]
    assert lines(ask, after=later)[0] == [("UPDATED", "Story")]  # a tombstone: it is not there yet
    later = lines(ask, after=later)[1]
    with clock.at(lifts):
        assert lines(ask, after=later)[0] == [("CREATED", "Embargo")]


# ── tokens ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["", "x", "0", "1.0.abc", "~", "å" * 2000, "1.0.802a8ba76f1d~AAAA"])
def test_a_token_that_is_not_ours_is_refused(ask: Ask, site: Any, token: str) -> None:
    code, message = refusal(ask, after=token)

    assert code == "CURSOR_INVALID"
    assert message.startswith("This is not a token of ours")


def test_a_token_that_was_cut_or_changed_is_refused(ask: Ask, site: Any) -> None:
    _told, token = lines(ask)

    assert refusal(ask, after=token[:-1])[0] == "CURSOR_INVALID"
    assert refusal(ask, after="f" + token[1:])[0] == "CURSOR_INVALID"


def test_a_token_of_another_filter_or_language_is_refused(ask: Ask, site: Any) -> None:
    _told, token = lines(ask)

    assert refusal(ask, after=token, filter={"types": ["STORY"]})[0] == "CURSOR_INVALID"
    assert refusal(ask, after=token, languages=["en"])[0] == "CURSOR_INVALID"


def test_a_token_of_a_longer_log_is_expired(ask: Ask, site: Any) -> None:
    a_story()
    _told, token = lines(ask)
    Change.objects.filter(number=log.state().newest).delete()

    code, message = refusal(ask, after=token)
    assert code == "CURSOR_EXPIRED"
    assert "Start again from a full read" in message


def test_after_ninety_days_a_token_may_be_too_old_and_a_full_read_helps(ask: Ask, site: Any) -> None:
    stays, goes = a_story(title="Bliver"), a_story(title="Går")
    _told, token = lines(ask)
    publishing.unpublish(goes)
    with clock.at(NOW + timedelta(days=90)):
        assert log.prune() == 0
        assert lines(ask, after=token)[0] == [("UNPUBLISHED", "Story")]
    with clock.at(NOW + timedelta(days=90, seconds=1)):
        assert log.prune() > 0
        code, message = refusal(ask, after=token)
        assert (code, "Start again from a full read" in message) == ("CURSOR_EXPIRED", True)
        assert lines(ask)[0] == [("CREATED", "Bliver")]
    assert stays.live


def test_the_log_may_not_be_pruned_before_ninety_days(site: Any) -> None:
    with pytest.raises(ValueError, match="90 days"):
        log.prune(timedelta(days=30))


def test_latest_token_taken_before_a_full_read_lets_nothing_fall_between(ask: Ask, site: Any) -> None:
    story = a_story(title="Før")
    latest = ask(QUERY)["data"]["changes"]["latestToken"]
    ask("{ stories { nodes { title } } }")
    publishing.unpublish(story)

    assert lines(ask, after=latest)[0] == [("UNPUBLISHED", "Story")]


def test_since_begins_at_a_moment(ask: Ask, site: Any) -> None:
    a_story(title="Før")
    with clock.at(NOW + timedelta(hours=1)):
        a_story(title="På slaget")
        assert lines(ask, since="2026-11-18T10:00:00+01:00")[0] == [("CREATED", "På slaget")]
        _told, token = lines(ask)

    assert refusal(ask, since="2026-11-18T10:00:00")[0] == "BAD_USER_INPUT"
    assert refusal(ask, since="2026-11-18T10:00:00Z", after=token)[0] == "BAD_USER_INPUT"


@pytest.mark.parametrize(("first", "code"), [(0, "BAD_USER_INPUT"), (-1, "BAD_USER_INPUT"), (101, "PAGE_TOO_LARGE")])
def test_a_page_has_from_one_to_a_hundred_changes(ask: Ask, site: Any, first: int, code: str) -> None:
    assert refusal(ask, first=first)[0] == code


def test_unknown_sites_and_kinds_are_named(ask: Ask, site: Any) -> None:
    assert refusal(ask, filter={"sites": ["atlantis"]}) == (
        "BAD_USER_INPUT",
        "There is no site 'atlantis'. Sites here: randers.",
    )
    assert refusal(ask, filter={"kinds": ["PARTY"]})[0] == "UNKNOWN_TERM"


# ── RPDE and NDJSON ─────────────────────────────────────────────────────────────────────────────────────────────────


def feed(client: Client, address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_the_rpde_feed_pages_to_an_empty_page_whose_next_is_itself(client: Client, site: Any) -> None:
    for number in range(3):
        a_story(title=f"Nummer {number}")
    address, items = "http://testserver/feeds/changes.json?limit=2", []
    page = feed(client, address)
    while page["items"]:
        items += page["items"]
        assert page["next"].startswith("http://testserver/feeds/changes.json?limit=2&after=")
        assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"
        address, page = page["next"], feed(client, page["next"])

    assert page["next"] == address
    assert [(item["state"], item["kind"], item["data"]["headline"]) for item in items] == [
        ("updated", "Story", f"Nummer {number}") for number in range(3)
    ]
    numbers = [item["modified"] for item in items]
    assert numbers == sorted(set(numbers))


def test_a_deleted_item_has_no_data(client: Client, site: Any) -> None:
    story = a_story()
    address = feed(client, "/feeds/changes.json")["next"]
    publishing.unpublish(story)
    (item,) = feed(client, address)["items"]

    assert {name: item[name] for name in item if name != "modified"} == {
        "state": "deleted",
        "kind": "Story",
        "id": ids.public_id(ids.ITEM, story.translation_key),
    }


def test_the_dump_gives_everything_and_ends_with_the_token_to_go_on_from(client: Client, site: Any) -> None:
    stories = [a_story(title=f"Nummer {number}") for number in range(103)]
    *items, last = [orjson.loads(line) for line in client.get("/feeds/content.ndjson").getvalue().splitlines()]
    publishing.unpublish(stories[0])

    assert [item["data"]["headline"] for item in items] == [story.title for story in stories]
    assert parse_qs(urlsplit(last["next"]).query) == {"after": [last["nextToken"]]}
    assert [item["state"] for item in feed(client, last["next"])["items"]] == ["deleted"]


def test_the_feeds_take_the_same_filters_and_refuse_what_they_do_not_know(client: Client, site: Any) -> None:
    a_story(title="Historie")
    a_task(title="Opgave")

    page = feed(client, "/feeds/changes.json?types=Story&sites=randers&languages=da,en")
    assert [item["kind"] for item in page["items"]] == ["Story"]
    for query, code in (
        ("types=Party", "BAD_USER_INPUT"),
        ("sites=atlantis", "BAD_USER_INPUT"),
        ("limit=0", "BAD_USER_INPUT"),
        ("limit=1e3", "BAD_USER_INPUT"),
        ("limit=101", "PAGE_TOO_LARGE"),
        ("kinds=PARTY", "UNKNOWN_TERM"),
        ("colour=red", "BAD_USER_INPUT"),
        ("after=x", "CURSOR_INVALID"),
    ):
        response = client.get(f"/feeds/changes.json?{query}")
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, code), query
