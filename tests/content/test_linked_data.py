"""Linked data: search engines are told what readers are told, in the words of schema.org, and nothing more."""

import json
import re
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from content import clock, ids, publishing
from content.samples import a_photo, a_place, a_site, a_term, an_organisation
from opportunities.samples import a_consultation, a_facility, a_fund, a_task, an_event, an_exchange
from stories.samples import a_story, an_initiative
from tests.conftest import NOW, Ask

SAMPLES: dict[str, Any] = {
    name: sample for app in settings.API_APPS for name, sample in import_module(f"{app}.samples").SAMPLES.items()
}
TYPES = {  # by type in the API
    "Story": "NewsArticle",
    "Initiative": "Project",
    "VolunteerTask": "JobPosting",
    "Event": "Event",
    "Exchange": "Offer",
    "Consultation": "GovernmentService",
    "Funding": "MonetaryGrant",
    "Facility": "Place",
}
QUERY = "query ($id: ID!, $languages: [String!]) { node(id: $id, languages: $languages) { ... on Content { jsonLd } } }"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
RANDERS = {
    "@type": "GovernmentOrganization",
    "name": "Randers Kommune",
    "url": "http://localhost:8000/randers/",
}
EVERYWHERE = {"@type": "AdministrativeArea", "name": "Randers Kommune"}
SATURDAY = datetime.fromisoformat("2026-11-21T10:00:00+01:00")


def written(ask: Ask, page: Page, **variables: Any) -> str:
    """The field as it is sent."""
    found: str = ask(QUERY, id=ids.public_id(ids.ITEM, page.translation_key), **variables)["data"]["node"]["jsonLd"]
    return found


def told(ask: Ask, page: Page, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(ask, page, **variables))
    return found


def on_page(client: Client, path: str) -> list[dict[str, Any]]:
    """What stands in the page's script elements for machines."""
    page = client.get(path, headers={"host": "localhost:8000"}).content.decode()
    return [json.loads(found) for found in SCRIPT.findall(page)]


# ── every content type ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_content_type_has_its_type_its_name_and_its_address(ask: Ask, site: Any, name: str) -> None:
    found = told(ask, SAMPLES[name](title="Kom med", summary="Vi begynder på lørdag.", slug="kom-med"))

    shared = {key: found[key] for key in ("@context", "@type", "name", "description", "url")}
    assert shared == {
        "@context": "https://schema.org",
        "@type": TYPES[name],
        "name": "Kom med",
        "description": "Vi begynder på lørdag.",
        "url": "http://localhost:8000/randers/kom-med/",
    }


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_its_page_says_the_same_once(ask: Ask, client: Client, site: Any, name: str) -> None:
    page = SAMPLES[name](slug="kom-med")

    assert on_page(client, "/randers/kom-med/") == [told(ask, page)]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_is_not_known_is_left_out(ask: Ask, site: Any, name: str) -> None:
    text = written(ask, SAMPLES[name]())

    assert not re.search(r':(null|""|\[\]|\{\})', text)
    assert "image" not in json.loads(text)


def test_a_page_that_is_gone_says_nothing(client: Client, site: Any) -> None:
    publishing.unpublish(a_story(slug="vaek"))

    assert on_page(client, "/randers/vaek/") == []


# ── safe ────────────────────────────────────────────────────────────────────────────────────────────────────────────

NASTY = "</script><!-- <script>alert(1)&amp;\u2028\u2029"


def test_no_title_ends_the_script_element(ask: Ask, client: Client, site: Any) -> None:
    page = a_story(title=NASTY, summary=NASTY, tags=[NASTY], slug="ond")

    assert not re.search("[<>&\u2028\u2029]", written(ask, page))
    assert told(ask, page)["headline"] == NASTY
    assert [found["headline"] for found in on_page(client, "/randers/ond/")] == [NASTY]


# ── stories and initiatives ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_story_is_news_of_the_municipality(ask: Ask, site: Any) -> None:
    page = a_story(title="Torvet", summary="Langå tegnede selv.", slug="torvet", tags=["byrum"], topic="TOWN_SQUARE")
    with clock.at(NOW + timedelta(days=1)):
        publishing.publish(page)

    assert told(ask, page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "name": "Torvet",
        "headline": "Torvet",
        "description": "Langå tegnede selv.",
        "url": "http://localhost:8000/randers/torvet/",
        "datePublished": "2026-11-18T09:00:00+01:00",
        "dateModified": "2026-11-19T09:00:00+01:00",
        "inLanguage": "da",
        "publisher": RANDERS,
        "author": RANDERS,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "about": [{"@type": "DefinedTerm", "name": "TOWN_SQUARE", "termCode": "TOWN_SQUARE"}],
        "keywords": ["byrum"],
    }


def test_a_story_is_about_those_who_did_it_where_they_did_it(ask: Ask, site: Any) -> None:
    place = a_place(name="Stationspladsen", address="Stationspladsen 1, 8870 Langå")
    organisation = an_organisation(name="Langå Lokalråd", website="https://langaa.example/")
    found = told(ask, a_story(places=[place], organisations=[organisation]))

    assert found["about"] == [
        {"@type": "Organization", "name": "Langå Lokalråd", "url": "https://langaa.example/"},
    ]
    assert found["contentLocation"] == [
        {"@type": "Place", "name": "Stationspladsen", "address": "Stationspladsen 1, 8870 Langå"},
    ]


def test_dates_have_the_offset_of_their_season(ask: Ask, site: Any) -> None:
    with clock.at(datetime.fromisoformat("2026-07-01T10:00:00Z")):
        page = a_story()

    assert told(ask, page)["datePublished"] == "2026-07-01T12:00:00+02:00"


def test_a_text_that_may_not_be_reused_names_no_licence(ask: Ask, site: Any) -> None:
    assert "license" not in told(ask, a_story(licence="ALL_RIGHTS"))


def test_words_are_in_the_language_of_the_text(ask: Ask, site: Any) -> None:
    a_term("STORY_TOPIC", "TREES", da="træer", en="trees")
    page = a_story(topic="TREES")

    found = told(ask, page, languages=["en", "da"])
    assert found["inLanguage"] == "da"
    assert found["about"][0]["name"] == "træer"


def test_an_initiative_is_a_project_of_its_members(ask: Ask, site: Any) -> None:
    page = an_initiative(title="Fælles have", summary="Naboer dyrker.", slug="have", organisations=[an_organisation()])

    found = told(ask, page)
    assert found["@type"] == "Project"
    assert found["member"] == {"@type": "Organization", "name": page.page_organisations.first().organisation.name}
    assert found["location"] == EVERYWHERE
    assert found["mainEntityOfPage"] == {
        "@type": "WebPage",
        "url": "http://localhost:8000/randers/have/",
        "datePublished": "2026-11-18T09:00:00+01:00",
        "dateModified": "2026-11-18T09:00:00+01:00",
        "inLanguage": "da",
        "publisher": RANDERS,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_is_told_with_its_size_its_words_and_its_photographer(ask: Ask, site: Any) -> None:
    photo = a_photo(width=1600, height=1200, alt={"da": "Et torv"}, credit="Mina Holm", licence="CC0")
    found = told(ask, a_story(photo=photo))["image"]

    assert found.pop("url").startswith("http://localhost:8000/photos/")
    assert found == {
        "@type": "ImageObject",
        "width": 1200,
        "height": 630,
        "description": "Et torv",
        "creditText": "Mina Holm",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    }


@pytest.mark.parametrize(
    ("purposes", "in_api", "on_site"),
    [
        (["OWN_WEBSITE", "PARTNER_SITES"], False, False),
        (["OWN_WEBSITE", "SOCIAL_MEDIA"], False, True),
        (["PARTNER_SITES", "SOCIAL_MEDIA"], True, False),
    ],
)
def test_a_picture_needs_consent_for_social_media_and_for_where_it_is_told(
    ask: Ask, client: Client, site: Any, purposes: list[str], in_api: bool, on_site: bool
) -> None:
    page = a_story(photo=a_photo(consent="GRANTED", purposes=purposes), slug="med-foto")

    assert ("image" in told(ask, page)) is in_api
    assert ("image" in on_page(client, "/randers/med-foto/")[0]) is on_site


def test_a_picture_goes_when_consent_does(ask: Ask, site: Any) -> None:
    photo = a_photo(consent="GRANTED", consent_expires_at=NOW + timedelta(days=1))
    page = a_story(photo=photo)

    assert "image" in told(ask, page)
    with clock.at(NOW + timedelta(days=1)):
        assert "image" not in told(ask, page)


# ── tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_task_is_a_volunteers_job(ask: Ask, site: Any) -> None:
    organisation = an_organisation(name="Repair Café Vorup", website="https://vorup.example/")
    until = datetime.fromisoformat("2027-04-01T00:00:00+02:00")
    page = a_task(title="Reparatør", organisations=[organisation], valid_through=until, places_left=3)

    found = told(ask, page)
    assert {key: value for key, value in found.items() if key not in ("mainEntityOfPage", "description", "url")} == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "name": "Reparatør",
        "title": "Reparatør",
        "employmentType": "VOLUNTEER",
        "datePosted": "2026-11-18T09:00:00+01:00",
        "validThrough": "2027-04-01T00:00:00+02:00",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Repair Café Vorup",
            "url": "https://vorup.example/",
        },
        "jobLocation": EVERYWHERE,
        "totalJobOpenings": 3,
    }
    assert found["mainEntityOfPage"]["expires"] == "2027-04-01T00:00:00+02:00"


def test_without_an_organisation_it_is_the_municipalitys(ask: Ask, site: Any) -> None:
    assert told(ask, a_task())["hiringOrganization"] == RANDERS


def test_nobody_is_named_where_only_the_sort_of_actor_is_known(ask: Ask, site: Any) -> None:
    assert "hiringOrganization" not in told(ask, a_task(actors=["ASSOCIATION"]))


def test_an_online_task_has_no_place(ask: Ask, site: Any) -> None:
    found = told(ask, a_task(scope="ONLINE", places=[a_place()]))

    assert found["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in found


def test_the_deadline_counts_where_it_comes_first(ask: Ask, site: Any) -> None:
    page = a_task(deadline=SATURDAY, valid_through=SATURDAY + timedelta(days=9))

    assert told(ask, page)["validThrough"] == "2026-11-21T10:00:00+01:00"


@pytest.mark.parametrize("lifecycle", ["CLOSED", "CANCELLED"])
def test_what_an_editor_closed_is_valid_no_longer_than_that(ask: Ask, site: Any, lifecycle: str) -> None:
    page = a_task(valid_through=NOW + timedelta(days=90))
    page.lifecycle = lifecycle
    with clock.at(NOW + timedelta(days=2)):
        publishing.publish(page)
    with clock.at(NOW + timedelta(days=3)):
        found = told(ask, page)

    assert found["validThrough"] == "2026-11-20T09:00:00+01:00"
    assert found["mainEntityOfPage"]["expires"] == "2026-11-20T09:00:00+01:00"


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_has_local_times_and_a_place_on_the_map(ask: Ask, site: Any) -> None:
    town = a_place(name="Vorup", level="LOCALITY")
    venue = a_place(name="Vorup, ved banen", address="Banevej 2", latitude=56.44, longitude=10.015, within=town)
    page = an_event(title="Plant et træ", slug="trae", starts_at=SATURDAY, venue=venue, cost="FREE", min_age=7)

    found = told(ask, page)
    assert {key: value for key, value in found.items() if key not in ("mainEntityOfPage", "description")} == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Plant et træ",
        "url": "http://localhost:8000/randers/trae/",
        "startDate": "2026-11-21T10:00:00+01:00",
        "endDate": "2026-11-21T12:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Vorup, ved banen",
            "address": "Banevej 2",
            "geo": {"@type": "GeoCoordinates", "latitude": 56.44, "longitude": 10.015},
            "containedInPlace": {"@type": "Place", "name": "Vorup"},
        },
        "organizer": RANDERS,
        "isAccessibleForFree": True,
        "typicalAgeRange": "7-",
    }
    assert found["mainEntityOfPage"]["expires"] == "2026-11-21T12:00:00+01:00"


@pytest.mark.parametrize(("cost", "free"), [("FREE", True), ("PAID", False), ("UNKNOWN", None)])
def test_whether_it_is_free_is_said_where_it_is_known(ask: Ask, site: Any, cost: str, free: bool | None) -> None:
    found = told(ask, an_event(cost=cost))

    assert found.get("isAccessibleForFree") is free
    assert "offers" not in found


@pytest.mark.parametrize("lifecycle", ["CANCELLED", "POSTPONED"])
def test_a_cancelled_or_postponed_event_says_so_and_keeps_its_time(ask: Ask, site: Any, lifecycle: str) -> None:
    found = told(ask, an_event(starts_at=SATURDAY, lifecycle=lifecycle))

    assert found["eventStatus"] == f"https://schema.org/Event{lifecycle.capitalize()}"
    assert found["startDate"] == "2026-11-21T10:00:00+01:00"


def test_a_moved_event_says_when_it_was_to_begin(ask: Ask, site: Any) -> None:
    found = told(ask, an_event(starts_at=SATURDAY, previous_start=SATURDAY - timedelta(days=7)))

    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2026-11-14T10:00:00+01:00"
    assert found["startDate"] == "2026-11-21T10:00:00+01:00"


def test_an_event_that_moved_online_no_longer_has_a_venue(ask: Ask, site: Any) -> None:
    found = told(ask, an_event(slug="paa-nettet", is_moved_online=True, venue=a_place()))

    assert found["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"] == {"@type": "VirtualLocation", "url": "http://localhost:8000/randers/paa-nettet/"}


def test_a_series_tells_its_next_dates_and_which_are_cancelled(ask: Ask, site: Any) -> None:
    began = datetime.fromisoformat("2026-10-21T17:00:00+02:00")
    page = an_event(title="Repair Café", slug="cafe", starts_at=began, rhythm="WEEKLY", repeats_until=date(2026, 12, 2))
    page.opportunity_dates.create(day=date(2026, 11, 25), is_cancelled=True)
    publishing.publish(page)

    found = told(ask, page)
    assert found["startDate"] == "2026-10-21T17:00:00+02:00"
    assert found["endDate"] == "2026-12-02T19:00:00+01:00"
    assert found["subEvent"] == [
        {
            "@type": "Event",
            "name": "Repair Café",
            "url": "http://localhost:8000/randers/cafe/",
            "startDate": f"2026-{day}T17:00:00+01:00",
            "endDate": f"2026-{day}T19:00:00+01:00",
            "eventStatus": f"https://schema.org/Event{status}",
        }
        for day, status in [("11-18", "Scheduled"), ("11-25", "Cancelled"), ("12-02", "Scheduled")]
    ]


def test_a_long_series_tells_ten_dates(ask: Ask, site: Any) -> None:
    page = an_event(starts_at=SATURDAY, rhythm="WEEKLY", repeats_until=date(2027, 11, 20))

    assert len(told(ask, page)["subEvent"]) == 10


# ── offers and needs ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_offer_says_what_by_whom_and_whether_it_is_to_be_had(ask: Ask, site: Any) -> None:
    found = told(ask, an_exchange(direction="OFFER", organisations=[an_organisation(name="Tømrer Holm")]))

    assert found["@type"] == "Offer"
    assert found["itemOffered"] == [{"@type": "Service", "name": "lokaler"}]
    assert found["offeredBy"] == {"@type": "Organization", "name": "Tømrer Holm"}
    assert found["availability"] == "https://schema.org/InStock"
    assert found["validFrom"] == "2026-11-18T09:00:00+01:00"


def test_a_need_is_a_demand_of_those_who_seek(ask: Ask, site: Any) -> None:
    found = told(ask, an_exchange(direction="NEED", organisations=[an_organisation(name="Spejderne")]))

    assert found["@type"] == "Demand"
    assert found["@reverse"] == {"seeks": {"@type": "Organization", "name": "Spejderne"}}
    assert found.keys() & {"offeredBy", "availability"} == set()


@pytest.mark.parametrize(
    ("lifecycle", "availability"), [("FULL", "SoldOut"), ("PAUSED", "OutOfStock"), ("CANCELLED", "Discontinued")]
)
def test_an_offer_that_is_not_to_be_had_says_so(ask: Ask, site: Any, lifecycle: str, availability: str) -> None:
    found = told(ask, an_exchange(lifecycle=lifecycle))

    assert found["availability"] == f"https://schema.org/{availability}"


def test_an_offer_expires_on_the_second(ask: Ask, site: Any) -> None:
    page = an_exchange(valid_through=SATURDAY)

    with clock.at(SATURDAY - timedelta(seconds=1)):
        assert told(ask, page)["availability"] == "https://schema.org/InStock"
    with clock.at(SATURDAY):
        assert told(ask, page)["availability"] == "https://schema.org/Discontinued"


# ── hearings, funds, premises ───────────────────────────────────────────────────────────────────────────────────────


def test_a_consultation_is_a_service_until_its_deadline(ask: Ask, site: Any) -> None:
    page = a_consultation(deadline=SATURDAY, apply_url="https://hoering.example/")

    found = told(ask, page)
    assert found["serviceType"] == "forhøring"
    assert found["provider"] == RANDERS
    assert found["areaServed"] == EVERYWHERE
    assert found["availableChannel"] == {"@type": "ServiceChannel", "serviceUrl": "https://hoering.example/"}
    assert found["hoursAvailable"] == {
        "@type": "OpeningHoursSpecification",
        "validFrom": "2026-11-18T09:00:00+01:00",
        "validThrough": "2026-11-21T10:00:00+01:00",
    }
    with clock.at(SATURDAY):
        assert "availableChannel" not in told(ask, page)


def test_a_fund_says_how_much_and_until_when_one_can_apply(ask: Ask, site: Any) -> None:
    page = a_fund(max_grant=40_000, opens_at=NOW, deadline=SATURDAY, apply_url="https://pulje.example/")

    found = told(ask, page)
    assert found["funder"] == RANDERS
    assert found["amount"] == {"@type": "MonetaryAmount", "maxValue": 40_000, "currency": "DKK"}
    assert found["potentialAction"] == {
        "@type": "ApplyAction",
        "target": "https://pulje.example/",
        "startTime": "2026-11-18T09:00:00+01:00",
        "endTime": "2026-11-21T10:00:00+01:00",
    }
    with clock.at(SATURDAY):
        assert "potentialAction" not in told(ask, page)


def test_a_facility_is_a_venue_with_its_hours(ask: Ask, site: Any) -> None:
    venue = a_place(name="Medborgerhuset", latitude=56.458, longitude=10.033)
    page = a_facility(venue=venue, capacity=40, booking_url="https://book.example/")
    page.hours.create(weekday=1, opens=time(16), closes=time(21, 30))
    publishing.publish(page)

    found = told(ask, page)
    geo = {"@type": "GeoCoordinates", "latitude": 56.458, "longitude": 10.033}
    assert found["@type"] == "EventVenue"
    assert found["maximumAttendeeCapacity"] == 40
    assert found["geo"] == geo
    assert found["containedInPlace"] == {"@type": "Place", "name": "Medborgerhuset", "geo": geo}
    assert found["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": "16:00",
            "closes": "21:30",
        }
    ]
    assert found["potentialAction"] == {"@type": "ReserveAction", "target": "https://book.example/"}


def test_times_are_those_of_the_items_own_municipality(ask: Ask, site: Any) -> None:
    page = an_event(site=a_site("vinje", "nn", time_zone="Atlantic/Reykjavik"), starts_at=SATURDAY)

    assert told(ask, page)["startDate"] == "2026-11-21T09:00:00+00:00"
