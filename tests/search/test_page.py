"""What citizens can rely on when they search a site."""

import re
from typing import Any

import pytest
from django.test import Client

from content import clock, publishing
from content.samples import a_place, a_site
from home.samples import a_front_page, a_guide, an_index
from opportunities.samples import a_task
from search.models import MissedSearch
from stories.samples import a_story
from tests.home.test_pages import HOST, read, words


@pytest.fixture
def front(db: None) -> Any:
    return a_front_page(a_site(), title="Frivillig i Randers")


def test_a_result_says_what_where_when_and_shows_the_words(front: Any, client: Client) -> None:
    a_story(title="Bålet i skoven", summary="Vi sang ved bålet.", places=[a_place(name="Langå")])

    html = read(client, "/soeg/?q=b%C3%A5l")

    assert "<mark>Bålet</mark> i skoven" in html
    assert "Vi sang ved <mark>bålet</mark>." in html
    assert "18. november 2026 Langå" in words(html)
    assert 'value="bål"' in html


def test_it_is_lawful_reading_and_remembers_nothing(front: Any, client: Client) -> None:
    answer = client.get("/soeg/?q=bål", headers=HOST)
    html = answer.content.decode()

    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"
    assert html.count("<h1") == 1
    assert ' style="' not in html
    assert re.findall(r"<script[^>]*>", html) == ['<script src="/static/search/suggest.js" defer>']
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/sok/?q=b%C3%A5l", "http://randers.localhost:8000/soeg/?q=b%C3%A5l"),
        ("/da/soeg/", "http://randers.localhost:8000/soeg/"),
        ("/en/soeg/", "http://randers.localhost:8000/en/search/"),
        ("/nb/search/", "http://randers.localhost:8000/nb/sok/"),
    ],
)
def test_each_language_has_its_own_address(front: Any, client: Client, path: str, leads_to: str) -> None:
    answer = client.get(path, headers=HOST)

    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert client.get(leads_to.removeprefix("http://randers.localhost:8000"), headers=HOST).status_code == 200


def test_every_page_has_the_field_and_so_has_a_missing_one(front: Any, client: Client) -> None:
    for path, status in (("/", 200), ("/findes-ikke/", 404)):
        assert 'role="search" action="http://randers.localhost:8000/soeg/"' in read(client, path, status)
    assert (
        'action="http://localhost:8000/randers/soeg/"'
        in client.get("/randers/", headers={"host": "localhost:8000"}).content.decode()
    )
    assert client.get("/randers/soeg/", headers={"host": "localhost:8000"}).status_code == 200


def test_a_page_may_be_called_search(front: Any, client: Client) -> None:
    index = an_index(title="Historier", slug="historier")
    a_story(title="Min søgen", slug="search", under=index)

    assert "Min søgen" in words(read(client, "/historier/search/"))


def test_results_can_be_narrowed_to_a_kind(front: Any, client: Client) -> None:
    a_story(title="Bål i skoven")
    a_task(title="Hent brænde til bålet")
    a_guide(title="Forsikring ved bål")

    everything, tasks = (
        words(read(client, "/soeg/?q=b%C3%A5l")),
        words(read(client, "/soeg/?q=b%C3%A5l&kind=OPPORTUNITIES")),
    )

    assert "3" in everything
    assert [title in everything for title in ("Bål i skoven", "Hent brænde", "Forsikring ved")] == [True] * 3
    assert [title in tasks for title in ("Bål i skoven", "Hent brænde", "Forsikring ved")] == [False, True, False]


def test_only_this_site_and_only_what_may_be_seen(front: Any, client: Client) -> None:
    a_story(title="Bål i Vinje", site=a_site("vinje", "nn"))
    publishing.unpublish(a_story(title="Bål fra i går"))

    said = words(read(client, "/soeg/?q=b%C3%A5l"))

    assert "Bål i Vinje" not in said
    assert "Bål fra i går" not in said


def test_many_results_come_in_pages(front: Any, client: Client) -> None:
    for number in range(14):
        a_story(title=f"Bål nummer {number}")

    first = read(client, "/soeg/?q=b%C3%A5l")
    following = re.search(r'rel="next" href="http://randers.localhost:8000([^"]+)"', first)
    assert following is not None
    second = read(client, following[1].replace("&amp;", "&"))

    titles = [re.findall(r"nummer (\d+)", words(html)) for html in (first, second)]
    assert [len(found) for found in titles] == [12, 2]
    assert len({*titles[0], *titles[1]}) == 14
    assert client.get("/soeg/?q=b%C3%A5l&after=gammel", headers=HOST).status_code == 200


def test_a_mistyped_word_leads_on(front: Any, client: Client) -> None:
    a_story(title="Fodboldhold i Vorup")

    assert '<a href="http://randers.localhost:8000/soeg/?q=fodboldhold">' in read(client, "/soeg/?q=fodblodhold")


@pytest.mark.parametrize("query", ["", "x", "%20", "%00", "<script>alert(1)</script>", "%FF%FE", "å" * 3000, "{{7*7}}"])
def test_odd_queries_are_only_text(front: Any, client: Client, query: str) -> None:
    html = client.get(f"/soeg/?q={query}", headers=HOST)

    assert html.status_code == 200
    assert "<script>alert" not in html.content.decode()
    assert "49" not in words(html.content.decode())


def test_suggestions_are_texts_of_this_site(front: Any, client: Client) -> None:
    a_story(title="Bål i skoven", places=[a_place(name="Bålpladsen")])
    a_story(title="Bål i Vinje", site=a_site("vinje", "nn"))

    answer = client.get("/soeg/suggest.json?q=b%C3%A5l", headers=HOST)
    assert answer.json() == ["Bålpladsen", "Bål i skoven"]
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get("/soeg/suggest.json?q=b", headers=HOST).json() == []


def test_a_page_of_results_costs_the_same_however_many(
    front: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        a_story(title=f"Bål nummer {number}")
    read(client, "/soeg/?q=b%C3%A5l")

    with django_assert_max_num_queries(7):
        read(client, "/soeg/?q=b%C3%A5l")


# ── searches without result ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_not_found_is_counted_without_anything_about_people(front: Any, client: Client) -> None:
    for query in ("helikopter", "Helikopter", "helikopter", "010190-1234", "jens@mail.example", "27 34 56 78"):
        client.get("/soeg/", {"q": query}, headers=HOST)
    client.get("/soeg/", {"q": "min nabo Jens Hansen fra Vorup er syg"}, headers=HOST)

    assert list(MissedSearch.objects.values_list("day", "query", "count")) == [(clock.now().date(), "helikopter", 3)]
    assert [field.name for field in MissedSearch._meta.get_fields()] == ["id", "day", "query", "count"]


def test_an_editor_sees_what_is_often_missed_and_adds_a_synonym(front: Any, editor: Client, client: Client) -> None:
    a_story(title="Drone over byen")
    for _time in range(3):
        client.get("/soeg/", {"q": "helikopter"}, headers=HOST)
    client.get("/soeg/", {"q": "sjælden"}, headers=HOST)

    report = editor.get("/admin/search/missed/").content.decode()
    assert "helikopter" in report
    assert "sjælden" not in report
    address = re.search(r'href="([^"]+synonym/add/\?query=helikopter)"', report)
    assert address is not None
    assert 'value="helikopter"' in editor.get(address[1]).content.decode()
    editor.post(address[1], {"words": "helikopter, drone"})

    assert "Drone over byen" in words(read(client, "/soeg/?q=helikopter"))


def test_the_report_is_for_editors(front: Any, client: Client) -> None:
    assert client.get("/admin/search/missed/").status_code == 302
