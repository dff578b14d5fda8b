"""Each of the demo's items on each channel: measured apart from us, by the channels' own code and in the files."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from PIL import Image

from tests.content.test_counting import counted
from tests.running import Demo

# Every page of the demo's, also those that readers do not see: as an editor's tools would read them.
PACKS = """
import orjson
from content import addresses, cards, clock, postings, sharing
from content.checks import page_types
from content.models import ContentPage
from content.reading import Reader
found = []
for model in page_types():
    if not issubclass(model, ContentPage):
        continue
    for page in model.objects.all():
        reader = Reader(addresses.Addresses("http", "localhost", "%s"), "SOCIAL_MEDIA")
        item = postings.item_of_page(reader, page.get_latest_revision_as_object())
        for name, rules in reader.snapshot.channels.items():
            if not rules.is_on:
                continue
            pack = sharing.pack(item, rules)
            if pack.picture.card and not page.live:
                import base64
                drawn = base64.b64encode(cards.draw(pack.picture.card, rules.picture_width, rules.picture_height))
                url = "data:" + drawn.decode()
            else:
                url = pack.image.url
            found.append({
                "item": str(item.uid), "title": item.title, "summary": item.summary, "channel": name, "text": pack.text,
                "unit": rules.counting, "limit": rules.limit, "byteLimit": rules.byte_limit, "valid": pack.is_valid,
                "value": pack.length.value, "url": url, "alt": pack.image_alt, "altLimit": rules.alt_limit,
                "bytes": rules.picture_bytes, "own": pack.is_hand_edited, "link": pack.url,
                "width": pack.image.width, "height": pack.image.height,
            })
print(orjson.dumps(found).decode())
"""
SHAPES = {  # least and greatest width, and of width by height, as the channels publish them
    "INSTAGRAM": (320, 1440, 0.8, 1.91),
    "THREADS": (320, 1440, 0.01, 10.0),
}


@pytest.fixture(scope="module")
def packs(demo: Demo) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(demo.shell(PACKS % demo.url.rpartition(":")[2]))
    return found


def test_there_is_a_pack_of_each_of_24_items_for_each_of_7_channels(packs: list[dict[str, Any]]) -> None:
    assert len({pack["item"] for pack in packs}) == 24
    assert len({(pack["item"], pack["channel"]) for pack in packs}) == 24 * 7
    assert [pack for pack in packs if not pack["valid"]] == []


def test_no_text_is_too_long_by_an_independent_count(packs: list[dict[str, Any]], clients: Path) -> None:
    for pack, theirs in zip(packs, counted(clients, packs), strict=True):
        where = (pack["title"], pack["channel"])
        assert theirs["count"] <= pack["limit"], where
        assert theirs["count"] == pack["value"], where
        assert theirs["bytes"] <= (pack["byteLimit"] or theirs["bytes"]), where


def test_no_word_is_cut(packs: list[dict[str, Any]]) -> None:
    for pack in packs:
        if pack["own"]:
            continue
        said = pack["text"].replace(pack["link"], "")
        whole = f"{pack['title']} {pack['summary']}"
        assert pack["title"] in said, pack["channel"]
        for cut in re.findall(r"(\S+)…", said):
            assert re.search(rf"(?<!\S){re.escape(cut)}(?!\w)", whole), (pack["title"], pack["channel"], cut)


def test_instagram_has_no_link_and_the_others_have_theirs(packs: list[dict[str, Any]]) -> None:
    for pack in packs:
        if not pack["own"]:
            assert (pack["link"] in pack["text"]) == (pack["channel"] != "INSTAGRAM"), pack["title"]


def test_every_picture_is_within_the_channels_rule_as_measured_and_has_its_words(
    packs: list[dict[str, Any]], demo: Demo
) -> None:
    files: dict[str, bytes] = {}
    for pack in packs:
        url, where = pack["url"], (pack["title"], pack["channel"])
        if url not in files:
            files[url] = file_at(url, demo)
        picture = Image.open(BytesIO(files[url]))
        assert picture.format == "JPEG", where
        assert picture.size == (pack["width"], pack["height"]), where
        assert len(files[url]) <= pack["bytes"], where
        assert not picture.getexif(), where
        least, most, tallest, flattest = SHAPES.get(pack["channel"], (320, 4096, 0.1, 10.0))
        assert least <= picture.width <= most, where
        assert tallest <= picture.width / picture.height <= flattest, where
        assert 0 < len(pack["alt"]) <= pack["altLimit"], where


def file_at(url: str, demo: Demo) -> bytes:
    if url.startswith("data:"):
        import base64

        return base64.b64decode(url.removeprefix("data:"))
    answer = demo.get(url.removeprefix(demo.url))
    assert answer.status == 200, url
    return answer.body
