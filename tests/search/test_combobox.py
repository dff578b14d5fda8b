"""Suggestions in a real browser: with the keyboard alone, for a screen reader too, and without any script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.running import Demo

pytestmark = pytest.mark.browser
TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]}


def test_suggestions_work_with_the_keyboard(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/randers/soeg/")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("lang")
    options = page.get_by_role("option")
    expect(options).to_have_text(
        ["Langå", "Langå lokalråd", "Langå tegnede selv sit torv", "Lokalråd som medbygherre i Langå"]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text(re.compile("4"))

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(field).to_have_value("Langå")
    assert Axe().run(page, options=TAGS).violations_count == 0
    field.press("Escape")
    expect(field).to_have_value("lang")
    expect(options).to_have_count(0)

    field.press("ArrowDown")
    expect(options).to_have_count(4)
    field.press("ArrowUp")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/randers/soeg/\?q=Lokalr"))
    expect(page.locator(".result h3").first).to_have_text("Lokalråd som medbygherre i Langå")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert Axe().run(page, options=TAGS).violations_count == 0


def test_a_click_chooses(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/randers/soeg/")
    page.get_by_role("combobox").press_sequentially("bogv")
    page.get_by_role("option", name="Bogvenner").click()

    expect(page.get_by_role("heading", name="Bogvenner", exact=True)).to_be_visible()


def test_without_script_one_searches_all_the_same(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo.url}/randers/")
    page.get_by_role("searchbox").fill("bogven")
    page.get_by_role("searchbox").press("Enter")

    expect(page.get_by_role("heading", name="Bogvenner", exact=True)).to_be_visible()
    context.close()
