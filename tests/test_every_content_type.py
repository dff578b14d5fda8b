"""Promises that hold for every content type, including the next."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from content import ids, publishing
from content.checks import page_types
from content.models import Change, ContentPage
from content.samples import a_photo, a_place, an_organisation
from graphql_api.schema import schema
from tests.conftest import Ask

SAMPLES: dict[str, Any] = {
    name: sample for app in settings.API_APPS for name, sample in import_module(f"{app}.samples").SAMPLES.items()
}
CONTENT_TYPES = [model for model in page_types() if issubclass(model, ContentPage)]
NAMES = sorted(SAMPLES)

ANY = "{ content(first: 100) { totalCount nodes { __typename id title } } }"
BY_ID = "query ($id: ID!) { node(id: $id) { __typename ... on Content { title } } }"


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest, site: Any) -> Any:
    return SAMPLES[request.param]


def test_there_is_a_sample_of_each() -> None:
    assert sorted(model.type_name for model in CONTENT_TYPES) == NAMES


@pytest.mark.parametrize("model", CONTENT_TYPES, ids=lambda model: model.__name__)
def test_the_schema_describes_it_in_the_words_of_its_docstring(model: type[ContentPage]) -> None:
    described = schema.get_type_by_name(model.type_name)

    assert described is not None
    assert described.description == (model.__doc__ or "").strip()


INTERNAL = {  # model fields that readers get under another name
    "page_ptr": "Wagtail's own",
    "settings_in": "settings",
    "photo": "photos, and image by purpose",
    "body": "a column of its own",
    "rhythm": "recurrenceRule and occurrences",
    "repeats_until": "recurrenceRule and occurrences",
    "valid_through": "validThrough",
    "minutes": "commitment",
    "commitment_note": "commitment",
    "cost_note": "cost",
    "expenses_covered": "cost",
    "need_as_of": "need",
    "need_evidence": "need",
    "places_total": "need",
    "places_left": "need",
    "currency": "maxGrant",
    "is_moved_online": "eventStatus",
    "reach_count": "reach",
    "reach_unit": "reach",
    "reach_is_approximate": "reach",
    **dict.fromkeys(("wheelchair", "hearing_loop", "toilet", "quiet_space", "easy_read"), "accessibility"),
}


def test_every_field_reaches_readers_or_is_listed_with_where_it_goes(sample: Any) -> None:
    page = sample()
    written = {_snake(key) for key in page.document()} | page.columns().keys()
    fields = {field.name for field in page._meta.local_fields}

    assert fields - INTERNAL.keys() - written == set()


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def test_published_it_is_in_the_mixed_list_and_under_its_id(ask: Ask, sample: Any) -> None:
    page = sample(title="Det her er nyt")

    answer = ask(ANY)["data"]["content"]
    assert answer["totalCount"] == 1
    assert answer["nodes"][0] | {"id": ""} == {"__typename": page.type_name, "id": "", "title": "Det her er nyt"}
    assert ask(BY_ID, id=answer["nodes"][0]["id"])["data"]["node"] == {
        "__typename": page.type_name,
        "title": "Det her er nyt",
    }


def test_a_draft_stays_with_the_editors(ask: Ask, client: Client, sample: Any) -> None:
    page = sample(published=False, slug="kladde")

    assert ask(ANY)["data"]["content"] == {"totalCount": 0, "nodes": []}
    assert client.get("/randers/kladde/").status_code == 404
    assert not Change.objects.filter(uid=page.translation_key).exists()


def test_an_edit_stays_with_the_editors_until_it_is_published(ask: Ask, sample: Any) -> None:
    page = sample(title="Som den var")
    page.title = "Som den bliver"
    page.save_revision(clean=False)

    assert ask(ANY)["data"]["content"]["nodes"][0]["title"] == "Som den var"
    publishing.publish(page)
    assert ask(ANY)["data"]["content"]["nodes"][0]["title"] == "Som den bliver"


def test_what_is_unpublished_is_gone_everywhere(ask: Ask, client: Client, sample: Any) -> None:
    page = sample(slug="snart-vaek")
    sample(related=[page])
    publishing.unpublish(page)

    remaining = "{ content { totalCount nodes { related { title } } } }"
    assert ask(remaining)["data"]["content"] == {"totalCount": 1, "nodes": [{"related": []}]}
    assert ask(BY_ID, id=ids.public_id(ids.ITEM, page.translation_key))["data"]["node"] is None
    assert client.get("/randers/snart-vaek/").status_code == 410


def test_the_log_tells_each_step_once(sample: Any) -> None:
    page = sample()
    page.title = "Med et andet navn"
    publishing.publish(page)
    publishing.unpublish(page)
    page.__class__.objects.get(pk=page.pk).delete()

    lines = Change.objects.filter(uid=page.translation_key).order_by("number")
    assert list(lines.values_list("reason", "subject", "site", "language")) == [
        ("CREATED", page.type_name, "randers", "da"),
        ("UPDATED", page.type_name, "randers", "da"),
        ("UNPUBLISHED", page.type_name, "randers", "da"),
    ]


def test_deleting_what_is_published_says_deleted(sample: Any, ask: Ask) -> None:
    page = sample()
    page.delete()

    last = Change.objects.filter(uid=page.translation_key).order_by("number").last()
    assert last is not None
    assert last.reason == "DELETED"
    assert ask(ANY)["data"]["content"]["totalCount"] == 0


def test_its_page_shows_its_title_once_as_heading(client: Client, sample: Any) -> None:
    sample(title="Overskriften står her", slug="siden")

    page = client.get("/randers/siden/").content.decode()
    assert page.count("<h1") == 1
    assert "Overskriften står her</h1>" in page


def test_a_photo_without_consent_never_leaves(ask: Ask, client: Client, sample: Any) -> None:
    photo = a_photo(consent="PENDING", alt={"da": "Et barn, ingen må se"}, caption={"da": "Hemmeligt navn"})
    body = [("photo", {"photo": photo, "caption": "Hemmeligt navn"}), ("paragraph", "<p>Tekst</p>")]
    sample(photo=photo, body=body, slug="med-foto")

    query = "{ content { nodes { image { photo { alt } isFallback } body { html plainText blocks { text } } } } }"
    assert ask(query)["data"]["content"]["nodes"] == [
        {
            "image": {"photo": None, "isFallback": False},
            "body": {"html": "<p>Tekst</p>", "plainText": "Tekst", "blocks": [{"text": "Tekst"}]},
        }
    ]
    page = client.get("/randers/med-foto/").content.decode()
    assert "ingen må se" not in page
    assert "Hemmeligt navn" not in page


LIST = """{ content(first: 50) { nodes { title summary url jsonLd
  primaryArea { label } areas { label } places { name } organisations { name } contact { contact { email } }
  image { photo { alt rendition(preset: CARD) { url width height } } }
  body { html } related { title url } translations { url } breadcrumbs { title } language { available } } } }"""


def test_fifty_cost_as_many_statements_as_one(ask: Ask, sample: Any, django_assert_num_queries: Any) -> None:
    photo, place, organisation = a_photo(), a_place(), an_organisation()
    more = {"photo": photo, "places": [place], "organisations": [organisation], "primary_area": "CULTURE_LEISURE"}
    first = sample(**more)
    sample(**more, related=[first])
    ask(LIST)  # the snapshot is warm, and the plan has learned what it needs
    with django_assert_num_queries(5) as counted:
        ask(LIST)
    few = len(counted)
    for _number in range(10):
        sample(**more, related=[first])
    ask(LIST)

    with django_assert_num_queries(few):
        ask(LIST)
