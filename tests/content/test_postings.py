"""The queue and the memory: what is due, where it was posted, and what must be taken down again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content import addresses, clock, postings, publishing, queue, references
from content.errors import BadInput
from content.models import ChannelRules, Posting, ShareText
from content.reading import ContentItem, Reader
from content.samples import a_photo, a_quote
from content.words import Purpose
from stories.models import StoryPage
from stories.samples import a_story
from tests.conftest import NOW

HOUR = timedelta(hours=1)
URL = "https://facebook.example/randers/1"


def reader() -> Reader:
    return Reader(addresses.Addresses("http", "localhost", "8000"), Purpose.SOCIAL_MEDIA)


def item_of(page: Any) -> ContentItem:
    return postings.item_of(reader(), page.translation_key)


def posted(page: Any, channel: str = "FACEBOOK", url: str = URL, at: datetime = NOW - HOUR) -> Posting:
    return postings.record(item_of(page), channel, url, at, by="maja")[0]


def planned(page: Any, at: datetime, channel: str = "FACEBOOK") -> Any:
    page.share_texts = [ShareText(channel=channel, planned_for=at)]
    return publishing.publish(page)


def due() -> list[tuple[str, str]]:
    return [(item.title, rules.channel) for item, rules, _at in queue.due(reader())]


def to_take_down() -> list[str]:
    return [posting.url for posting in postings.to_take_down(references.current()[0], clock.now())]


# ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_is_due_from_its_second_until_it_is_posted(site: Any) -> None:
    page = planned(a_story(title="Historien"), NOW + HOUR)
    with clock.at(NOW + HOUR - timedelta(seconds=1)):
        assert due() == []
    with clock.at(NOW + HOUR):
        assert due() == [("Historien", "FACEBOOK")]
        posted(page, at=NOW + HOUR)
        assert due() == []


def test_an_earlier_days_posting_does_not_carry_out_a_later_plan(site: Any) -> None:
    page = planned(a_story(title="Igen"), NOW)
    posted(page, at=NOW - timedelta(days=30))

    assert due() == [("Igen", "FACEBOOK")]


def test_a_deleted_or_unpublished_page_is_due_no_more(site: Any) -> None:
    first, second = planned(a_story(title="A"), NOW - HOUR), planned(a_story(title="B"), NOW - HOUR)
    assert due() == [("A", "FACEBOOK"), ("B", "FACEBOOK")]
    publishing.unpublish(first)
    second.delete()

    assert due() == []


def test_a_channel_switched_off_is_due_no_more(site: Any) -> None:
    planned(a_story(), NOW - HOUR)
    rules = ChannelRules.objects.get(channel="FACEBOOK")
    rules.is_on = False
    rules.save()

    assert due() == []


def test_due_can_be_asked_for_one_channel(site: Any) -> None:
    planned(a_story(title="A"), NOW - HOUR, "X")

    assert [rules.channel for _item, rules, _at in queue.due(reader(), ["X"])] == ["X"]
    assert queue.due(reader(), ["BLUESKY"]) == []


def test_a_scheduled_pages_plan_waits_until_it_is_published(site: Any) -> None:
    page = a_story(title="Embargo", published=False)
    page.share_texts = [ShareText(channel="X", planned_for=NOW)]
    publishing.publish(page, at=NOW + HOUR)
    assert due() == []
    plan = queue.planned(references.current()[0], None, None)[0]
    assert plan.is_too_early

    with clock.at(NOW + HOUR):
        assert due() == [("Embargo", "X")]


def test_a_change_that_is_scheduled_does_not_hold_back_what_is_due(site: Any) -> None:
    page = planned(a_story(title="Nu"), NOW - HOUR, "X")
    page.title = "Senere"
    publishing.publish(page, at=NOW + HOUR)

    assert due() == [("Nu", "X")]


def test_a_drafts_plan_stands_in_the_calendar_and_is_never_due(site: Any) -> None:
    page = a_story(title="Kladde", published=False)
    page.share_texts = [ShareText(channel="X", planned_for=NOW)]
    page.save_revision(clean=False)

    plans = queue.planned(references.current()[0], None, None)
    assert [(plan.title, plan.channel, plan.visible_from) for plan in plans] == [("Kladde", "X", None)]
    assert due() == []


# ── the ledger ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_posting_recorded_twice_is_one_line(site: Any) -> None:
    page = a_story()
    first, is_new = postings.record(item_of(page), "FACEBOOK", URL, NOW - HOUR, by="maja")
    again, is_new_again = postings.record(item_of(page), "FACEBOOK", URL, NOW, by="robot")

    assert (is_new, is_new_again, first.pk == again.pk) == (True, False, True)
    assert Posting.objects.count() == 1
    assert again.at == NOW - HOUR


@pytest.mark.parametrize(
    ("channel", "url", "at", "argument"),
    [
        ("MYSPACE", URL, NOW, "channel"),
        ("X", "javascript:alert(1)", NOW, "url"),
        ("X", "x.com/post", NOW, "url"),
        ("X", URL, NOW + HOUR, "at"),
        ("X", URL, NOW.replace(tzinfo=None), "at"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    site: Any, channel: str, url: str, at: datetime, argument: str
) -> None:
    item = item_of(a_story())
    with pytest.raises(BadInput) as error:
        postings.record(item, channel, url, at, by="maja")

    assert error.value.details["argument"] == argument
    assert not Posting.objects.exists()


def test_what_was_never_published_has_no_posting(site: Any) -> None:
    page = a_story(published=False)
    with pytest.raises(BadInput):
        item_of(page)


def test_what_was_unpublished_meanwhile_can_still_be_recorded(site: Any) -> None:
    page = a_story(title="Væk igen")
    publishing.unpublish(page)

    assert posted(page).title == "Væk igen"


# ── what must be taken down ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawn_consent_lists_every_posting_that_shows_the_photo(site: Any) -> None:
    photo, other = a_photo(consent="GRANTED", persons=1), a_photo()
    first, second, third = a_story(photo=photo), a_story(photo=photo), a_story(photo=other)
    posted(first, url=f"{URL}/1")
    posted(first, "INSTAGRAM", url=f"{URL}/2")
    posted(second, url=f"{URL}/3")
    posted(third, url=f"{URL}/4")
    assert to_take_down() == []
    publishing.withdraw_consent(photo)

    assert to_take_down() == [f"{URL}/1", f"{URL}/2", f"{URL}/3"]
    postings.mark_taken_down(Posting.objects.get(url=f"{URL}/2"), "maja")
    assert to_take_down() == [f"{URL}/1", f"{URL}/3"]
    postings.mark_taken_down(Posting.objects.get(url=f"{URL}/2"), "maja", done=False)
    assert len(to_take_down()) == 3


def test_an_expiry_lists_them_on_the_second(site: Any) -> None:
    posted(a_story(photo=a_photo(consent="GRANTED", persons=1, consent_expires_at=NOW + HOUR)))
    with clock.at(NOW + HOUR - timedelta(seconds=1)):
        assert to_take_down() == []
    with clock.at(NOW + HOUR):
        assert to_take_down() == [URL]


def test_a_posting_written_down_after_the_withdrawal_is_listed_too(site: Any) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    page = a_story(photo=photo)
    publishing.withdraw_consent(photo)
    posted(page, at=NOW - HOUR)

    assert to_take_down() == [URL]


def test_a_page_deleted_meanwhile_leaves_its_postings_on_the_list(site: Any) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    page = a_story(photo=photo)
    posted(page)
    page.delete()
    publishing.withdraw_consent(photo)

    assert to_take_down() == [URL]


def test_a_photo_that_is_deleted_and_a_quote_that_is_withdrawn_are_listed(site: Any) -> None:
    photo, quote = a_photo(), a_quote()
    posted(a_story(photo=photo), url=f"{URL}/photo")
    posted(a_story(quotes=[quote]), url=f"{URL}/quote")
    photo.delete()
    quote.consent = "WITHDRAWN"
    quote.save()

    assert sorted(to_take_down()) == [f"{URL}/photo", f"{URL}/quote"]


def test_the_packs_the_queue_and_the_pictures_change_in_the_same_second(site: Any, client: Client) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    page = planned(a_story(photo=photo), NOW - HOUR, "X")
    posted(page)
    from content import sharing

    def address() -> str:
        [(item, rules, _at)] = queue.due(reader(), ["X"])
        found = sharing.pack(item, rules)
        assert found.image is not None
        return found.image.url.removeprefix("http://localhost:8000")

    before = address()
    assert before.startswith("/photos/")
    publishing.withdraw_consent(photo)

    assert address().startswith("/cards/")
    assert client.get(before).status_code == 410
    assert to_take_down() == [URL]


# ── the admin ───────────────────────────────────────────────────────────────────────────────────────────────────────


def board(editor: Client) -> BeautifulSoup:
    response = editor.get("/admin/sharing/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup, part: str) -> list[str]:
    return [each.get_text() for each in page.select(f"#{part} .sharing-title")]


def test_the_board_tells_what_is_due_planned_unshared_posted_and_to_take_down(editor: Client, site: Any) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    posted(a_story(title="Vist", photo=photo))
    planned(a_story(title="Planlagt"), NOW + timedelta(days=2))
    planned(a_story(title="Forfalden"), NOW - HOUR)
    publishing.withdraw_consent(photo)

    page = board(editor)
    assert titles(page, "take-down") == ["Vist"]
    assert titles(page, "due") == ["Forfalden"]
    assert titles(page, "posted") == ["Vist"]
    assert sorted(titles(page, "not-shared")) == ["Forfalden", "Planlagt"]
    cells = [cell for cell in page.select(".sharing-day") if cell.select(".sharing-plan")]
    days = {str(cell.select("time")[0]["datetime"]): cell for cell in cells}
    assert sorted(days) == ["2026-11-18", "2026-11-20"]
    assert "Planlagt" in days["2026-11-20"].get_text()


def test_ticking_off_takes_it_from_the_list_and_keeps_who_did_it(editor: Client, site: Any) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    posting = posted(a_story(title="Vist", photo=photo))
    publishing.withdraw_consent(photo)
    editor.post(f"/admin/sharing/taken-down/{posting.pk}/", {"done": "1"})

    posting.refresh_from_db()
    assert (posting.taken_down_by, posting.taken_down_at) == ("editor", NOW)
    assert "Vist" in board(editor).select("#take-down details")[0].get_text()
    assert to_take_down() == []


def test_an_editor_writes_down_a_posting_by_hand_once(editor: Client, site: Any) -> None:
    page = a_story(title="Historien")
    data = {"channel": "FACEBOOK", "url": URL, "at": "2026-11-18T08:30", "place": "Langå nu og før"}
    first = editor.post(f"/admin/sharing/{page.pk}/record/", data).json()
    again = editor.post(f"/admin/sharing/{page.pk}/record/", data).json()

    assert (first["isNew"], again["isNew"]) == (True, False)
    posting = Posting.objects.get()
    assert (posting.place, posting.recorded_by) == ("Langå nu og før", "editor")
    assert posting.at == datetime.fromisoformat("2026-11-18T08:30:00+01:00")
    wrong = editor.post(f"/admin/sharing/{page.pk}/record/", {**data, "url": "nej"})
    assert wrong.status_code == 400
    assert Posting.objects.count() == 1


def test_nobody_from_outside_sees_the_board_or_writes_in_the_ledger(client: Client, site: Any) -> None:
    page = a_story()

    assert client.get("/admin/sharing/").status_code == 302
    assert client.post(f"/admin/sharing/{page.pk}/record/", {"channel": "X", "url": URL}).status_code == 302
    assert client.post(f"/admin/sharing/{page.pk}/packs/", {}).status_code == 302
    assert client.get("/admin/sharing/card/?site=randers&width=800&height=800&said=x").status_code == 302
    assert not Posting.objects.exists()


def test_an_editor_without_rights_to_the_page_may_not_write_about_it(
    client: Client, site: Any, django_user_model: Any
) -> None:
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("gaest", "gaest@randers.example", "en lang kode")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    page = a_story(title="Ikke din")

    assert client.post(f"/admin/sharing/{page.pk}/record/", {"channel": "X", "url": URL}).status_code in (302, 403)
    assert not Posting.objects.exists()
    assert "Ikke din" not in client.get("/admin/sharing/").content.decode()


# ── the Share tab ───────────────────────────────────────────────────────────────────────────────────────────────────


def form_of(editor: Client, page: Any) -> dict[str, str]:
    """The fields of the page's form, as a browser would send them."""
    soup = BeautifulSoup(editor.get(f"/admin/pages/{page.pk}/edit/").content, "html.parser")
    found: dict[str, str] = {}
    for each in soup.select("#page-edit-form [name]"):
        if each.get("type") in ("checkbox", "radio") and not each.has_attr("checked"):
            continue
        chosen = each.select("option[selected]")
        value = each.text.removeprefix("\n") if each.name == "textarea" else str(each.get("value", ""))
        found[str(each["name"])] = str(chosen[0]["value"]) if chosen else "" if each.name == "select" else value
    body = {name: value for name, value in found.items() if name.startswith("body-")}
    return {**{name: value for name, value in found.items() if name not in body}, "body-count": "0"}


def test_the_tab_answers_with_what_is_in_the_form_saved_or_not(editor: Client, site: Any) -> None:
    page = a_story(title="Gemt", photo=a_photo(consent="GRANTED", persons=1, purposes=["SOCIAL_MEDIA"]))
    form = {**form_of(editor, page), "title": "Ikke gemt", "share_x_text": "x" * 281}
    answer = editor.post(f"/admin/sharing/{page.pk}/packs/", form).json()

    packs = {pack["channel"]: pack for pack in answer["packs"]}
    assert packs["X"]["length"] == {"value": 281, "limit": 280, "remaining": -1, "unit": "WEIGHTED"}
    assert not packs["X"]["isValid"]
    assert packs["FACEBOOK"]["text"].startswith("Ikke gemt")
    assert "/photos/" in packs["FACEBOOK"]["picture"]["url"]
    assert answer["notice"] == ""
    assert StoryPage.objects.get(pk=page.pk).title == "Gemt"


def test_a_draft_says_that_it_is_one(editor: Client, site: Any) -> None:
    page = a_story(title="Kladde", published=False)
    answer = editor.post(f"/admin/sharing/{page.pk}/packs/", form_of(editor, page)).json()

    assert answer["notice"]
    card = answer["packs"][0]["picture"]["url"].removeprefix("http://testserver")
    assert editor.get(card)["Content-Type"] == "image/jpeg"


def test_what_is_written_in_the_tab_is_saved_with_the_page_and_published_with_it(editor: Client, site: Any) -> None:
    page = a_story(title="Historien")
    form = {
        **form_of(editor, page),
        "share_x_text": "Kom og se",
        "share_facebook_planned_for": "2026-11-20 15:00",
        "action-publish": "1",
    }
    assert editor.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302

    kept = {each.channel: each for each in StoryPage.objects.get(pk=page.pk).share_texts.all()}
    assert (kept["X"].text, kept["FACEBOOK"].planned_for) == (
        "Kom og se",
        datetime.fromisoformat("2026-11-20T15:00:00+01:00"),
    )
    from content import sharing

    item = item_of(page)
    pack = sharing.pack(item, item.reader.snapshot.channels["X"])
    assert (pack.text, pack.is_outdated) == ("Kom og se", False)


def test_an_outdated_text_can_be_confirmed(editor: Client, site: Any) -> None:
    page = a_story(title="Før")
    page.share_texts = [ShareText(channel="X", text="Kom og se", basis="noget andet")]
    page = publishing.publish(page)
    form = form_of(editor, page)
    told = editor.post(f"/admin/sharing/{page.pk}/packs/", form).json()["packs"]
    assert [pack["channel"] for pack in told if pack["isOutdated"]] == ["X"]
    told = editor.post(f"/admin/sharing/{page.pk}/packs/", {**form, "share_x_still_true": "on"}).json()["packs"]

    assert [pack["channel"] for pack in told if pack["isOutdated"]] == []
