"""How long a text is, by each channel's own way of counting. One function per way; which channel counts how is data.

The limits themselves are rows that editors see, see `models/sharing.py`. What these functions are checked against is in
`tests/content/test_counting.py`: the channels' published examples, and their own code where they publish it.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from content.words import Counting

X_LINK, X_NARROW, X_WIDE = 23, 1, 2
MASTODON_LINK = 23
# What X counts once: Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours, and the dashes, quotes and spaces.
_X_NARROW = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
    r"|(?:\p{Emoji_Presentation}(?!\uFE0E)|(?=[^0-9#*])\p{Emoji}\uFE0F|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))"
    r"(?:\p{Emoji_Modifier}|\uFE0F)?"
    r"(?:\u200D(?=[^0-9#*])\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)*"
    r"(?:[\U000E0020-\U000E007E]+\U000E007F)?"
)
HASHTAG = regex.compile(r"(?<![\p{L}\p{N}_/&#])[#＃](?=[\p{N}_]*\p{L})([\p{L}\p{M}\p{N}_]+)")
SCHEMED = regex.compile(r"(?i)(?<![\p{L}\p{N}_])https?://[^\s<>\"]*[^\s<>\".,;:!?'’”»)\]]")
_MENTION = regex.compile(
    r"(?<![\p{L}\p{N}_/])@([A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)@[\p{L}\p{N}.-]+[\p{L}\p{N}]"
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, in what unit, and how long it may be."""

    value: int
    unit: str
    limit: int

    @property
    def remaining(self) -> int:
        """Negative where it is too long."""
        return self.limit - self.value


def graphemes(text: str) -> list[str]:
    """What people see as characters: an emoji family is one, a letter with its accents is one."""
    return _GRAPHEME.findall(text)


def is_emoji(grapheme: str) -> bool:
    return _EMOJI.fullmatch(grapheme) is not None


def hashtags(text: str) -> list[str]:
    """The hashtags in a text, without the sign. Digits alone are none."""
    return HASHTAG.findall(text)


def links(text: str) -> list[str]:
    """Links, with and without their scheme: frivillig.dk is one too."""
    return [text[start:end] for start, end in _links(text)]


# ── one function per way of counting ────────────────────────────────────────────────────────────────────────────────


def characters(text: str) -> int:
    """As editors and browsers count: UTF-16 units, so most emoji are two or more. The strictest reading of a limit."""
    return len(text.encode("utf-16-le")) // 2


def weighted(text: str) -> int:
    """X: composed first; a link is 23, an emoji 2 whatever it is made of, most letters 1, everything else 2."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    total, at = 0, 0
    for start, end in _links(text):
        total += _weight(text[at:start]) + X_LINK
        at = end
    return total + _weight(text[at:])


def mastodon(text: str) -> int:
    """Graphemes; a link with its scheme is 23, of a mention only the name counts."""
    text = SCHEMED.sub("x" * MASTODON_LINK, text)
    return len(graphemes(_MENTION.sub(r"@\1", text)))


def emoji_as_bytes(text: str) -> int:
    """Threads: a character is one, an emoji as many as its bytes in UTF-8."""
    return sum(len(each.encode()) if is_emoji(each) else len(each) for each in graphemes(text))


def grapheme_count(text: str) -> int:
    return len(graphemes(text))


WAYS: dict[str, Callable[[str], int]] = {
    Counting.CHARACTERS: characters,
    Counting.WEIGHTED: weighted,
    Counting.MASTODON: mastodon,
    Counting.EMOJI_AS_BYTES: emoji_as_bytes,
    Counting.GRAPHEMES: grapheme_count,
}


def length_of(text: str, counting: str, limit: int, byte_limit: int | None = None) -> Length:
    """A text's length. Where bytes are limited too, in bytes if those are what is too much."""
    length = Length(WAYS[counting](text), counting, limit)
    in_bytes = len(text.encode())
    if byte_limit is not None and in_bytes > byte_limit and length.remaining >= 0:
        return Length(in_bytes, "BYTES", byte_limit)
    return length


# ── what X takes for a link ─────────────────────────────────────────────────────────────────────────────────────────


def _weight(text: str) -> int:
    total, at = 0, 0
    for match in _EMOJI.finditer(text):
        total += sum(map(_weight_of, text[at : match.start()])) + X_WIDE
        at = match.end()
    return total + sum(map(_weight_of, text[at:]))


def _weight_of(character: str) -> int:
    return X_NARROW if any(first <= ord(character) <= last for first, last in _X_NARROW) else X_WIDE


def _links(text: str) -> list[tuple[int, int]]:
    """Where links begin and end."""
    return [match.span() for match in _link_pattern().finditer(text)] if "." in text else []


_ACCENTED = (
    r"\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
_NOT_IN_A_NAME = (
    r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$\s\p{Z}\uFFFE\uFEFF\uFFFF\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069"
)


@cache
def _link_pattern() -> "regex.Pattern[str]":
    """X knows a link by its top-level domain; without a scheme its name must be plain letters."""
    names = (Path(__file__).parent / "top_level_domains.txt").read_text(encoding="utf-8").partition("\n")[2].split()
    known = "|".join(sorted(map(regex.escape, names), key=lambda name: (-len(name), name)))
    top = rf"(?:{known}|xn--[\-0-9a-z]+)(?![0-9a-z@+\-])"
    letter = rf"[^{_NOT_IN_A_NAME}]"
    any_name = rf"(?:(?:{letter}(?:[_-]|{letter})*)?{letter}\.)*(?:{letter}(?:-|{letter})*)?{letter}\.{top}"
    plain_name = rf"(?:[a-z0-9{_ACCENTED}][\-a-z0-9{_ACCENTED}]*\.)+{top}"
    general = rf"[a-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTED}]"
    balanced = rf"\((?:{general}+|{general}*\({general}+\){general}*)\)"
    ending = rf"(?:[+\-a-z\u0400-\u04FF0-9=_#/{_ACCENTED}]|{balanced})"
    path = rf"(?:{general}*(?:{balanced}{general}*)*{ending}|@{general}+/)"
    return regex.compile(
        r"(?i)(?<![A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF])"
        rf"(?:https?://{any_name}|(?<![-_./]){plain_name})"
        r"(?::\d+)?"
        rf"(?:/{path}*)?"
        r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?"
    )
