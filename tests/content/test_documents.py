"""Files to download: public for as long as something public links to them."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from content import clock, publishing
from stories.samples import a_story
from tests.conftest import NOW


@pytest.fixture
def leaflet(site: Any) -> Document:
    return Document.objects.create(title="Forsikring", file=ContentFile(b"Du er forsikret.", name="forsikring.txt"))


def status(client: Client, document: Document) -> int:
    response: Any = client.get(document.url)
    if response.streaming:
        assert b"".join(response.streaming_content) == b"Du er forsikret."
    found: int = response.status_code
    return found


def test_a_file_that_nothing_links_to_is_not_public(client: Client, leaflet: Document) -> None:
    a_story(published=False, body=[("document", {"document": leaflet})])

    assert status(client, leaflet) == 404


@pytest.mark.parametrize("how", ["block", "text"])
def test_a_file_goes_with_what_links_to_it(client: Client, leaflet: Document, how: str) -> None:
    link = f'<p>Læs <a linktype="document" id="{leaflet.pk}">folderen</a>.</p>'
    story = a_story(body=[("document", {"document": leaflet}) if how == "block" else ("paragraph", link)])
    assert status(client, leaflet) == 200
    publishing.unpublish(story)

    assert status(client, leaflet) == 404


def test_a_file_waits_for_the_embargo(client: Client, leaflet: Document) -> None:
    lifts = NOW.replace(hour=10)
    publishing.publish(a_story(published=False, body=[("document", {"document": leaflet})]), at=lifts)

    assert status(client, leaflet) == 404
    with clock.at(lifts):
        assert status(client, leaflet) == 200


def test_editors_may_look_before(editor: Client, leaflet: Document) -> None:
    assert status(editor, leaflet) == 200
