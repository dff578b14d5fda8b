"""The main job in a real browser: an editor publishes, a partner queries, a citizen reads; then it is taken back."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from content.samples import a_picture
from tests.running import Demo

pytestmark = pytest.mark.browser
TITLE = "Suppe til hele gaden"


@pytest.fixture
def admin(page: Page, demo: Demo) -> Page:
    """The admin in Danish, logged in as the demo's editor."""
    page.goto(f"{demo.url}/admin/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", "ildsjael-demo")
    page.get_by_role("button", name=re.compile("Log|Sign")).click()
    expect(page.locator("nav").first).to_be_visible()
    return page


def a_file(folder: Path) -> Path:
    file = folder / "suppe.jpg"
    file.write_bytes(a_picture(1600, 1200).getvalue())
    return file


def upload_photo(admin: Page, demo: Demo, file: Path) -> None:
    admin.goto(f"{demo.url}/admin/images/add/")
    admin.set_input_files("input[type=file]", file)
    admin.fill("#id_title", "Gryden på gaden")
    admin.get_by_role("group", name="Alternativ tekst").or_(admin.locator("[data-contentpath=alt]")).first.wait_for()
    admin.fill("#id_alt_0", "En stor gryde suppe på et bord midt på gaden")
    admin.select_option("#id_consent", "NOT_REQUIRED")
    admin.locator("form button[type=submit]").last.click()
    expect(admin.get_by_role("link", name="Gryden på gaden").first).to_be_visible()


def stories_of_randers(admin: Page, demo: Demo) -> str:
    """The id of the list that Randers' stories hang under."""
    admin.goto(f"{demo.url}/admin/stories/")
    row = admin.locator("tr", has_text="Samme bane, samme trøje")
    found = re.search(r"/pages/(\d+)/", row.get_by_role("link", name="Gode historier").get_attribute("href") or "")
    assert found
    return found[1]


def choose(admin: Page, action: str) -> None:
    """Open the menu beside the save button and take an action."""
    menu = admin.locator("footer .w-dropdown-button, .actions .w-dropdown-button").first
    menu.locator("[data-w-dropdown-target=toggle]").click()
    admin.locator(f"button[name={action}]").click()


def newest(demo: Demo) -> dict[str, Any]:
    answer = demo.ask("{ stories(first: 1) { nodes { id title url image { photo { alt } } } } }")
    found: dict[str, Any] = answer["data"]["stories"]["nodes"][0]
    return found


def test_publish_edit_unpublish(admin: Page, demo: Demo, tmp_path: Path) -> None:
    upload_photo(admin, demo, a_file(tmp_path))
    admin.goto(f"{demo.url}/admin/pages/add/stories/storypage/{stories_of_randers(admin, demo)}/")
    admin.fill("#id_title", TITLE)
    admin.fill("#id_summary", "En onsdag i november stod der en gryde midt på gaden, og ingen gik forbi.")
    admin.locator("#id_photo-chooser [data-chooser-action-choose]").first.click()
    admin.locator(".modal-body").get_by_text("Gryden på gaden").first.click()
    expect(admin.locator("#id_photo-chooser .chooser__title")).to_have_text("Gryden på gaden")
    choose(admin, "action-publish")
    expect(admin.locator(".messages")).to_contain_text(TITLE)

    # published: the partner and the citizen have it
    story = newest(demo)
    assert story["title"] == TITLE
    assert story["image"]["photo"]["alt"] == "En stor gryde suppe på et bord midt på gaden"
    admin.goto(story["url"])
    expect(admin.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(admin.get_by_alt_text("En stor gryde suppe på et bord midt på gaden").first).to_be_visible()

    # edited, not published: neither sees it
    admin.goto(f"{demo.url}/admin/stories/")
    admin.get_by_role("link", name=TITLE).first.click()
    admin.fill("#id_title", "En kladde, ingen må se")
    admin.locator("button.action-save").first.click()
    expect(admin.locator(".messages")).to_contain_text("En kladde, ingen må se")
    edit = admin.url
    assert newest(demo)["title"] == TITLE
    assert "En kladde" not in demo.get(story["url"].removeprefix(demo.url)).text

    # unpublished: gone, and the log has a line for each step that readers could notice
    admin.goto(re.sub(r"/edit/.*", "/unpublish/", edit))
    admin.locator("form button[type=submit], form input[type=submit]").last.click()
    expect(admin.locator(".messages")).to_be_visible()
    assert newest(demo)["title"] != TITLE
    assert demo.ask("query ($id: ID!) { node(id: $id) { id } }", id=story["id"])["data"]["node"] is None
    assert demo.get(story["url"].removeprefix(demo.url)).status == 410
    assert demo.shell(LINES % story["id"]) == "CREATED UNPUBLISHED"


LINES = """
from content import ids
from content.models import Change
lines = Change.objects.filter(uid=ids.uid_of(ids.ITEM, "%s")).order_by("number")
print(*lines.values_list("reason", flat=True))
"""


def test_no_page_of_the_admin_or_the_site_calls_a_third_party(admin: Page, demo: Demo) -> None:
    asked: list[str] = []
    admin.on("request", lambda request: asked.append(request.url))
    for path in ("/admin/", "/admin/stories/", "/admin/images/", "/graphql/", "/", "/randers/", "/randers/muligheder/"):
        admin.goto(demo.url + path)
        admin.wait_for_load_state("networkidle")

    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((demo.url, "data:", "blob:"))] == []
