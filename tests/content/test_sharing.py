"""Ready to post: texts that fit, in whole words; pictures that may be shown; what is broken said aloud."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from content import cards, clock, ids, publishing, sharing
from content.models import ChannelRules, ShareTemplate, ShareText, SiteSettings, ThemeHashtags
from content.samples import a_photo, a_quote, a_site
from content.words import Lifecycle
from opportunities.samples import an_event
from stories.models import StoryPage
from stories.samples import a_story
from tests.conftest import NOW, Ask

PACK = """query ($channel: Channel!) { content(first: 1) { nodes { title share(channel: $channel) {
  channel text url hashtags image { url width height mime } imageAlt length { value unit limit remaining }
  isValid overBy warnings isHandEdited isOutdated plannedFor limitsVerifiedOn } } } }"""
TEXT = "query ($id: ID!) { node(id: $id) { ... on Content { share(channel: FACEBOOK) { text } } } }"
FAMILY = "👨‍👩‍👧‍👦"


def pack(ask: Ask, channel: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(PACK, channel=channel)["data"]["content"]["nodes"][0]["share"]
    return found


def own(page: Any, channel: str, text: str = "", planned_for: datetime | None = None) -> ShareText:
    basis = sharing.basis_of_page(page) if text else ""
    return ShareText(channel=channel, text=text, basis=basis, planned_for=planned_for)


def share(page: Any, *texts: ShareText) -> Any:
    """The page with an editor's own texts, published."""
    page.share_texts = list(texts)
    return publishing.publish(page)


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pack_is_composed_of_what_the_story_says(ask: Ask) -> None:
    a_site(hashtags=["FrivilligIRanders"])
    a_story(
        title="Langå tegnede selv sit torv",
        slug="torvet",
        summary="Det blev billigere,\n det blev byens eget.",
        quotes=[a_quote()],
        discussion_prompt="Hvem spørger I?",
        tags=["åbne døre"],
    )

    found = pack(ask, "MASTODON")
    url = "http://localhost:8000/randers/torvet/?utm_source=mastodon&utm_medium=social"
    parts = found["text"].split("\n\n")
    assert parts[:2] == ["Langå tegnede selv sit torv", "Det blev billigere, det blev byens eget."]
    assert "Vi gravede sammen." in parts[2]
    assert parts[2].endswith("– medlem af lokalrådet")
    assert parts[3] == "Hvem spørger I?"
    assert parts[4].endswith(f":\n{url}")
    assert parts[5:] == ["#FrivilligIRanders #ÅbneDøre"]
    assert found["url"] == url
    assert found["hashtags"] == ["FrivilligIRanders", "ÅbneDøre"]
    assert found["limitsVerifiedOn"] == "2026-09-11"
    assert (found["isValid"], found["overBy"], found["warnings"], found["isHandEdited"]) == (True, 0, [], False)


def test_whole_parts_go_first_then_words_from_the_end(ask: Ask, site: Any) -> None:
    summary = " ".join(f"ord{number}" for number in range(60))
    a_story(title="Kort", slug="s", summary=summary, discussion_prompt="Hvad nu?", tags=["kultur"])

    found = pack(ask, "X")
    title, words, link = found["text"].split("\n\n")
    assert title == "Kort"
    assert words.endswith("…")
    assert summary.startswith(words[:-1] + " ")
    assert link == found["url"]
    assert 270 <= found["length"]["value"] <= 280
    assert found["length"]["unit"] == "WEIGHTED"
    assert pack(ask, "FACEBOOK")["text"].count(summary) == 1


def test_a_word_of_400_letters_is_left_out_rather_than_cut(ask: Ask, site: Any) -> None:
    a_story(title="Kort", slug="s", summary="x" * 400)

    found = pack(ask, "X")
    assert "xx" not in found["text"].replace(found["url"], "")
    assert found["text"].startswith("Kort\n\n")
    assert found["isValid"]


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        (FAMILY * 3, "Kun billeder i titlen."),
        ("نادي كرة القدم يرحب بالجميع", "قصة جيدة من المدينة " * 15),
        ("Me\u0301lange a\u030arhus", "z\u0351\u036b\u0343\u036a\u0302 " * 60),
        ("Ærø", f"{FAMILY} " * 90),
    ],
)
def test_any_writing_fits_every_channel(ask: Ask, site: Any, title: str, summary: str) -> None:
    a_story(title=title, slug="s", summary=summary[:400])

    for channel in ("FACEBOOK", "INSTAGRAM", "THREADS", "LINKEDIN", "X", "MASTODON", "BLUESKY"):
        found = pack(ask, channel)
        assert found["isValid"], (channel, found["warnings"])
        assert found["text"].startswith(title)
        assert found["length"]["remaining"] >= 0


def test_instagram_gets_no_link_and_at_most_five_hashtags(ask: Ask) -> None:
    a_site(hashtags=["en", "to", "tre", "fire", "fem", "seks"])
    a_story(slug="s")

    found = pack(ask, "INSTAGRAM")
    assert "http" not in found["text"]
    assert found["hashtags"] == ["en", "to", "tre", "fire", "fem"]
    assert found["url"].startswith("http://localhost:8000/randers/s/")
    assert pack(ask, "THREADS")["hashtags"] == ["en"]


def test_links_are_bare_where_the_municipality_wants_no_tracking(ask: Ask) -> None:
    a_site(tracks_links=False)
    a_story(slug="s")

    assert pack(ask, "FACEBOOK")["url"] == "http://localhost:8000/randers/s/"


def test_themes_bring_their_hashtags_the_municipalitys_own_first(ask: Ask, site: SiteSettings) -> None:
    ThemeHashtags.objects.create(area="CULTURE_LEISURE", hashtags=["Kultur"])
    ThemeHashtags.objects.create(area="CULTURE_LEISURE", site=site.site, hashtags=["RandersKultur"])
    a_story(primary_area="CULTURE_LEISURE")

    assert pack(ask, "LINKEDIN")["hashtags"] == ["RandersKultur", "Kultur"]


def test_an_editors_template_is_used_from_the_next_answer(ask: Ask, site: SiteSettings) -> None:
    a_story(title="Titlen", slug="s", summary="Resumé")
    ShareTemplate.objects.create(type_name="Story", site=site.site, text="{summary}\n\nHilsen byen – {title}")

    assert pack(ask, "FACEBOOK")["text"] == "Resumé\n\nHilsen byen – Titlen"


def test_an_event_says_when_and_where_and_that_it_is_called_off(ask: Ask, site: Any) -> None:
    starts = datetime.fromisoformat("2026-11-21T10:00:00+01:00")
    page = an_event(title="Julestjerner", starts_at=starts, ends_at=starts + timedelta(hours=3))
    assert "21. november" in pack(ask, "FACEBOOK")["text"]
    page.lifecycle, page.lifecycle_reason = Lifecycle.CANCELLED, "Varsel om storm"
    publishing.publish(page)

    text = ask(TEXT, id=ids.public_id(ids.ITEM, page.translation_key))["data"]["node"]["share"]["text"]
    assert text.startswith("Aflyst: Julestjerner\n\nVarsel om storm\n")


def test_ten_packs_cost_as_many_statements_as_one(ask: Ask, site: Any, django_assert_num_queries: Any) -> None:
    query = "{ stories(first: 50) { nodes { share(channel: X) { text image { url bytes } imageAlt isValid } } } }"
    a_story(photo=a_photo(), quotes=[a_quote()])
    ask(query)  # the snapshot is warm
    with django_assert_num_queries(3):
        ask(query)
    for _number in range(9):
        a_story(photo=a_photo(), quotes=[a_quote()])
    ask(query)

    with django_assert_num_queries(3):
        assert len(ask(query)["data"]["stories"]["nodes"]) == 10


# ── an editor's own text ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_editors_own_text_wins_and_is_told_when_the_story_changed_after_it(ask: Ask, site: Any) -> None:
    page = a_story(title="Før")
    page = share(page, own(page, "X", f"Holdet vandt 3-2 {FAMILY}"))
    found = pack(ask, "X")
    assert (found["text"], found["isHandEdited"], found["isOutdated"]) == (f"Holdet vandt 3-2 {FAMILY}", True, False)
    assert found["length"]["value"] == 19
    assert not pack(ask, "MASTODON")["isHandEdited"]

    page.title = "Efter"
    publishing.publish(page)
    found = pack(ask, "X")
    assert (found["text"], found["isOutdated"]) == (f"Holdet vandt 3-2 {FAMILY}", True)
    assert found["warnings"] == ["The page has changed since this text was written."]


def test_an_own_text_is_never_cut_but_told_to_be_too_long(ask: Ask, site: Any) -> None:
    page = a_story()
    share(page, own(page, "X", "x" * 300), own(page, "BLUESKY", FAMILY * 130))

    found = pack(ask, "X")
    assert (found["text"], found["isValid"], found["overBy"]) == ("x" * 300, False, 20)
    assert found["warnings"] == ["Too long by 20."]
    found = pack(ask, "BLUESKY")
    assert (found["length"]["unit"], found["overBy"], found["isValid"]) == ("BYTES", 250, False)


def test_an_own_text_may_say_where_the_link_goes(ask: Ask, site: Any) -> None:
    page = a_story(slug="s")
    share(page, own(page, "X", "Læs: {link} {ukendt}"))

    found = pack(ask, "X")
    assert found["text"] == f"Læs: {found['url']} {{ukendt}}"


@pytest.mark.parametrize(
    ("channel", "text", "warning"),
    [
        ("INSTAGRAM", "Se https://randers.dk", "Instagram shows links as plain words: leave them out."),
        ("INSTAGRAM", "#a #b #c #d #e #f", "Instagram allows 5 hashtags."),
        ("THREADS", "#a #b", "Threads allows 1 hashtag."),
        ("THREADS", " ".join(f"https://randers.dk/{n}" for n in range(6)), "Threads allows 5 links."),
    ],
)
def test_a_broken_rule_is_named(ask: Ask, site: Any, channel: str, text: str, warning: str) -> None:
    page = a_story()
    share(page, own(page, channel, text))

    found = pack(ask, channel)
    assert (found["isValid"], found["warnings"]) == (False, [warning])


def test_a_saved_own_text_stays_with_the_editors_until_it_is_published(ask: Ask, site: Any) -> None:
    page = a_story()
    page.share_texts = [own(page, "X", "Kladde, ingen må se")]
    page.save_revision(clean=False)

    assert "Kladde" not in pack(ask, "X")["text"]


def test_a_copied_page_leaves_last_years_texts_behind(site: Any) -> None:
    page = a_story(slug="i-fjor")
    page = share(page, own(page, "X", "Kom i fjor"))
    copy = page.copy(update_attrs={"slug": "i-aar"})

    assert copy.share_texts.count() == 0
    assert StoryPage.objects.get(pk=page.pk).share_texts.count() == 1


# ── channels as data ────────────────────────────────────────────────────────────────────────────────────────────────

CHANNELS = """{ channels { channel name unit limit byteLimit urlLength maxHashtags maxLinks verifiedOn sources
  picture { width height maxBytes } } }"""


def test_channels_are_listed_as_the_rows_say(ask: Ask, site: Any) -> None:
    found = ask(CHANNELS)["data"]["channels"]
    names = ["FACEBOOK", "INSTAGRAM", "THREADS", "LINKEDIN", "X", "MASTODON", "BLUESKY"]
    assert [each["channel"] for each in found] == names
    assert found[4] == {
        "channel": "X",
        "name": "X",
        "unit": "WEIGHTED",
        "limit": 280,
        "byteLimit": None,
        "urlLength": 23,
        "maxHashtags": None,
        "maxLinks": None,
        "verifiedOn": "2026-09-11",
        "sources": ["https://docs.x.com/fundamentals/counting-characters"],
        "picture": {"width": 1600, "height": 900, "maxBytes": 5000000},
    }
    assert [each["limit"] for each in found] == [63206, 2200, 500, 3000, 280, 500, 300]


def test_a_changed_limit_holds_in_the_next_answer(ask: Ask, site: Any) -> None:
    a_story(summary="Et langt resumé med mange ord. " * 10)
    rules = ChannelRules.objects.get(channel="MASTODON")
    rules.limit = 200
    rules.save()

    assert pack(ask, "MASTODON")["length"]["limit"] == 200
    assert pack(ask, "MASTODON")["isValid"]


def test_a_channel_switched_off_is_refused_by_name(ask: Ask, site: Any) -> None:
    a_story()
    rules = ChannelRules.objects.get(channel="X")
    rules.is_on = False
    rules.save()

    answer = ask(PACK, channel="X", errors=True)["errors"][0]
    assert answer["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["message"] == (
        "X is switched off here. Channels that are on: FACEBOOK, INSTAGRAM, THREADS, LINKEDIN, MASTODON, BLUESKY."
    )
    assert "X" not in [each["channel"] for each in ask(CHANNELS)["data"]["channels"]]


def test_google_business_is_data_alone_and_warns_of_phone_numbers(ask: Ask, site: Any) -> None:
    rules = ChannelRules.objects.get(channel="GOOGLE_BUSINESS")
    rules.is_on = True
    rules.save()
    a_story(summary="Ring på 89 15 15 15 og hør mere.")

    found = pack(ask, "GOOGLE_BUSINESS")
    assert found["isValid"]
    assert found["warnings"] == ["Google Business Profile may refuse a post with a phone number."]


def test_limits_older_than_180_days_are_told(ask: Ask, site: Any) -> None:
    a_story()
    rules = ChannelRules.objects.get(channel="X")
    rules.verified_on = (NOW - timedelta(days=180)).date()
    rules.save()
    assert pack(ask, "X")["warnings"] == []
    rules.verified_on = (NOW - timedelta(days=181)).date()
    rules.save()

    assert pack(ask, "X")["warnings"] == [f"The limits were last checked on {rules.verified_on}."]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"picture_width": 1600}, "picture_width"),
        ({"picture_width": 1000, "picture_height": 1400}, "picture_height"),
        ({"picture_height": 0}, "picture_width"),
        ({"verified_on": date(2027, 1, 1)}, "verified_on"),
        ({"picture_bytes": 10}, "picture_bytes"),
    ],
)
def test_rules_that_a_channel_would_refuse_are_refused(site: Any, fields: dict[str, Any], wrong: str) -> None:
    from django.core.exceptions import ValidationError

    rules = ChannelRules.objects.get(channel="INSTAGRAM")
    for name, value in fields.items():
        setattr(rules, name, value)
    with pytest.raises(ValidationError) as error:
        rules.full_clean()
    assert list(error.value.message_dict) == [wrong]


@pytest.mark.parametrize("text", ["{title} {nonsens}", "uden titel", "{title} {title.__class__}", "{title!r}"])
def test_a_template_that_cannot_be_filled_in_is_refused(site: Any, text: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        ShareTemplate(type_name="Story", language="da", text=text).full_clean()


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────


def fetched(client: Client, url: str) -> tuple[Any, bytes]:
    response: Any = client.get(url.removeprefix("http://localhost:8000"), headers={"host": "localhost:8000"})
    return response, b"".join(response.streaming_content) if response.streaming else response.content


def test_the_picture_is_a_crop_in_the_channels_bytes(ask: Ask, client: Client, site: Any) -> None:
    a_story(photo=a_photo(3000, 2000, alt={"da": "Fire spillere i en rundkreds"}))

    found = pack(ask, "INSTAGRAM")
    assert (found["image"]["width"], found["image"]["height"], found["image"]["mime"]) == (1080, 1340, "image/jpeg")
    assert found["imageAlt"] == "Fire spillere i en rundkreds"
    response, body = fetched(client, found["image"]["url"])
    picture = Image.open(BytesIO(body))
    assert (response.status_code, picture.size, picture.format) == (200, (1080, 1340), "JPEG")


def test_a_noisy_picture_is_squeezed_until_it_fits(ask: Ask, client: Client, site: Any) -> None:
    from django.core.files.images import ImageFile

    rules = ChannelRules.objects.get(channel="BLUESKY")
    rules.picture_bytes = 150_000
    rules.save()
    file = BytesIO()
    Image.effect_noise((1600, 1000), 120).convert("RGB").save(file, "PNG")
    file.seek(0)
    photo = a_photo()
    photo.file, photo.width, photo.height = ImageFile(file, name="stoej.png"), 1600, 1000
    photo._set_image_file_metadata()
    photo.save()
    a_story(photo=photo)

    _response, body = fetched(client, pack(ask, "BLUESKY")["image"]["url"])
    assert 50_000 < len(body) <= 150_000
    assert Image.open(BytesIO(body)).width >= 320
    photo.file.close()


def test_alternative_text_is_shortened_to_the_channels_length_between_words(ask: Ask, site: Any) -> None:
    rules = ChannelRules.objects.get(channel="X")
    rules.alt_limit = 30
    rules.save()
    a_story(photo=a_photo(alt={"da": "Fire spillere i rødhvide trøjer står tæt", "en": "Four players"}))

    assert pack(ask, "X")["imageAlt"] == "Fire spillere i rødhvide…"


def test_a_photo_needs_social_media_and_without_a_key_partner_sites_too(ask: Ask, site: Any) -> None:
    page = a_story(photo=a_photo(consent="GRANTED", persons=1, purposes=["SOCIAL_MEDIA"]))
    assert "/cards/" in pack(ask, "X")["image"]["url"]
    page.photo = a_photo(consent="GRANTED", persons=1, purposes=["PARTNER_SITES"])
    page = publishing.publish(page)
    assert "/cards/" in pack(ask, "X")["image"]["url"]
    page.photo = a_photo(consent="GRANTED", persons=1, purposes=["PARTNER_SITES", "SOCIAL_MEDIA"])
    publishing.publish(page)

    assert "/photos/" in pack(ask, "X")["image"]["url"]


def test_withdrawn_the_photo_leaves_the_pack_and_its_address_in_the_same_second(
    ask: Ask, client: Client, site: Any
) -> None:
    photo = a_photo(consent="GRANTED", persons=1)
    a_story(title="Holdet", photo=photo)
    before = pack(ask, "FACEBOOK")["image"]["url"]
    assert fetched(client, before)[0].status_code == 200
    publishing.withdraw_consent(photo)

    assert client.get(before.removeprefix("http://localhost:8000")).status_code == 410
    found = pack(ask, "FACEBOOK")
    assert "/cards/" in found["image"]["url"]
    assert found["imageAlt"] == "Holdet. Randers Kommune"
    assert found["warnings"] == [
        "No photo of it may be shown here, or none has alternative text; a card of words stands in."
    ]


def test_a_quote_card_says_in_its_alternative_text_what_is_drawn(ask: Ask, client: Client, site: Any) -> None:
    quote = a_quote(text="Det bedste er, at ingen spørger. 🎉", role="spiller")
    a_story(quotes=[quote])

    found = pack(ask, "INSTAGRAM")
    assert found["imageAlt"] == "Det bedste er, at ingen spørger. spiller. Randers Kommune"
    response, body = fetched(client, found["image"]["url"])
    assert (response.status_code, Image.open(BytesIO(body)).size) == (200, (1080, 1340))
    again = client.get(
        found["image"]["url"].removeprefix("http://localhost:8000"), headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304
    quote.consent = "WITHDRAWN"
    quote.save()
    assert fetched(client, found["image"]["url"])[0].status_code == 410
    assert pack(ask, "INSTAGRAM")["imageAlt"].endswith(". Randers Kommune")


def test_a_card_goes_with_its_item_and_none_is_drawn_that_we_did_not_offer(ask: Ask, client: Client, site: Any) -> None:
    page = a_story()
    url = pack(ask, "X")["image"]["url"]
    assert fetched(client, url)[0].status_code == 200
    assert fetched(client, url.replace("1600x900", "1601x900"))[0].status_code == 404
    publishing.unpublish(page)

    assert fetched(client, url)[0].status_code == 410


@pytest.mark.parametrize(
    "said",
    ["", "🎉" * 20, "x" * 400, "ord " * 100, "مرحبا", "Én"],
    ids=["none", "emoji", "long", "many", "arabic", "one"],
)
def test_any_words_can_be_drawn(said: str) -> None:
    card = cards.card(said, "rolle", "Randers Kommune", "#8a3b1e", is_quote=True)

    assert Image.open(BytesIO(cards.draw(card, 1200, 630))).size == (1200, 630)
    assert "Randers Kommune" in card.alt
    assert "🎉" not in card.alt


def test_expired_consent_changes_the_pack_on_the_second(ask: Ask, site: Any) -> None:
    ends = NOW + timedelta(hours=1)
    a_story(photo=a_photo(consent="GRANTED", persons=1, consent_expires_at=ends))
    with clock.at(ends - timedelta(seconds=1)):
        assert "/photos/" in pack(ask, "X")["image"]["url"]
    with clock.at(ends):
        assert "/cards/" in pack(ask, "X")["image"]["url"]
