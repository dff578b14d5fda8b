"""The ledger: who was handed which photo, first and last, in exact lines, at no cost to who reads."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content import clock, ledger, publishing
from content.models import Photo, PhotoUse
from content.samples import a_photo
from content.words import Consent, Purpose
from home.samples import a_front_page
from stories.samples import a_story
from tests.conftest import NOW, Ask

HOST = {"host": "randers.localhost:8000"}
URL = "query ($purpose: Purpose) { stories { nodes { image(purpose: $purpose) { photo { rendition { url } } } } } }"
MINUTE = timedelta(minutes=1)


def lines(photo: Photo | None = None) -> list[tuple[Any, ...]]:
    uses = PhotoUse.objects.order_by("reader", "purpose")
    if photo:
        uses = uses.filter(photo=photo.uid)
    return list(uses.values_list("photo", "reader", "purpose", "first_at", "last_at"))


def handed(ask: Ask, purpose: str | None = None) -> str:
    url: str = ask(URL, purpose=purpose)["data"]["stories"]["nodes"][0]["image"]["photo"]["rendition"]["url"]
    return url.removeprefix("http://localhost:8000")


def test_an_answer_with_an_address_is_one_line(ask: Ask, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo, body=[("photo", {"photo": photo, "caption": ""})])
    handed(ask)

    assert lines() == [(photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW)]


def test_each_purpose_is_a_line(ask: Ask, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo)
    for purpose in Purpose:
        handed(ask, purpose.value)

    assert [(reader, purpose) for _photo, reader, purpose, *_times in lines()] == [
        ("anonymous", "PARTNER_SITES"),
        ("anonymous", "PRINT"),
        ("anonymous", "SOCIAL_MEDIA"),
    ]


@pytest.mark.parametrize(
    "field", ["jsonLd", "body { html }", "body { markdown }", "image { photo { srcSet { url } } }"]
)
def test_every_way_an_address_leaves_is_written_down(ask: Ask, site: Any, field: str) -> None:
    photo = a_photo()
    a_story(photo=photo, body=[("photo", {"photo": photo, "caption": ""})])
    ask(f"{{ stories {{ nodes {{ {field} }} }} }}")

    assert {(uid, reader) for uid, reader, *_rest in lines()} == {(photo.uid, "anonymous")}


def test_a_pack_for_a_channel_hands_out_its_picture(ask: Ask, site: Any) -> None:
    photo = a_photo(width=1200, height=1200)
    a_story(photo=photo)
    ask("{ stories { nodes { share(channel: MASTODON) { image { url } } } } }")

    assert lines() == [(photo.uid, "anonymous", "SOCIAL_MEDIA", NOW, NOW)]


def test_an_answer_without_an_address_hands_nothing_out(ask: Ask, site: Any) -> None:
    a_story(photo=a_photo())
    ask("{ stories { nodes { title image { photo { id alt caption width } } } } }")

    assert lines() == []


def test_a_citizens_page_is_the_public_site(client: Client, site: Any) -> None:
    front = a_front_page(site)
    photo, own = a_photo(), a_photo(consent=Consent.GRANTED, purposes=["OWN_WEBSITE"])
    a_story(slug="historie", photo=photo, under=front)
    a_story(slug="anden", photo=own, under=front)

    assert client.get("/historie/", headers=HOST).status_code == 200
    assert lines(photo) == [
        (photo.uid, "public site", "OWN_WEBSITE", NOW, NOW),
        (photo.uid, "public site", "SOCIAL_MEDIA", NOW, NOW),  # the link's preview
    ]
    with clock.at(NOW + 11 * MINUTE):
        client.get("/anden/", headers=HOST)
    assert lines(own) == [(own.uid, "public site", "OWN_WEBSITE", NOW + 11 * MINUTE, NOW + 11 * MINUTE)]


def test_a_fetched_file_is_written_down_as_what_it_was_handed_out_for(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo)
    path = handed(ask, "SOCIAL_MEDIA")
    PhotoUse.objects.all().delete()
    ledger.forget()

    with clock.at(NOW + MINUTE):
        answer: Any = client.get(path)
        b"".join(answer.streaming_content)
    assert lines() == [(photo.uid, "anonymous", "SOCIAL_MEDIA", NOW + MINUTE, NOW + MINUTE)]
    with clock.at(NOW + 12 * MINUTE):
        assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert lines() == [(photo.uid, "anonymous", "SOCIAL_MEDIA", NOW + MINUTE, NOW + 12 * MINUTE)]


def test_a_file_that_is_refused_is_not_written_down(ask: Ask, client: Client, site: Any) -> None:
    photo = a_photo(consent=Consent.GRANTED)
    a_story(photo=photo)
    path = handed(ask)
    publishing.withdraw_consent(photo)

    with clock.at(NOW + 60 * MINUTE):
        assert client.get(path).status_code == 410
        assert client.get(path.replace(".p.", ".w.")).status_code == 410
    assert lines() == [(photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW)]


@pytest.mark.parametrize(("later", "last"), [(0, 0), (9, 0), (10, 10), (25, 25)])
def test_the_same_again_is_written_after_ten_minutes_and_the_first_time_stays(
    ask: Ask, site: Any, later: int, last: int
) -> None:
    photo = a_photo()
    a_story(photo=photo)
    handed(ask)
    with clock.at(NOW + later * MINUTE):
        handed(ask)

    assert lines() == [(photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW + last * MINUTE)]


def test_it_costs_one_statement_when_new_and_none_after(ask: Ask, site: Any) -> None:
    for _number in range(5):
        a_story(photo=a_photo())

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            handed(ask)
        return [query["sql"] for query in captured if "content_photouse" in query["sql"]]

    first = statements()
    assert len(first) == 1
    assert first[0].startswith("INSERT")
    assert PhotoUse.objects.count() == 5
    assert statements() == []


def test_another_process_knows_the_first_time(ask: Ask, site: Any) -> None:
    photo = a_photo()
    a_story(photo=photo)
    handed(ask)
    ledger.forget()  # a process that remembers nothing
    with clock.at(NOW + MINUTE):
        handed(ask)

    assert lines() == [(photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW + MINUTE)]


def test_a_ledger_that_cannot_be_written_breaks_no_answer_and_is_told_of(
    ask: Ask, site: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    photo = a_photo()
    a_story(photo=photo)

    def away(*_arguments: Any, **_options: Any) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR, "content.ledger"):
        patched.setattr(PhotoUse.objects, "bulk_create", away)
        assert handed(ask).startswith("/photos/")
    assert "The ledger could not be written: 1 photos were handed to anonymous" in caplog.text
    assert lines() == []
    handed(ask)
    assert lines() == [(photo.uid, "anonymous", "PARTNER_SITES", NOW, NOW)]


def test_its_memory_is_bounded(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "MOST_REMEMBERED", 3)
    for _number in range(10):
        ledger.note("anonymous", [(str(a_photo().uid), frozenset({Purpose.PARTNER_SITES.value}))], NOW)

    assert len(ledger._written) <= 3
    assert PhotoUse.objects.count() == 10


def test_it_knows_nobody(site: Any) -> None:
    names = {field.name for field in PhotoUse._meta.get_fields()}

    assert names == {"id", "photo", "reader", "purpose", "first_at", "last_at"}


def test_an_editors_preview_hands_nothing_out(editor: Client, site: Any) -> None:
    page = a_story(photo=a_photo())

    assert editor.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    assert lines() == []


def test_it_is_shown_at_the_photo_and_opens_in_excel(ask: Ask, client: Client, editor: Client, site: Any) -> None:
    photo = a_photo(title='=Fælles; "bænk"')
    a_story(photo=photo)
    handed(ask)
    with clock.at(NOW + 11 * MINUTE):
        handed(ask)
    PhotoUse.objects.create(
        photo=photo.uid, reader="Frivilligbanken", purpose="PARTNER_SITES", first_at=NOW, last_at=NOW
    )

    for path in (f"/admin/images/{photo.pk}/", f"/admin/photos/{photo.pk}/uses/"):
        assert "Frivilligbanken" in editor.get(path).content.decode(), path
    answer = editor.get(f"/admin/photos/{photo.pk}/uses/?export=csv")
    assert answer["Content-Disposition"] == f'attachment; filename="photo-{photo.pk}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    title = '"\'=Fælles; ""bænk"""'  # words, never a formula
    heading, *rows = answer.content.decode("utf-8-sig").split("\r\n")
    assert heading.count(";") == 4
    assert [row.removeprefix(title).split(";")[3:] for row in rows] == [
        ["2026-11-18 09:00:00", "2026-11-18 09:11:00"],
        ["2026-11-18 09:00:00", "2026-11-18 09:00:00"],
        [],
    ]
    assert rows[1].startswith(f"{title};Frivilligbanken;partneres hjemmesider;")
