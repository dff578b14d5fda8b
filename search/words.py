"""Words as people write them: found in a text, spelt as they should be, cut down to what they share.

The same in the index, in a query and in a snippet, and in both databases. A word has a tongue: Danish, Norwegian (both
written forms) or English. `stem` takes its endings away as the tongue has them, `fold` its letters to what any keyboard
has.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import snowballstemmer

TONGUES = {"da": "da", "nb": "no", "nn": "no", "en": "en"}
LONGEST = 40  # letters of a word that count

_WORD = re.compile(
    r"(?:§+\s*|\bparagraf(?:fen|en)?\s+|\bparagraph\s+)(?P<paragraph>\d{1,4})(?:\s?s\b)?"
    r"|[^\W_]+(?:['’][^\W_]+)*",
    re.IGNORECASE,
)
_SPELLINGS = (("aa", "å"), ("ae", "æ"), ("ä", "æ"), ("oe", "ø"), ("ö", "ø"))
_PLAIN = str.maketrans({"å": "a", "æ": "a", "ø": "o", "ð": "d", "þ": "th", "ß": "ss"})
_OWN_LETTERS = set("æøå")
_SHORT_NOUN = re.compile(r"([^aeiouyæøå]*[eiouyæøå])(?:en|et|er|erne|ene)s?")  # stien, søen, byerne
_NYNORSK = (  # what nynorsk writes otherwise than bokmål; a Norwegian word loses it before its endings
    (re.compile(r"ei"), "e"),
    (re.compile(r"[øo]y"), "ø"),
    (re.compile(r"(?<=\w)([kg])j(?=e)"), r"\1"),
    (re.compile(r"leg(?=e?$)"), "lig"),
    (re.compile(r"(?<=\w{3})ar(?=e?$|ane$)"), "er"),
    (re.compile(r"(?<=\w{3})ane$"), "ene"),
)
_TWICE = re.compile(r"([bdfgklmnprst])\1$")

_SMALL = """
ad af alle alt at bare be blev bliver da de dem den denne der deres det dette dig din dine disse dit du efter eller
en end er et fik for fra får før gik gør ham han hans har havde have hende hendes her hos hun hvad hvem hver hvis
hvor hvordan hvorfor hvornår i igen ikke ind ingen intet ja jeg jer jeres jo kan kom kommer kun kunne lige man mange
med meget men mens mere mig min mine mit må ned nej noget nogen nogle nok nu når og også om op os over på sagt samme
se selv sig sin sine sit skal skulle som så sådan til ud uden under var ved vi vil ville vor vores være været
av bli blir både dere deg deira dei den deim då eg ein eit ei enn etter frå ha hadde hans henne hennes hun hva
hvilken ho hvordan hvorfor ikkje inn jeg kva kvar kven kvifor kvart korleis mykje mot nå no noe noen nokon nokre
ny opp oss seg sei si sidan sine skulle slik så som tidlegare til upp ut varte vart vere vert vore vår våre å
a an and any are as at be been but by can did do does for from had has have he her his how i if in into is it its me
my no not of on or our she so some than that the their them then there these they this those to too up us was we
were what when where which who why will with would you your
"""
STOP_WORDS = frozenset(_SMALL.split())  # they say nothing of what an item is about


def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


_STEMMERS = {"da": _stemmer("danish"), "no": _stemmer("norwegian"), "en": _stemmer("english")}


@lru_cache(maxsize=65_536)
def spelt(text: str) -> str:
    """As a Scandinavian keyboard writes it: Langaa is Langå, boern is børn."""
    for typed, meant in _SPELLINGS:
        text = text.replace(typed, meant)
    return text


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """With the letters that any keyboard has: Langå, Langaa and Langa are one."""
    plain = unicodedata.normalize("NFKD", spelt(text).translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def stem(text: str, tongue: str) -> str:
    """Without the endings of its tongue. Bokmål and nynorsk meet."""
    if tongue == "en":
        return _STEMMERS["en"].stemWord(text)
    text = spelt(text)
    if short := _SHORT_NOUN.fullmatch(text):
        return short[1]
    if tongue == "no":
        for nynorsk, bokmaal in _NYNORSK:
            text = nynorsk.sub(bokmaal, text)
    return _TWICE.sub(r"\1", _STEMMERS[tongue].stemWord(text))


@lru_cache(maxsize=65_536)
def root(text: str, tongue: str) -> str:
    """Its stem, folded: what the index looks up."""
    return fold(stem(text, tongue))


@dataclass(frozen=True)
class Word:
    """A word of a text or a query, in small letters."""

    text: str

    @cached_property
    def spelt(self) -> str:
        return spelt(self.text)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def is_our_own(self) -> bool:
        """Whether it was written with æ, ø or å in some spelling; then no plain a or o will do."""
        return not _OWN_LETTERS.isdisjoint(self.spelt)

    @cached_property
    def roots(self) -> dict[str, str]:
        return {tongue: root(self.text, tongue) for tongue in _STEMMERS}


@dataclass(frozen=True, slots=True)
class Span:
    """Where a word stands in a text."""

    start: int
    end: int
    text: str


def spans(text: str) -> Iterator[Span]:
    """Every word of a text in its composed form, in order. Whatever is no letter and no digit stands between words."""
    for match in _WORD.finditer(text):
        if match["paragraph"]:
            yield Span(match.start(), match.end(), f"§{match['paragraph']}")
        else:
            yield Span(match.start(), match.end(), match[0].lower().replace("’", "'")[:LONGEST])


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def told(text: str) -> list[str]:
    """The words that a text can be found by, in order; a paragraph also by its number and by the word."""
    found = []
    for span in spans(composed(text)):
        if span.text.startswith("§"):
            found += [span.text, span.text[1:], "paragraf"]
        elif span.text not in STOP_WORDS:
            found.append(span.text)
    return found


def asked(text: str, most: int) -> list[Word]:
    """The words that a query asks for, each once, at most so many. Small words that say nothing are left out."""
    found = [span.text for span in spans(composed(text)) if span.text not in STOP_WORDS]
    return [Word(each) for each in list(dict.fromkeys(found))[:most]]
