"""What citizens can rely on, whatever page they are on."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from content import clock
from content.samples import a_photo, a_place, a_site
from content.words import Consent, Known, Lifecycle, Purpose
from home.samples import a_front_page, a_guide, an_index, an_info_page
from opportunities.samples import SAMPLES as OPPORTUNITIES
from opportunities.samples import a_task, an_event
from stories.samples import SAMPLES as STORIES
from stories.samples import a_story

HOST = {"host": "randers.localhost:8000"}


@pytest.fixture
def front(db: None) -> Any:
    return a_front_page(a_site(feedback_email="frivillig@randers.example"), title="Frivillig i Randers")


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=HOST)
    assert answer.status_code == status
    return answer.content.decode()


def words(html: str) -> str:
    """What one reads on the page itself, between its header and its footer."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("make", [*STORIES.values(), *OPPORTUNITIES.values(), an_index, an_info_page, a_guide])
def test_every_page_is_lawful_reading(front: Any, client: Client, make: Any) -> None:
    """No cookie, no third party, no inline style; one heading, a language, a place to skip to."""
    page = make(slug="siden")

    answer = client.get("/siden/", headers=HOST)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert html.count("<h1") == 1
    assert page.title in html
    assert '<html lang="da">' in html
    assert 'href="#page"' in html
    assert ' style="' not in html
    assert "<style" not in html
    sources = re.findall(r'\b(?:src|srcset)="([^"]+)"', html) + re.findall(
        r'<link rel="stylesheet" href="([^"]+)"', html
    )
    assert all(source.startswith(("/", "http://randers.localhost:8000/")) for source in sources)


def test_what_is_missing_leads_on(front: Any, client: Client) -> None:
    an_index(title="Gode historier")

    html = read(client, "/findes-ikke/", 404)

    assert "Den side findes ikke" in html
    assert "Gode historier" in words(html)


def test_a_cancelled_event_says_so_and_why(front: Any, client: Client) -> None:
    an_event(
        slug="traeer", lifecycle=Lifecycle.CANCELLED, lifecycle_reason="Varsel om storm", apply_url="https://x.example"
    )

    said = words(read(client, "/traeer/"))

    assert "Aflyst Varsel om storm" in said
    assert "Meld dig til" not in said


def test_unknown_is_neither_yes_nor_no(front: Any, client: Client) -> None:
    venue = a_place(wheelchair=Known.YES, toilet=Known.NO)
    an_event(slug="fest", venue=venue)

    said = words(read(client, "/fest/"))

    assert "Adgang for kørestol: ja" in said
    assert "Handicaptoilet: nej" in said
    assert "Ved ikke : teleslynge, stille rum, letlæst materiale" in said


def test_a_series_shows_the_dates_that_are_cancelled(front: Any, client: Client) -> None:
    starts_at = clock.now() + timedelta(days=1)
    page = a_task(
        slug="hver-uge", starts_at=starts_at, rhythm="WEEKLY", repeats_until=(starts_at + timedelta(weeks=9)).date()
    )
    page.opportunity_dates.create(day=(starts_at + timedelta(weeks=1)).date(), is_cancelled=True)
    page.save_revision().publish()

    said = words(read(client, "/hver-uge/"))

    assert "Hver uge til og med 21. januar 2027" in said
    assert "Torsdag 26. november kl. 09.00 aflyst" in said
    assert "6 datoer mere" in said


def test_social_media_get_no_picture_that_was_not_meant_for_them(front: Any, client: Client) -> None:
    own_only = a_photo(consent=Consent.GRANTED, purposes=[Purpose.OWN_WEBSITE.value])
    a_story(slug="ulven", photo=own_only)

    html = read(client, "/ulven/")

    assert "og:image" not in html
    assert "<picture>" in html


def test_a_story_ends_with_what_one_can_join(front: Any, client: Client) -> None:
    langaa, vorup = a_place(name="Langå"), a_place(name="Vorup")
    a_story(slug="torvet", places=[langaa])
    a_task(title="Plant et træ", places=[langaa])
    a_task(title="Spil med", places=[vorup])

    said = words(read(client, "/torvet/"))

    assert "Plant et træ" in said
    assert "Spil med" not in said


def test_a_page_costs_the_same_however_much_it_lists(
    front: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    an_index(slug="historier")
    for _number in range(14):
        a_story()
    read(client, "/historier/")

    with django_assert_max_num_queries(8):
        html = read(client, "/historier/")

    assert html.count('<article class="card') == 12
    assert "after=" in html
