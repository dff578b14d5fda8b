"""A valid story and initiative in one call each."""

from typing import Any

from content.samples import a_page
from stories.models import InitiativePage, StoryPage

BODY = [
    ("heading", {"heading": "Sådan begyndte det", "level": "2"}),
    ("paragraph", "<p>Vi mødtes en torsdag.</p>"),
]


def a_story(**fields: Any) -> StoryPage:
    found: StoryPage = a_page(StoryPage, **{"summary": "En god historie fra byen.", "body": BODY, **fields})
    return found


def an_initiative(**fields: Any) -> InitiativePage:
    parts = {
        "summary": "Et initiativ, andre kan kopiere.",
        "who": "<p>Naboerne</p>",
        "what": "<p>rydder op</p>",
        "where": "<p>i parken</p>",
        "why": "<p>så alle kan bruge den</p>",
        "body": BODY,
    }
    found: InitiativePage = a_page(InitiativePage, **{**parts, **fields})
    return found


SAMPLES = {"Story": a_story, "Initiative": an_initiative}
