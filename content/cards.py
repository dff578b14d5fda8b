"""Cards: words drawn as a picture, for a post that may show no photo. What is drawn is said in full in the alt text."""

import colorsys
import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from content import ids

FONTS = Path(__file__).parent / "fonts"  # EB Garamond, under the SIL Open Font License
TITLE = "title"
QUALITY = 88
FIGURES = ["lnum"] if features.check("raqm") else None  # as tall as capitals; old-style ones read like letters
_FLAME = (
    "17.5,2 18.3,5.4 20.6,8 23,10.7 25,13.9 26,19 25.5,22.6 23.2,26.8 20,29.2 16,30 12,29.2 8.8,26.8 6.6,23.2 6,19.2 "
    "6.5,15.9 7.9,12.9 10,9.7 10.7,11.9 11.7,13.3 13,14.1 12.8,10.6 13.8,7.4 15.4,4.5"
)
_GLOW = (
    "16.4,15.5 17.1,17.2 18.8,18.9 20.2,21 20.8,24 20.1,26.4 18.5,28.1 16,28.8 13.5,28.1 11.8,26.4 11.2,24 11.8,21.6 "
    "13.1,19.4 13.8,20.8 14.8,21.4 14.9,19.2 15.4,17.2"
)


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card. `said` is drawn large, `who` under it, `sender` beside the flame."""

    said: str
    who: str
    sender: str
    colour: str
    is_quote: bool = False

    @property
    def alt(self) -> str:
        """Exactly what is drawn."""
        return ". ".join(words.rstrip(".") for words in (self.said, self.who, self.sender) if words)


def card(said: str, who: str, sender: str, colour: str, is_quote: bool = False) -> Card:
    """A card of what can be drawn: an emoji, or a letter our typeface lacks, is left out of the words as well."""
    return Card(_drawable(said), _drawable(who), _drawable(sender), colour, is_quote)


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────────


def path_of(item: UUID, language: str, what: str, width: int, height: int) -> str:
    """The signed path of an item's card. `what` is a quote's id, or TITLE."""
    item_id = ids.public_id(ids.ITEM, item)
    signature = _sign(item_id, language, what, f"{width}x{height}")
    return f"/cards/{item_id}/{language}.{what}.{width}x{height}.{signature}.jpg"


def is_ours(item_id: str, language: str, what: str, size: str, signature: str) -> bool:
    return constant_time_compare(signature, _sign(item_id, language, what, size))


def _sign(*parts: str) -> str:
    mac = salted_hmac("content.cards", "|".join(parts), secret=settings.SECRET_KEY, algorithm="sha256")
    return mac.hexdigest()[:16]


# ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def fingerprint(words: Card) -> str:
    """Tells one card's words from another's."""
    said = "|".join((words.said, words.who, words.sender, words.colour))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


@lru_cache(maxsize=64)
def draw(words: Card, width: int, height: int) -> bytes:
    """The card as a JPEG. A few flat colours: it stays far below what any channel takes."""
    file = BytesIO()
    _drawn(words, width, height).save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _drawn(words: Card, width: int, height: int) -> Image.Image:
    ground, glow, ink = _colours(words.colour)
    picture = Image.new("RGB", (width, height), ground)
    pen = ImageDraw.Draw(picture)
    unit = min(width, height) / 100
    edge = round(8 * unit)
    _weave(pen, width, height, unit, _mixed(ground, glow, 0.1))
    foot = height - edge - round(7 * unit)
    top = edge
    if words.is_quote:
        mark = _font("Regular", round(34 * unit))
        pen.text((edge - round(1.5 * unit), edge - round(4 * unit)), "“", font=mark, fill=glow, anchor="lt")
        top += round(13 * unit)
    who_font = _font("Italic", round(5 * unit))
    who = _wrapped(words.who, who_font, width - 2 * edge) if words.who else []
    who_height = round(len(who) * 6.6 * unit + (3 * unit if who else 0))
    room = foot - round(5 * unit) - top - who_height
    lines, font, step = _fitted(words.said, width - 2 * edge, room, unit)
    y = top + (0 if words.is_quote else max(0, (room - len(lines) * step) // 2))
    for line in lines:
        pen.text((edge, y), line, font=font, fill=ink, anchor="la", features=FIGURES)
        y += step
    y += round(3 * unit)
    for line in who:
        pen.text((edge, y), line, font=who_font, fill=glow, anchor="la", features=FIGURES)
        y += round(6.6 * unit)
    _signed(pen, words.sender, edge, foot, unit, glow, ink)
    return picture


def _fitted(words: str, width: int, room: int, unit: float) -> tuple[list[str], ImageFont.FreeTypeFont, int]:
    """The words in lines, as large as there is room for."""
    size = round(13 * unit)
    while True:
        font = _font("Regular", size)
        lines, step = _wrapped(words, font, width), round(size * 1.18)
        fits = all(_length(line, font) <= width for line in lines)
        if (fits and len(lines) * step <= room) or size <= 3 * unit:
            return _balanced(words, font, width, len(lines)), font, step
        size = round(size * 0.94) if size > 20 else size - 1


def _balanced(words: str, font: ImageFont.FreeTypeFont, width: int, count: int) -> list[str]:
    """As many lines, of more even length: no word stands alone at the end."""
    narrow, wide = width // 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        lines = _wrapped(words, font, middle)
        even = len(lines) == count and all(_length(line, font) <= middle for line in lines)
        narrow, wide = (narrow, middle) if even else (middle, wide)
    return _wrapped(words, font, wide)


def _length(line: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(line, features=FIGURES)


def _wrapped(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and _length(f"{lines[-1]} {word}", font) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _signed(
    pen: ImageDraw.ImageDraw,
    sender: str,
    edge: int,
    foot: int,
    unit: float,
    glow: tuple[int, ...],
    ink: tuple[int, ...],
) -> None:
    """The sender's name beside the flame."""
    scale = 7 * unit / 30
    for outline, colour in ((_FLAME, "#d4552b"), (_GLOW, "#f2b347")):
        pen.polygon([(edge + (x - 6) * scale, foot + y * scale) for x, y in _points(outline)], fill=colour)
    pen.line((edge, foot - 3 * unit, edge + 14 * unit, foot - 3 * unit), fill=glow, width=max(1, round(unit / 3)))
    pen.text(
        (edge + round(7 * unit), foot + round(4.4 * unit)),
        sender,
        font=_font("Regular", round(4.6 * unit)),
        fill=ink,
        anchor="lm",
        features=FIGURES,
    )


def _weave(pen: ImageDraw.ImageDraw, width: int, height: int, unit: float, colour: tuple[int, ...]) -> None:
    """Rings from the lower right corner, like a stone thrown into water."""
    for number in range(1, 9):
        radius = number * 11 * unit
        box = (width - radius, height - radius, width + radius, height + radius)
        pen.ellipse(box, outline=colour, width=max(1, round(unit / 2)))


def _points(outline: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in outline.split())
    return [(float(x), float(y)) for x, y in pairs]


def _colours(accent: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Ground, glow and ink: the accent's hue, so dark and so light that anything written can be read."""
    red, green, blue = (part / 255 for part in ImageColor.getrgb(accent)[:3])
    hue, _lightness, saturation = colorsys.rgb_to_hls(red, green, blue)

    def at(lightness: float, share: float) -> tuple[int, ...]:
        return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue, lightness, saturation * share))

    return at(0.14, 0.75), at(0.78, 0.8), (253, 250, 246)


def _mixed(first: tuple[int, ...], second: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


@lru_cache(maxsize=128)
def _font(style: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"EBGaramond12-{style}.otf"), size)


def _drawable(words: str) -> str:
    kept = "".join(character for character in words if character.isspace() or _is_drawn(character))
    return " ".join(kept.split())


@cache
def _is_drawn(character: str) -> bool:
    """Whether the typeface has this letter; what it lacks comes out as the same box as a character nobody has."""
    font = _font("Regular", 32)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff")) and character.isprintable()
