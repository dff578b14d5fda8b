"""How long a text is: each channel's own rule, against its published examples and its own code."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import counting

FAMILY = "👨‍👩‍👧‍👦"
LINK = "https://frivillig.randers.dk/historier/samme-bane/?utm_source=x&utm_medium=social"

# X: the examples that twitter-text publishes with its rules, and what our languages add to them.
WEIGHTED = {
    "This is a test.": 15,
    "http://test.com": 23,
    "https://test.com": 23,
    "test.com": 23,
    "Test https://test.com test https://test.com test.com test": 86,
    "저찀쯿쿿": 8,
    "H\U0001f431☺": 5,
    FAMILY: 2,
    "👩🏽‍🚀👍🏿🇩🇰1️⃣": 8,
    "e\u0301": 1,  # composed first
    "æøåÆØÅ «»–—“”": 13,
    LINK: 23,
    "se frivillig.dk.": 27,
    "kontakt@randers.dk": 18,  # an address of a mailbox is no link
    "https://frivillig.randers.example/x": 35,  # nobody has the top-level domain .example
    "kl. 9.30, m.fl. og f.eks. mere": 30,
    "": 0,
}
MASTODON = {
    LINK: 23,
    f"Se {LINK}.": 27,
    "frivillig.randers.dk": 20,  # without a scheme it is no link
    "@kultur@randers.social hej": 11,
    f"{FAMILY} e\u0301": 3,
}
THREADS = {"Holdet vandt 3-2": 16, "😀": 4, FAMILY: 25, "e\u0301": 2, "æ": 1}
BLUESKY = {FAMILY: 1, "e\u0301": 1, LINK: len(LINK), "🇩🇰🇳🇴": 2}


@pytest.mark.parametrize(
    ("count", "text", "length"),
    [
        *((counting.weighted, text, length) for text, length in WEIGHTED.items()),
        *((counting.mastodon, text, length) for text, length in MASTODON.items()),
        *((counting.emoji_as_bytes, text, length) for text, length in THREADS.items()),
        *((counting.grapheme_count, text, length) for text, length in BLUESKY.items()),
        (counting.characters, "æ😀", 3),
    ],
)
def test_a_text_is_as_long_as_the_channel_says(count: Any, text: str, length: int) -> None:
    assert count(text) == length


def test_bytes_are_told_where_they_are_what_is_too_much() -> None:
    many = FAMILY * 130  # 130 graphemes, 3,250 bytes

    assert counting.length_of(many, "GRAPHEMES", 300, 3000) == counting.Length(3250, "BYTES", 3000)
    assert counting.length_of("a" * 301, "GRAPHEMES", 300, 3000) == counting.Length(301, "GRAPHEMES", 300)
    assert counting.length_of(FAMILY, "GRAPHEMES", 300, 3000).remaining == 299


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kom med #Frivillig og #ÅbneDøre!", ["Frivillig", "ÅbneDøre"]),
        ("#2026 er et tal, #2026plan er ikke", ["2026plan"]),
        ("https://randers.dk/#kontakt og a#b", []),
        ("#مرحبا", ["مرحبا"]),
    ],
)
def test_hashtags_are_letters_digits_and_underscores_but_not_digits_alone(text: str, found: list[str]) -> None:
    assert counting.hashtags(text) == found


VECTORS = [
    *WEIGHTED,
    *MASTODON,
    *THREADS,
    "☀️ ☀︎ ☀ © ©️ ™",
    "#randers.dk @randers.dk x-randers.dk -randers.dk",
    "(https://da.wikipedia.org/wiki/Langå_(by))",
    "http://☃.net/ ☃.net æøå.dk",
    "مرحبا بالعالم https://randers.dk/ه",
    "日本語example.com中国語",
    "a.b.c.dk/foo!bar. randers.dk:8000/x randers.dkk randers.com.dk",
    "\u200bZWSP\u200e",
    "a" * 400,
]


def counted(clients: Path, asked: list[dict[str, str]]) -> list[dict[str, int]]:
    """What the channels' own code says."""
    command = [shutil.which("node") or "node", "count.mjs"]
    done = subprocess.run(command, cwd=clients, input=orjson.dumps(asked), capture_output=True, check=True)
    found: list[dict[str, int]] = orjson.loads(done.stdout)
    return found


def test_we_count_as_twitter_text_and_the_browsers_segmenter_do(clients: Path) -> None:
    asked = [{"unit": unit, "text": text} for unit in ("WEIGHTED", "GRAPHEMES", "CHARACTERS") for text in VECTORS]

    theirs = [each["count"] for each in counted(clients, asked)]
    assert [counting.WAYS[each["unit"]](each["text"]) for each in asked] == theirs


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_counted_in_every_way(text: str) -> None:
    for count in counting.WAYS.values():
        assert 0 <= count(text) <= 4 * max(len(text), 1) + 23


@pytest.mark.parametrize("hostile", ["a." * 1500, "http://a.dk/" + "(a" * 2000, "a-" * 2000 + ".dk", "@a" * 3000])
def test_a_hostile_text_is_counted_at_once(hostile: str) -> None:
    from time import perf_counter

    counting.weighted("a.dk")  # the pattern is made once
    begun = perf_counter()
    for count in counting.WAYS.values():
        count(hostile)
    assert perf_counter() - begun < 2
