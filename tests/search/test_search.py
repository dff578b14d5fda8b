"""What partners can rely on when they search."""

from datetime import timedelta
from typing import Any

import pytest

from content import clock, publishing
from content.models import Photo
from content.samples import a_photo, a_place, a_site, an_organisation
from content.words import Consent, Lifecycle, Purpose
from opportunities.samples import a_task, an_event
from search.samples import a_promotion, a_synonym
from stories.samples import a_story, an_initiative
from tests.conftest import Ask

SEARCH = """query ($query: String!, $filter: ContentFilter, $languages: [String!], $first: Int, $after: String) {
  search(query: $query, filter: $filter, languages: $languages, first: $first, after: $after) {
    totalCount didYouMean nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor snippets { field text matches { start end } } } } }"""


def found(ask: Ask, query: str, **variables: Any) -> list[str]:
    """The titles that a search finds, in its order; the total must agree."""
    result = ask(SEARCH, query=query, **variables)["data"]["search"]
    titles = [node["title"] for node in result["nodes"]]
    assert result["totalCount"] == len(titles)
    return titles


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{text}</p>") for text in texts]


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Langå", "langaa"),
        ("Langå", "LANGA"),
        ("Aabenraa", "åbenrå"),
        ("børn", "born"),
        ("børn", "boern"),
        ("ældre", "aeldre"),
        ("møde", "möde"),
        ("café", "cafe"),
        ("Bogvenner", "bogven"),
        ("Bogven", "bogvenner"),
        ("Fodboldhold", "fodbold"),
        ("Fodboldhold", "hold"),
        ("Julestjerner", "jul"),
        ("Stien", "sti"),
        ("søen", "sø"),
        ("Medborgerskab", "medborger"),
        ("§ 18-midler", "paragraf 18"),
        ("paragraf 18", "§18"),
        ("børn", "barn"),
    ],
)
def test_people_write_a_word_in_many_ways(ask: Ask, site: Any, said: str, asked: str) -> None:
    a_story(title="En anden")
    a_story(title=said)

    assert found(ask, asked) == [said]


@pytest.mark.parametrize(
    ("said", "asked"),
    [("får", "far"), ("Langsomt", "Langå"), ("mode", "møde"), ("Forening", "for"), ("1918", "18")],
)
def test_what_only_looks_alike_is_another_word(ask: Ask, site: Any, said: str, asked: str) -> None:
    a_story(title=said, summary="Andet", body=[])

    assert found(ask, asked) == []


def test_bokmaal_and_nynorsk_find_each_other(ask: Ask) -> None:
    site = a_site("vinje", "nn")
    a_story(title="Foreiningar og ungdommar", site=site, language="nn")
    a_story(title="Foreninger og ungdom", site=site, language="nb")

    for query in ("forening ungdom", "foreining ungdommar", "foreninger ungdommene", "lag ungdom"):
        assert set(found(ask, query)) == {"Foreiningar og ungdommar", "Foreninger og ungdom"}, query


def test_all_words_must_be_there_unless_no_item_has_them_all(ask: Ask, site: Any) -> None:
    a_story(title="Kaffe og kage")
    a_story(title="Kaffe og te")

    assert found(ask, "kaffe kage") == ["Kaffe og kage"]
    assert found(ask, "kaffe limonade") == []
    assert found(ask, "hvor er der kaffe, kage og limonade") == ["Kaffe og kage"]


@pytest.mark.parametrize(
    "query", ['"; drop table', "a & | !", "{{7*7}}", "(park", "😀😀", "og i på", "%_%", "\\'--", "()()"]
)
def test_any_punctuation_is_text(ask: Ask, site: Any, query: str) -> None:
    a_story(title="Noget helt andet")

    assert found(ask, query) == []


@pytest.mark.parametrize(("query", "length"), [("", 0), ("  x ", 1), ("x" * 201, 201)])
def test_a_query_has_from_2_to_200_characters(ask: Ask, site: Any, query: str, length: int) -> None:
    for asked in ("{ search(query: $query) { totalCount } }", "{ suggest(query: $query) { text } }"):
        error = ask("query ($query: String!) " + asked, errors=True, query=query)["errors"][0]

        assert error["message"] == (
            f"query has {length} characters. It must have from 2 to 200, not counting blanks around it."
        )
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "query"}


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_title_over_summary_over_body_over_small_print(ask: Ask, site: Any) -> None:
    a_story(title="I det små", body=[("call_to_action", {"label": "Se bålet", "url": "https://x.example"})])
    a_story(title="I teksten", body=paragraphs("Vi tænder et bål."))
    a_story(title="I resumeet", summary="Et bål i skoven.")
    a_story(title="Bål", summary="I overskriften.")

    assert found(ask, "bål") == ["Bål", "I resumeet", "I teksten", "I det små"]


def test_exact_over_inflected_over_folded_over_compound(ask: Ask, site: Any) -> None:
    for title in ("Møllebygger", "Mølle", "Molle", "Møllen"):
        a_story(title=title)

    assert found(ask, "molle") == ["Molle", "Mølle", "Møllen", "Møllebygger"]
    assert found(ask, "mølle") == ["Mølle", "Møllen", "Møllebygger"]


def test_open_before_full_and_recent_before_old(ask: Ask, site: Any) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        a_task(title="Gammel opgave")
    with clock.at(clock.now() - timedelta(days=1)):
        a_task(title="Ny opgave")
    a_task(title="Fuld opgave", lifecycle=Lifecycle.FULL)
    a_task(title="Lukket opgave", lifecycle=Lifecycle.CLOSED)

    assert found(ask, "opgave") == ["Ny opgave", "Gammel opgave", "Fuld opgave"]
    everything = {"lifecycle": ["OPEN", "FULL", "CLOSED"]}
    assert found(ask, "opgave", filter=everything) == ["Ny opgave", "Gammel opgave", "Fuld opgave", "Lukket opgave"]


def test_pages_follow_each_other_without_gap_or_repetition(ask: Ask, site: Any) -> None:
    for number in range(23):
        a_story(title=f"Bål nummer {number}", body=paragraphs("Frivillige ved bålet") if number % 2 else [])
    for query in ("bål", "bålet nummer"):
        whole = [node["title"] for node in ask(SEARCH, query=query, first=100)["data"]["search"]["nodes"]]
        assert len(whole) == 23
        read: list[str] = []
        after = None
        while True:
            page = ask(SEARCH, query=query, first=5, after=after)["data"]["search"]
            read += [node["title"] for node in page["nodes"]]
            assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert read == whole


def test_a_cursor_belongs_to_its_search(ask: Ask, site: Any) -> None:
    a_story(title="Bål")
    cursor = ask(SEARCH, query="bål")["data"]["search"]["edges"][0]["cursor"]

    for query, after in (("bålet", cursor), ("bål", "x"), ("bål", cursor[:-4])):
        error = ask(SEARCH, errors=True, query=query, after=after)["errors"][0]
        assert error["extensions"]["code"] == "CURSOR_INVALID"


# ── snippets, facets, filters ───────────────────────────────────────────────────────────────────────────────────────


def test_a_snippet_is_plain_text_and_says_where_the_words_stand(ask: Ask, site: Any) -> None:
    long = "Der står meget andet først. " * 20
    a_story(
        title="😀 Bålet",
        summary="Intet her.",
        body=paragraphs(f"{long}Så tænder <b>børnene</b> bål &amp; synger. {long}"),
    )

    title, text = ask(SEARCH, query="bål børn")["data"]["search"]["edges"][0]["snippets"]

    assert title == {"field": "TITLE", "text": "😀 Bålet", "matches": [{"start": 3, "end": 8}]}  # as JavaScript counts
    assert text["field"] == "BODY"
    assert len(text["text"]) <= 201
    assert "tænder børnene bål & synger" in text["text"]
    assert [text["text"][each["start"] : each["end"]] for each in text["matches"]] == ["børnene", "bål"]


def test_where_only_a_name_was_found_the_snippet_is_the_beginning(ask: Ask, site: Any) -> None:
    a_story(title="Torvet", summary="Om et torv.", places=[a_place(name="Langå")])

    assert ask(SEARCH, query="langaa")["data"]["search"]["edges"][0]["snippets"] == [
        {"field": "SUMMARY", "text": "Om et torv.", "matches": []}
    ]


def test_filters_and_facets_hold_within_a_search(ask: Ask, site: Any) -> None:
    a_story(title="Bål i skoven", primary_area="CULTURE_LEISURE")
    a_story(title="Noget andet", primary_area="CULTURE_LEISURE")
    an_initiative(title="Bål på stranden")
    query = """query ($filter: ContentFilter) { search(query: "bål", filter: $filter) {
      totalCount nodes { title } facets(fields: [TYPE, AREA]) { values { value count } } } }"""

    answer = ask(query, filter={"types": ["STORY"]})["data"]["search"]
    assert answer == {
        "totalCount": 1,
        "nodes": [{"title": "Bål i skoven"}],
        "facets": [
            {"values": [{"value": "Initiative", "count": 1}, {"value": "Story", "count": 1}]},
            {"values": [{"value": "CULTURE_LEISURE", "count": 1}]},
        ],
    }


def test_a_search_is_about_the_language_that_is_served(ask: Ask, site: Any) -> None:
    danish = a_story(title="Bålet i skoven")
    a_story(title="The campfire", language="en", translation_of=danish)

    assert found(ask, "campfire") == []
    assert found(ask, "campfire", languages=["en"]) == ["The campfire"]
    assert found(ask, "bål", languages=["en"]) == []
    assert found(ask, "bål", languages=["nb", "da"]) == ["Bålet i skoven"]


# ── what one may see ────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_known_of_what_is_not_public_now(ask: Ask, site: Any) -> None:
    now = clock.now()
    publishing.publish(a_story(title="Hemmelighed i morgen", published=False), at=now + timedelta(days=1))
    a_story(title="Hemmelighed i går", expire_at=now + timedelta(minutes=1))
    a_story(title="Hemmelighed i kladde", published=False)
    publishing.unpublish(a_story(title="Hemmelighed trukket tilbage"))
    a_story(title="Andet")
    suggest = "{ suggest(query: %s) { kind text } }"

    with clock.at(now + timedelta(minutes=1)):
        for query in ("hemmelighed", "hemmelighde", "trukket", "kladde"):
            result = ask(SEARCH, query=query)["data"]["search"]
            assert (result["totalCount"], result["nodes"], result["didYouMean"]) == (0, [], None)
            assert ask(suggest % f'"{query}"')["data"]["suggest"] == []
    with clock.at(now + timedelta(days=1)):
        assert found(ask, "hemmelighed") == ["Hemmelighed i morgen"]


def test_what_is_private_is_not_found(ask: Ask, site: Any) -> None:
    page = a_story(title="Lukket fest")
    assert found(ask, "lukket fest") == ["Lukket fest"]
    page.view_restrictions.create(restriction_type="login")

    assert found(ask, "lukket fest") == []


def test_an_edit_is_found_at_once_and_what_it_replaced_is_not(ask: Ask, site: Any) -> None:
    page = a_story(title="Bål")
    page.title = "Lejrsang"
    publishing.publish(page)

    assert found(ask, "lejrsang") == ["Lejrsang"]
    assert found(ask, "bål") == []


def test_a_photos_words_go_with_its_consent(ask: Ask, site: Any) -> None:
    photo = a_photo(consent=Consent.GRANTED, alt={"da": "Et barn med medalje"}, caption={"da": "Malthe vandt"})
    own_only = a_photo(
        consent=Consent.GRANTED, purposes=[Purpose.OWN_WEBSITE.value], alt={"da": "Kun på egen side: pokalen"}
    )
    a_story(title="Stævnet", photo=photo, body=[("photo", {"photo": own_only, "caption": "Rasmus smiler"})])

    assert found(ask, "medalje") == ["Stævnet"]
    assert found(ask, "pokalen") == []  # not for partners
    assert found(ask, "rasmus") == []
    publishing.withdraw_consent(Photo.objects.get(pk=photo.pk))
    assert found(ask, "medalje") == []
    assert found(ask, "malthe") == []


def test_a_renamed_place_is_found_by_its_new_name_in_the_next_answer(ask: Ask, site: Any) -> None:
    place, organisation = a_place(name="Gamle Havn"), an_organisation(name="Roklubben Skjold")
    an_event(title="Stævne", venue=place, organisations=[organisation])

    assert found(ask, "havn") == ["Stævne"]
    assert found(ask, "roklub") == ["Stævne"]
    assert found(ask, "skjold") == ["Stævne"]
    place.name = "Nordkajen"
    place.save()
    assert found(ask, "havn") == []
    assert found(ask, "nordkaj") == ["Stævne"]


# ── editors ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_synonym_counts_in_the_next_search(ask: Ask, site: Any) -> None:
    a_story(title="Genbrugsmarked")
    assert found(ask, "loppetorv") == []

    synonym = a_synonym("loppetorv", "genbrugsmarked", "brugt er bedst")
    assert found(ask, "loppetorvet") == ["Genbrugsmarked"]
    assert found(ask, "brugt er bedst") == ["Genbrugsmarked"]
    synonym.delete()
    assert found(ask, "loppetorv") == []


def test_a_promoted_page_comes_first_while_readers_can_see_it(ask: Ask, site: Any) -> None:
    a_story(title="Tilskud til alle")
    page = a_story(title="Sådan søger du")
    a_promotion("tilskud", page)

    assert found(ask, "Tilskuddet") == ["Sådan søger du", "Tilskud til alle"]
    assert found(ask, "tilskud cykel") == []
    publishing.unpublish(page)
    assert found(ask, "tilskud") == ["Tilskud til alle"]


# ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────────

SUGGEST = """query ($query: String!, $site: String, $languages: [String!], $first: Int) {
  suggest(query: $query, site: $site, languages: $languages, first: $first) {
    kind text place { name } organisation { name } term { code } } }"""


def suggested(ask: Ask, query: str, **variables: Any) -> list[tuple[str, str]]:
    return [(each["kind"], each["text"]) for each in ask(SUGGEST, query=query, **variables)["data"]["suggest"]]


def test_what_is_typed_is_completed_from_names_and_titles(ask: Ask, site: Any) -> None:
    place = a_place(name="Langå")
    a_story(title="Torvet i Langå", places=[place], organisations=[an_organisation(name="Langå lokalråd")])
    a_story(title="Langt ude", actors=["LOCAL_COUNCIL"])

    assert suggested(ask, "lang") == [
        ("PLACE", "Langå"),
        ("ORGANISATION", "Langå lokalråd"),
        ("TITLE", "Langt ude"),
        ("TITLE", "Torvet i Langå"),
    ]
    assert suggested(ask, "torvet i la", first=1) == [("TITLE", "Torvet i Langå")]
    assert suggested(ask, "lokalr", languages=["da"]) == [("ORGANISATION", "Langå lokalråd"), ("TERM", "lokalråd")]
    assert ask(SUGGEST, query="langaa")["data"]["suggest"][0]["place"] == {"name": "Langå"}


def test_names_that_lead_to_nothing_are_not_suggested(ask: Ask, site: Any) -> None:
    page = a_story(title="Torvet", places=[a_place(name="Langå")])
    a_place(name="Langeland")

    assert suggested(ask, "lang") == [("PLACE", "Langå")]
    publishing.unpublish(page)
    assert suggested(ask, "lang") == []


def test_suggestions_keep_to_the_site_that_was_asked_for(ask: Ask, site: Any) -> None:
    a_story(title="Bål i Randers")
    a_story(title="Bål i Vinje", site=a_site("vinje", "nn"))

    assert suggested(ask, "bål", site="vinje") == [("TITLE", "Bål i Vinje")]
    assert ask(SUGGEST, errors=True, query="bål", site="oslo")["errors"][0]["extensions"]["argument"] == "site"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fodblodhold", "fodboldhold"),
        ("fodbldhold", "fodboldhold"),
        ("foodboldhold", "fodboldhold"),
        ("Vorp", "Vorup"),
        ("fodblodhold i Vorup", "fodboldhold i Vorup"),
        ("fodboldhold", None),
        ("helikopter", None),
    ],
)
def test_a_slip_of_the_finger_is_put_right_where_that_finds_something(
    ask: Ask, site: Any, typed: str, meant: str | None
) -> None:
    a_story(title="Fodboldhold i Vorup")

    result = ask(SEARCH, query=typed)["data"]["search"]
    assert (result["didYouMean"] or "").lower() == (meant or "").lower()
    if meant:
        assert result["totalCount"] == 0
        assert suggested(ask, typed)[0][0] == "DID_YOU_MEAN"


def test_a_search_costs_as_many_statements_for_fifty_as_for_one(
    ask: Ask, site: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(50):
        a_story(title=f"Bål nummer {number}")
    query = '{ search(query: "bål", first: 50) { nodes { title } } }'
    suggest = '{ suggest(query: "bål") { text } }'
    ask(query)

    with django_assert_max_num_queries(4):  # the log's newest number, the words, the hits, the entries
        assert len(ask(query)["data"]["search"]["nodes"]) == 50
    with django_assert_max_num_queries(2):
        ask(suggest)
