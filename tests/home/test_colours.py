"""Whatever accent a municipality chooses, its pages can be read."""

import re

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.samples import a_site
from home import theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAIRS = [  # what is written, on what, and how well it must be read
    ("accent", "paper", 4.5),
    ("accent", "raised", 4.5),
    ("accent", "tint", 4.5),
    ("accent-strong", "paper", 4.5),
    ("on-accent", "accent", 4.5),
    ("glow", "deep", 7),
]
INK = {0: "#1c1b1a", 1: "#efece8"}  # as in site.css


def between(first: str, second: str) -> float:
    return theme.contrast(theme._read(first), theme._read(second))


@given(COLOURS)
def test_every_text_can_be_read_by_day_and_by_night(accent: str) -> None:
    for number, colours in enumerate(theme.palette(accent)):
        for text, ground, least in PAIRS:
            assert between(colours[text], colours[ground]) >= least, (number, text, ground)
        for ground in ("paper", "raised", "tint"):
            assert between(INK[number], colours[ground]) >= 7, (number, ground)
        assert between("#fdfaf6" if number == 0 else "#f6f2ed", colours["deep"]) >= 7


def test_a_municipality_has_its_own_stylesheet(db: None, client: Client) -> None:
    a_site("vinje", accent_colour="#2e6b3a")

    own = client.get("/theme.css?site=vinje")
    shared = client.get("/theme.css")

    assert own["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent:#2e6b3a" in own.content.decode()
    assert '[data-site="vinje"]' in shared.content.decode()
    assert not own.cookies


def test_nothing_but_colours_gets_into_the_stylesheet(db: None, client: Client) -> None:
    a_site("vinje", accent_colour="}*{}")

    css = client.get("/theme.css?site=vinje").content.decode()

    assert not re.search(r"\*", css)
    assert f"--accent:{theme.DEFAULT}" in css
