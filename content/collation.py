"""Sorting as Danes and Norwegians do, the same in every database: … x y z æ ø å, and aa where å would be."""

import unicodedata

_LETTERS = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ð": "d", "þ": "th", "ü": "y", "ß": "ss"}


def sort_key(title: str) -> str:
    """A key of hexadecimal digits, which every collation puts in the same order. At most 160 characters."""
    text = unicodedata.normalize("NFC", title.casefold()).replace("aa", "å")
    folded = "".join(_LETTERS.get(letter) or _bare(letter) for letter in text)
    words = "".join(letter if letter.isalnum() or letter in "{|} " else " " for letter in folded)
    return " ".join(words.split()).encode()[:80].hex()


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
