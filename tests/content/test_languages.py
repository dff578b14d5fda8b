"""One language per item per answer, and the answer says which."""

from datetime import timedelta
from typing import Any

import pytest

from content import clock, publishing
from content.samples import a_site
from stories.samples import a_story
from tests.conftest import NOW, Ask

LIST = """query ($languages: [String!], $fallback: Fallback) {
  stories(languages: $languages, fallback: $fallback, order: TITLE) {
    totalCount nodes {
      title language { code isFallback isOutdated available requested } primaryArea { label } } } }"""


@pytest.fixture
def three(site: Any) -> None:
    """One story in Danish and English, one in Danish alone, one in nynorsk and bokmål from Vinje."""
    vinje = a_site("vinje", language="nn")
    both = a_story(title="A dansk", primary_area="CULTURE_LEISURE")
    a_story(title="A english", language="en", translation_of=both, primary_area="CULTURE_LEISURE")
    a_story(title="B kun dansk")
    nynorsk = a_story(title="C nynorsk", site=vinje)
    a_story(title="C bokmål", site=vinje, language="nb", translation_of=nynorsk)
    a_story(title="D norsk kladde", language="nb", published=False)


def listed(ask: Ask, **variables: Any) -> list[str]:
    answer = ask(LIST, **variables)["data"]["stories"]
    assert answer["totalCount"] == len(answer["nodes"])
    return [node["title"] for node in answer["nodes"]]


@pytest.mark.parametrize(
    ("languages", "titles"),
    [
        (None, ["A dansk", "B kun dansk", "C nynorsk"]),
        (["nb", "nn", "da", "en"], ["A dansk", "B kun dansk", "C bokmål"]),
        (["en", "da"], ["A english", "B kun dansk"]),
        (["nn"], ["C nynorsk"]),
        (["no-NO", "en-GB"], ["A english", "C bokmål"]),
        (["de"], []),
    ],
)
def test_each_item_once_in_the_first_language_it_has(ask: Ask, three: None, languages: Any, titles: list[str]) -> None:
    assert listed(ask, languages=languages) == titles


def test_none_is_strict(ask: Ask, three: None) -> None:
    assert listed(ask, languages=["en", "da"], fallback="NONE") == ["A english"]
    assert listed(ask, fallback="NONE") == ["A dansk", "B kun dansk", "C nynorsk"]


def test_the_answer_says_what_happened(ask: Ask, three: None) -> None:
    nodes = ask(LIST, languages=["nb", "en", "da"])["data"]["stories"]["nodes"]

    assert [node["language"] for node in nodes] == [
        {
            "code": "en",
            "isFallback": True,
            "isOutdated": False,
            "available": ["da", "en"],
            "requested": ["nb", "en", "da"],
        },
        {"code": "da", "isFallback": True, "isOutdated": False, "available": ["da"], "requested": ["nb", "en", "da"]},
        {
            "code": "nb",
            "isFallback": False,
            "isOutdated": False,
            "available": ["nn", "nb"],
            "requested": ["nb", "en", "da"],
        },
    ]


def test_labels_come_in_the_language_asked_for(ask: Ask, three: None) -> None:
    def label(languages: list[str] | None) -> str:
        found: str = ask(LIST, languages=languages)["data"]["stories"]["nodes"][0]["primaryArea"]["label"]
        return found

    assert label(None) == "Kultur og Fritid"
    assert label(["nb", "da"]) == "Kultur og fritid"
    assert label(["en"]) == "Culture and leisure"


def test_a_translation_older_than_its_original_says_so(ask: Ask, site: Any) -> None:
    with clock.at(NOW - timedelta(days=3)):
        danish = a_story(title="Nyt")
    with clock.at(NOW - timedelta(days=2)):
        a_story(title="News", language="en", translation_of=danish)
    assert ask(LIST, languages=["en"])["data"]["stories"]["nodes"][0]["language"]["isOutdated"] is False
    with clock.at(NOW - timedelta(days=1)):
        danish.title = "Nyere"
        publishing.publish(danish)

    assert ask(LIST, languages=["en"])["data"]["stories"]["nodes"][0]["language"]["isOutdated"] is True
    assert ask(LIST, languages=["da"])["data"]["stories"]["nodes"][0]["language"]["isOutdated"] is False


def test_two_lists_in_one_request_do_not_mix(ask: Ask, three: None) -> None:
    answer = ask("""{
      danish: stories(languages: ["da"], order: TITLE) { nodes { title primaryArea { label } } }
      english: stories(languages: ["en"], order: TITLE) { nodes { title primaryArea { label } } } }""")["data"]

    assert answer["danish"]["nodes"][0] == {"title": "A dansk", "primaryArea": {"label": "Kultur og Fritid"}}
    assert answer["english"]["nodes"][0] == {"title": "A english", "primaryArea": {"label": "Culture and leisure"}}
