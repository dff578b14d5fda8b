"""The Share tab in a real browser: write, watch the count, look, copy, plan, publish, write down where."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.running import Demo

pytestmark = pytest.mark.browser
STORY = "Et træ til hver skole"
FAMILY = "👨‍👩‍👧‍👦"
DRAFT = """
from content.models import Photo
from stories.samples import a_story
photo = Photo.objects.filter(consent="NOT_REQUIRED").order_by("pk").first()
print(a_story(title="%s", slug="et-trae", summary="Otte skoler, otte træer.", photo=photo, published=False).pk)
"""
FORGET = """
from content.models import Posting
from stories.models import StoryPage
StoryPage.objects.get(pk=%s).delete()
Posting.objects.filter(url="https://x.example/randers/1").delete()
"""


@pytest.fixture
def tab(page: Page, demo: Demo) -> Iterator[Page]:
    """The Share tab of a draft, taken away afterwards."""
    draft = demo.shell(DRAFT % STORY)
    expect.set_options(timeout=30_000)  # the first pictures are still being made
    page.goto(f"{demo.url}/admin/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", "ildsjael-demo")
    page.get_by_role("button", name=re.compile("Log|Sign")).click()
    expect(page.locator("nav").first).to_be_visible()
    page.goto(f"{demo.url}/admin/pages/{draft}/edit/")
    page.locator("#tab-label-share").click()
    expect(channel(page, "X").locator("[data-share-value]")).to_have_text(re.compile(r"\d+"))
    yield page
    expect.set_options(timeout=5_000)
    demo.shell(FORGET % draft)


def channel(page: Page, name: str) -> Any:
    return page.locator(f"[data-share-channel={name}]")


def test_write_watch_look_and_publish(tab: Page, demo: Demo) -> None:
    expect(tab.locator("[data-share-notice]")).to_be_visible()  # it is a draft
    x = channel(tab, "X")
    own = x.locator("[data-share-text]")
    own.fill(f"Torvet er åbent {FAMILY}")
    expect(x.locator("[data-share-value]")).to_have_text("18")
    expect(x.locator("[data-share-text-shown]")).to_have_text(f"Torvet er åbent {FAMILY}")
    own.fill("å" * 290)
    expect(x.locator("[data-share-value]")).to_have_text("290")
    expect(x).to_have_class(re.compile("share-broken"))
    expect(x.locator("[data-share-warnings] li")).to_have_count(1)
    own.fill("Torvet er åbent. {link} #Langå")
    expect(x).not_to_have_class(re.compile("share-broken"))
    expect(x.locator(".share-live")).to_have_count(2)
    picture = x.locator("[data-share-picture]")
    expect(picture).to_be_visible()
    assert "/photos/" in (picture.get_attribute("src") or "")
    assert tab.evaluate("document.querySelector('[data-share-channel=X] [data-share-picture]').alt") != ""

    menu = tab.locator("footer .w-dropdown-button, .actions .w-dropdown-button").first
    menu.locator("[data-w-dropdown-target=toggle]").click()
    tab.locator("button[name=action-publish]").click()
    expect(tab.locator(".messages")).to_contain_text(STORY)
    query = "{ stories(first: 10) { nodes { title share(channel: X) { text isHandEdited isOutdated isValid } } } }"
    found = {each["title"]: each["share"] for each in demo.ask(query)["data"]["stories"]["nodes"]}
    assert found[STORY] | {"text": ""} == {"text": "", "isHandEdited": True, "isOutdated": False, "isValid": True}
    assert found[STORY]["text"].startswith("Torvet er åbent. http")


def test_what_is_typed_in_another_tab_is_seen_before_it_is_saved(tab: Page) -> None:
    tab.locator("#tab-label-content, [role=tab]").first.click()
    tab.fill("#id_title", "En ny titel, ikke gemt")
    tab.locator("#tab-label-share").click()

    expect(channel(tab, "FACEBOOK").locator("[data-share-text-shown]")).to_contain_text("En ny titel, ikke gemt")


def test_copy_the_text_and_the_words_of_the_picture(tab: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    facebook = channel(tab, "FACEBOOK")
    facebook.locator("[data-share-copy=text]").click()
    expect(facebook.locator("[data-share-copied]")).not_to_be_empty()
    assert tab.evaluate("navigator.clipboard.readText()").startswith(STORY)
    facebook.locator("[data-share-copy=alt]").click()
    tab.wait_for_timeout(200)

    assert tab.evaluate("navigator.clipboard.readText()") == facebook.locator("[data-share-alt]").text_content()
    with tab.expect_download() as download:
        facebook.locator("[data-share-download]").click()
    assert download.value.suggested_filename == "et-trae-facebook.jpg"


def test_write_down_where_it_was_posted(tab: Page, demo: Demo) -> None:
    x = channel(tab, "X")
    x.locator(".share-posted summary").click()
    x.locator("[data-share-url]").fill("https://x.example/randers/1")
    x.locator("[data-share-at]").fill("2026-11-17T12:00")
    x.locator("[data-share-record]").click()
    expect(x.locator("[data-share-posted] li")).to_have_count(1)
    x.locator("[data-share-record]").click()
    expect(x.locator("[data-share-recorded]")).not_to_be_empty()
    expect(x.locator("[data-share-posted] li")).to_have_count(1)

    tab.goto(f"{demo.url}/admin/sharing/")
    expect(tab.locator("#posted")).to_contain_text("https://x.example/randers/1")


def test_the_tab_and_the_board_fit_a_phone_and_pass_the_audit(tab: Page, demo: Demo) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.querySelector('[data-share]').scrollWidth <= window.innerWidth")
    found = Axe().run(tab, context="[data-share]").response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    tab.goto(f"{demo.url}/admin/sharing/")
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(tab, context=".nice-padding").response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
