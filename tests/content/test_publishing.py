"""From editor to reader: moves, privacy, deletes, what things are called, and the log of it all."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from content import publishing
from content.models import Change, Entry
from content.samples import a_contact, a_photo, a_place, an_organisation
from home.samples import a_front_page, an_index
from opportunities.samples import an_event
from stories.samples import a_story
from tests.conftest import Ask

LIST = "{ stories { nodes { title path url organisations { name } } } }"


def reasons(page: Any) -> list[str]:
    return list(Change.objects.filter(uid=page.translation_key).order_by("number").values_list("reason", flat=True))


def test_a_moved_page_keeps_its_id_and_the_old_address_leads_on_in_one_hop(ask: Ask, client: Client, site: Any) -> None:
    front = a_front_page(site)
    first, second = an_index(under=front), an_index(under=front, slug="arkiv", title="Arkiv")
    page = a_story(under=first, slug="torvet")
    before = ask("{ stories { nodes { id path } } }")["data"]["stories"]["nodes"][0]
    page.move(second, pos="last-child")
    page = page.__class__.objects.get(pk=page.pk)
    page.slug = "torvet-i-byen"
    publishing.publish(page)

    after = ask("{ stories { nodes { id path } } }")["data"]["stories"]["nodes"][0]
    assert before == {"id": after["id"], "path": "/historier/torvet/"}
    assert after["path"] == "/arkiv/torvet-i-byen/"
    for former in ("/historier/torvet/", "/arkiv/torvet/"):
        response = client.get(f"/randers{former}")
        assert (response.status_code, response["Location"]) == (301, "http://testserver/randers/arkiv/torvet-i-byen/")
    assert reasons(page) == ["CREATED", "MOVED", "MOVED"]


def test_a_list_that_is_renamed_moves_what_hangs_under_it(ask: Ask, site: Any) -> None:
    index = an_index(under=a_front_page(site))
    a_story(under=index, slug="torvet")
    index.slug = "gode-historier"
    publishing.publish(index)

    assert ask(LIST)["data"]["stories"]["nodes"][0]["path"] == "/gode-historier/torvet/"


def test_privacy_of_an_ancestor_takes_away_and_gives_back(ask: Ask, client: Client, site: Any) -> None:
    index = an_index(under=a_front_page(site))
    page = a_story(under=index, slug="torvet")
    lock = PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)

    assert ask(LIST)["data"]["stories"]["nodes"] == []
    assert client.get("/randers/historier/torvet/").status_code == 410
    lock.delete()
    assert len(ask(LIST)["data"]["stories"]["nodes"]) == 1
    assert reasons(page) == ["CREATED", "RESTRICTED", "CREATED"]


def test_deleting_a_list_deletes_what_hangs_under_it(ask: Ask, site: Any) -> None:
    index = an_index(under=a_front_page(site))
    page = a_story(under=index)
    index.__class__.objects.get(pk=index.pk).delete()

    assert ask(LIST)["data"]["stories"]["nodes"] == []
    assert reasons(page) == ["CREATED", "DELETED"]


def test_a_renamed_association_is_right_in_the_next_answer_without_touching_the_entry(ask: Ask, site: Any) -> None:
    club = an_organisation(name="Vorup IF")
    a_story(organisations=[club])
    card = Entry.objects.get(type="Story").card
    club.name = "Vorup Idrætsforening"
    club.save()

    assert ask(LIST)["data"]["stories"]["nodes"][0]["organisations"] == [{"name": "Vorup Idrætsforening"}]
    assert Entry.objects.get(type="Story").card == card


def test_a_withdrawn_consent_is_told_for_each_item_that_shows_the_photo(ask: Ask, site: Any) -> None:
    photo = a_photo(consent="GRANTED")
    shows, other = a_story(photo=photo), a_story()
    publishing.withdraw_consent(photo)

    assert reasons(shows) == ["CREATED", "IMAGE_CONSENT_WITHDRAWN"]
    assert reasons(other) == ["CREATED"]


def test_a_publish_that_fails_halfway_leaves_neither_entry_nor_change(site: Any) -> None:
    page = a_story(published=False)
    lines = Change.objects.count()

    def fail() -> None:
        publishing.publish(page)
        raise RuntimeError("the power goes")

    with pytest.raises(RuntimeError), transaction.atomic():
        fail()
    assert not Entry.objects.filter(type="Story").exists()
    assert Change.objects.count() == lines
    assert page.__class__.objects.get(pk=page.pk).live is False


def test_a_saved_draft_tells_nobody(site: Any) -> None:
    page = a_story()
    page.title = "En kladde"
    page.save_revision(clean=False)

    assert reasons(page) == ["CREATED"]


def test_numbers_only_grow(site: Any) -> None:
    a_contact()
    a_story()
    numbers = list(Change.objects.values_list("number", flat=True).order_by("pk"))

    assert numbers == sorted(set(numbers))


def test_an_event_is_found_at_its_venue_though_nobody_listed_it_as_a_place(ask: Ask, site: Any) -> None:
    venue = a_place(site, code="MEDBORGERHUSET", name="Medborgerhuset")
    an_event(title="Sangaften", venue=venue)

    query = '{ opportunities(filter: { place: "MEDBORGERHUSET" }) { nodes { title places { name } } } }'
    assert ask(query)["data"]["opportunities"]["nodes"] == [
        {"title": "Sangaften", "places": [{"name": "Medborgerhuset"}]}
    ]
