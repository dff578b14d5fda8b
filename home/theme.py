"""A municipality's colours: everything follows from the one accent colour its editors chose.

Whatever they chose, every text that stands on these colours can be read: contrast is measured as WCAG 2 does, and a
colour that falls short is made darker or lighter until it no longer does.
"""

import colorsys
import re
from collections.abc import Iterable
from functools import lru_cache

from content.references import SiteRecord

VERSION = 1  # of the recipe; raise it when the same accent gives other colours
DEFAULT = "#8a3b1e"
TEXT, STRONG = 4.6, 9.0  # what text needs (4.5, and a little for rounding); what white words on a dark field deserve

Colour = tuple[float, float, float]
Palette = dict[str, str]

_COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0)
PAPER, INK = (251.0, 250.0, 247.0), (28.0, 27.0, 26.0)
NIGHT, RAISED = (21.0, 21.0, 21.0), (33.0, 32.0, 31.0)


def css(sites: Iterable[SiteRecord], accent: str | None = None) -> str:
    """A stylesheet with this accent for the page, and each site's own under `data-site`."""
    scopes = [(":root", accent or DEFAULT)] + [(f'[data-site="{site.key}"]', site.accent_colour) for site in sites]
    light = "\n".join(_rule(scope, palette(colour)[0]) for scope, colour in scopes)
    dark = "\n".join(_rule(scope, palette(colour)[1]) for scope, colour in scopes)
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


@lru_cache(maxsize=256)
def palette(accent: str) -> tuple[Palette, Palette]:
    """What the stylesheet calls its colours, by daylight and in the dark."""
    own = _read(accent if _COLOUR.fullmatch(accent) else DEFAULT)
    return _light(own), _dark(own)


def contrast(first: Colour, second: Colour) -> float:
    """How well one can be read on the other, from 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _light(own: Colour) -> Palette:
    tint = _mix(PAPER, own, 0.07)
    accent = _readable(own, on=[WHITE, PAPER, tint], step=-0.01)
    deep = _readable(_at(own, 0.135, 0.75), on=[WHITE], step=-0.01, least=STRONG)
    return {
        "paper": _hex(_mix(PAPER, own, 0.01)),
        "raised": "#ffffff",
        "tint": _hex(tint),
        "line": _hex(_mix(_mix(PAPER, INK, 0.13), own, 0.05)),
        "accent": _hex(accent),
        "accent-strong": _hex(_mix(accent, BLACK, 0.28)),
        "on-accent": "#ffffff",
        "deep": _hex(deep),
        "deep-line": _hex(_mix(deep, WHITE, 0.2)),
        "glow": _hex(_readable(_at(own, 0.78, 0.8), on=[deep], step=0.01, least=7.2)),
        "weave": _hex(_at(own, 0.66, 0.7)),
    }


def _dark(own: Colour) -> Palette:
    tint, raised = _mix(NIGHT, own, 0.16), _mix(RAISED, own, 0.05)
    accent = _readable(_at(own, 0.68, 0.85), on=[NIGHT, raised, tint], step=0.01, least=5.2)
    deep = _at(own, 0.09, 0.6)
    return {
        "paper": _hex(_mix(NIGHT, own, 0.02)),
        "raised": _hex(raised),
        "tint": _hex(tint),
        "line": _hex(_mix(_mix(NIGHT, WHITE, 0.16), own, 0.08)),
        "accent": _hex(accent),
        "accent-strong": _hex(_mix(accent, WHITE, 0.35)),
        "on-accent": _hex(INK if contrast(accent, INK) >= contrast(accent, WHITE) else WHITE),
        "deep": _hex(deep),
        "deep-line": _hex(_mix(deep, WHITE, 0.18)),
        "glow": _hex(_readable(_at(own, 0.76, 0.8), on=[deep], step=0.01, least=7.2)),
        "weave": _hex(_at(own, 0.3, 0.8)),
    }


def _rule(scope: str, colours: Palette) -> str:
    return scope + "{" + ";".join(f"--{name}:{colour}" for name, colour in colours.items()) + "}"


def _readable(colour: Colour, on: list[Colour], step: float, least: float = TEXT) -> Colour:
    """The colour itself, or as little lighter or darker as it takes."""
    lightness = _hls(colour)[1]
    while any(contrast(colour, ground) < least for ground in on) and 0 <= lightness + step <= 1:
        lightness += step
        colour = _at(colour, lightness)
    return colour


def _at(colour: Colour, lightness: float, saturation: float = 1.0) -> Colour:
    """The same hue, as light as this, and with this share of its saturation."""
    hue, _lightness, own = _hls(colour)
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, own * saturation)
    return red * 255, green * 255, blue * 255


def _hls(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in colour)
    return colorsys.rgb_to_hls(red, green, blue)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour `share` of the way from the first to the second."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def _read(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour[1:])
    return float(red), float(green), float(blue)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour)
