"""Whatever editors do in the admin: entries, the log and the addresses follow, each once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from content import clock, log, publishing
from content.models import Change, Entry, LocalLabel, SiteSettings
from content.models.change import DueMoment
from content.samples import a_contact, a_locale, a_photo, a_quote, a_site, a_term, an_organisation
from home.samples import a_front_page, an_index
from stories.samples import a_story
from tests.conftest import NOW, Ask

CHANGES = """query ($after: String) { changes(after: $after) { nextToken changes { __typename
  ... on Upsert { reason node { title path site { key } } } ... on Tombstone { reason } } } }"""
LIST = "{ stories(order: TITLE) { nodes { title path site { key } } } }"


class Mirror:
    """A partner who has read everything and asks what is new."""

    def __init__(self, ask: Ask) -> None:
        self.ask, self.token = ask, None
        self.news()

    def news(self) -> list[tuple[str, str]]:
        """What it is told since it last asked: a title or a tombstone, and why."""
        page = self.ask(CHANGES, after=self.token)["data"]["changes"]
        self.token = page["nextToken"]
        return [(each["node"]["title"] if "node" in each else "†", each["reason"]) for each in page["changes"]]


@pytest.fixture
def index(site: Any) -> Any:
    return an_index(under=a_front_page(site))


@pytest.fixture
def two(index: Any) -> list[Any]:
    """Two stories in a list."""
    return [a_story(under=index, title=title, slug=title.lower()) for title in ("Bro", "Skov")]


@pytest.fixture
def mirror(ask: Ask, two: list[Any]) -> Mirror:
    return Mirror(ask)


def listed(ask: Ask) -> list[str]:
    return [f"{node['site']['key']}{node['path']}" for node in ask(LIST)["data"]["stories"]["nodes"]]


def leads_to(client: Client, path: str) -> str | int:
    """Where an address leads in one hop, or the status it answers with."""
    response = client.get(path)
    return (
        response["Location"].removeprefix("http://testserver") if response.status_code == 301 else response.status_code
    )


def post(editor: Client, button: str, *arguments: Any, query: str = "", **data: Any) -> None:
    """Press a button in the admin."""
    response = editor.post(reverse(button, args=arguments) + query, data)
    assert response.status_code == 302, response.content[:2000]


def bulk(editor: Client, action: str, pages: list[Any], **data: Any) -> None:
    query = "?" + "&".join(f"id={page.pk}" for page in pages)
    post(editor, "wagtail_bulk_action", "wagtailcore", "page", action, query=query, **data)


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_list_unpublished_with_all_below_it(ask: Ask, editor: Client, index: Any, mirror: Mirror) -> None:
    post(editor, "wagtailadmin_pages:unpublish", index.pk, include_descendants="on")

    assert listed(ask) == []
    assert mirror.news() == [("†", "UNPUBLISHED"), ("†", "UNPUBLISHED")]
    assert [leads_to(editor, f"/randers/historier/{slug}") for slug in ("", "bro/", "skov/")] == [410, 410, 410]


def test_a_list_deleted_with_all_below_it(ask: Ask, editor: Client, index: Any, mirror: Mirror) -> None:
    post(editor, "wagtailadmin_pages:delete", index.pk)

    assert listed(ask) == []
    assert not Entry.objects.filter(type__in=["Story", "IndexPage"]).exists()
    assert mirror.news() == [("†", "DELETED"), ("†", "DELETED")]
    assert [leads_to(editor, f"/randers/historier/{slug}") for slug in ("", "bro/", "skov/")] == [410, 410, 410]


def test_a_private_list_deleted_with_all_below_it_appears_to_nobody(
    ask: Ask, editor: Client, index: Any, mirror: Mirror
) -> None:
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert mirror.news() == [("†", "RESTRICTED"), ("†", "RESTRICTED")]
    post(editor, "wagtailadmin_pages:delete", index.pk)

    assert mirror.news() == []
    assert not Entry.objects.filter(type__in=["Story", "IndexPage"]).exists()


def test_a_list_made_private_in_the_admin_and_public_again(
    ask: Ask, editor: Client, index: Any, mirror: Mirror
) -> None:
    url = reverse("wagtailadmin_pages:set_privacy", args=[index.pk])
    editor.post(url, {"restriction_type": "password", "password": "hemmeligt"})
    assert listed(ask) == []
    assert mirror.news() == [("†", "RESTRICTED"), ("†", "RESTRICTED")]
    assert leads_to(editor, "/randers/historier/bro/") == 410

    editor.post(url, {"restriction_type": "none"})
    assert listed(ask) == ["randers/historier/bro/", "randers/historier/skov/"]
    assert mirror.news() == [("Bro", "CREATED"), ("Skov", "CREATED")]


def test_a_list_moved_to_another_site(ask: Ask, editor: Client, index: Any, mirror: Mirror) -> None:
    vinje = a_front_page(a_site("vinje", language="da"))
    post(editor, "wagtailadmin_pages:move_confirm", index.pk, vinje.pk)

    assert listed(ask) == ["vinje/historier/bro/", "vinje/historier/skov/"]
    assert mirror.news() == [("Bro", "MOVED"), ("Skov", "MOVED")]
    assert [leads_to(editor, f"/randers/historier/{slug}") for slug in ("", "bro/", "skov/")] == [
        "/vinje/historier/",
        "/vinje/historier/bro/",
        "/vinje/historier/skov/",
    ]


def test_many_pages_at_once(ask: Ask, editor: Client, index: Any, two: list[Any], mirror: Mirror) -> None:
    bulk(editor, "unpublish", two)
    assert (listed(ask), mirror.news()) == ([], [("†", "UNPUBLISHED"), ("†", "UNPUBLISHED")])

    bulk(editor, "publish", two)
    assert len(listed(ask)) == 2
    assert mirror.news() == [("Bro", "CREATED"), ("Skov", "CREATED")]

    archive = an_index(under=index.get_parent(), slug="arkiv", title="Arkiv")
    bulk(editor, "move", two, chooser=archive.pk)
    assert listed(ask) == ["randers/arkiv/bro/", "randers/arkiv/skov/"]
    assert mirror.news() == [("Bro", "MOVED"), ("Skov", "MOVED")]
    assert leads_to(editor, "/randers/historier/bro/") == "/randers/arkiv/bro/"

    bulk(editor, "delete", two)
    assert (listed(ask), mirror.news()) == ([], [("†", "DELETED"), ("†", "DELETED")])
    assert leads_to(editor, "/randers/historier/bro/") == 410


def test_published_again_it_is_new_to_a_mirror_and_its_go_live_stays(ask: Ask, two: list[Any], mirror: Mirror) -> None:
    publishing.unpublish(two[0])
    assert mirror.news() == [("†", "UNPUBLISHED")]
    with clock.at(NOW.replace(hour=12)):
        publishing.publish(Page.objects.get(pk=two[0].pk).specific)
        assert mirror.news() == [("Bro", "CREATED")]
        dates = ask("{ stories(order: TITLE, first: 1) { nodes { publishedAt } } }")["data"]["stories"]["nodes"]
    assert dates == [{"publishedAt": "2026-11-18T08:00:00Z"}]


def test_an_old_revision_restored(ask: Ask, editor: Client, two: list[Any], mirror: Mirror) -> None:
    page = two[0]
    old = page.latest_revision
    page.title, page.slug = "Broen", "broen"
    publishing.publish(page)
    assert mirror.news() == [("Broen", "UPDATED")]
    old.publish()

    assert listed(ask) == ["randers/historier/bro/", "randers/historier/skov/"]
    assert [title for title, _reason in mirror.news()] == ["Bro"]
    assert leads_to(editor, "/randers/historier/broen/") == "/randers/historier/bro/"


def test_a_restored_revision_does_not_bring_back_a_picture(ask: Ask, index: Any) -> None:
    photo = a_photo(consent="GRANTED", alt={"da": "Mina"})
    page = a_story(under=index, photo=photo)
    old = page.latest_revision
    page.photo = None
    publishing.publish(page)
    publishing.withdraw_consent(photo)
    old.publish()

    query = "{ stories { nodes { image { photo { alt } } } } }"
    assert ask(query)["data"]["stories"]["nodes"] == [{"image": {"photo": None}}]


def test_a_language_removed(ask: Ask, editor: Client, index: Any, two: list[Any], mirror: Mirror) -> None:
    english = a_story(title="Bridge", slug="bridge", language="en", translation_of=two[0])
    assert mirror.news() == [("Bro", "TRANSLATION_ADDED")]
    a_locale("nb")
    for page in Page.objects.filter(locale__language_code="en", depth=2).specific():
        page.delete()
    Locale.objects.get(language_code="en").delete()

    assert not Entry.objects.filter(language="en").exists()
    assert leads_to(editor, "/randers/en/bridge/") == 410
    assert Change.objects.filter(uid=english.translation_key, language="en").latest("number").reason == "DELETED"
    assert mirror.news() == [("Bro", "DELETED")]


# ── sites ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_front_page(ask: Ask, editor: Client, site: Any, index: Any, mirror: Mirror) -> None:
    """The site moves to another root; what hangs under the old one is on no site any more."""
    a_front_page(site, slug="ny-forside", title="Ny forside")

    assert listed(ask) == []
    assert mirror.news() == [("†", "UNPUBLISHED"), ("†", "UNPUBLISHED")]
    assert leads_to(editor, "/randers/historier/bro/") == 410

    site.site.root_page = index.get_parent()
    site.site.save()
    assert listed(ask) == ["randers/historier/bro/", "randers/historier/skov/"]
    assert mirror.news() == [("Bro", "CREATED"), ("Skov", "CREATED")]


def test_a_site_deleted(ask: Ask, editor: Client, site: Any, mirror: Mirror) -> None:
    Site.objects.get(pk=site.site_id).delete()

    assert not SiteSettings.objects.exists()
    assert ask(LIST)["data"]["stories"]["nodes"] == []
    assert mirror.news() == [("†", "UNPUBLISHED"), ("†", "UNPUBLISHED")]


def test_a_site_with_another_key(ask: Ask, site: Any, mirror: Mirror) -> None:
    site.key = "randers-by"
    site.save()

    assert listed(ask) == ["randers-by/historier/bro/", "randers-by/historier/skov/"]
    assert sorted(title for title, _reason in mirror.news()) == ["Bro", "Skov"]


# ── what pages refer to ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_renamed_and_deleted(ask: Ask, index: Any) -> None:
    term = a_term("STORY_TOPIC", "BEES", da="bier")
    a_story(under=index, title="Bistaderne", topic="BEES")
    a_story(under=index, title="Andet")
    mirror = Mirror(ask)
    query = '{ stories(filter: { topics: ["BEES"] }) { nodes { topic { code label } } } }'

    term.labels = {"da": "honningbier"}
    term.save()
    assert ask(query)["data"]["stories"]["nodes"] == [{"topic": {"code": "BEES", "label": "honningbier"}}]
    assert mirror.news() == [("Bistaderne", "UPDATED")]

    term.delete()
    answer = ask("{ stories(order: TITLE) { nodes { topic { code label } } } }")["data"]["stories"]["nodes"]
    assert answer == [{"topic": None}, {"topic": {"code": "BEES", "label": "BEES"}}]
    assert mirror.news() == [("Bistaderne", "UPDATED")]


def test_a_local_label(ask: Ask, editor: Client, site: Any, index: Any) -> None:
    a_story(under=index, title="Om ældre", primary_area="ELDERLY_CARE")
    a_story(under=index, title="Andet")
    mirror = Mirror(ask)
    query = '{ stories(order: TITLE) { nodes { primaryArea { localLabel(site: "randers") } } } }'

    label = LocalLabel.objects.create(site=site.site, area="ELDERLY_CARE", label="Ældre og Kultur")
    assert ask(query)["data"]["stories"]["nodes"][1] == {"primaryArea": {"localLabel": "Ældre og Kultur"}}
    assert mirror.news() == [("Om ældre", "UPDATED")]
    label.label = "Ældre"
    label.save()
    assert ask(query)["data"]["stories"]["nodes"][1] == {"primaryArea": {"localLabel": "Ældre"}}
    assert mirror.news() == [("Om ældre", "UPDATED")]
    label.delete()
    assert ask(query)["data"]["stories"]["nodes"][1] == {"primaryArea": {"localLabel": None}}
    assert mirror.news() == [("Om ældre", "UPDATED")]


def test_an_organisation_edited_and_deleted_in_the_admin(ask: Ask, editor: Client, site: Any, index: Any) -> None:
    club = an_organisation(name="Vorup IF")
    a_story(under=index, title="Banen", organisations=[club])
    a_story(under=index, title="Andet")
    mirror = Mirror(ask)
    data = {
        "name": "Vorup Idrætsforening",
        "kind": "ASSOCIATION",
        "site": site.site_id,
        "description": "",
        "website": "",
    }
    post(editor, "wagtailsnippets_content_organisation:edit", club.pk, **data)

    query = "{ stories(order: TITLE) { nodes { organisations { name } } } }"
    assert ask(query)["data"]["stories"]["nodes"][1] == {"organisations": [{"name": "Vorup Idrætsforening"}]}
    assert mirror.news() == [("Banen", "UPDATED")]
    post(editor, "wagtailsnippets_content_organisation:delete", club.pk)
    assert ask(query)["data"]["stories"]["nodes"][1] == {"organisations": []}
    assert mirror.news() == [("Banen", "UPDATED")]


def test_a_contact_replaced(ask: Ask, index: Any) -> None:
    general = a_contact(email="post@randers.example")
    mina = a_contact(email="mina@randers.example", area="ELDERLY_CARE")
    a_story(under=index, title="Om ældre", primary_area="ELDERLY_CARE")
    a_story(under=index, title="Andet", primary_area="CULTURE_LEISURE")
    mirror = Mirror(ask)
    query = "{ stories(order: TITLE) { nodes { contact { contact { email } } } } }"

    def emails() -> list[str]:
        return [node["contact"]["contact"]["email"] for node in ask(query)["data"]["stories"]["nodes"]]

    assert emails() == ["post@randers.example", "mina@randers.example"]
    mina.delete()
    assert emails() == ["post@randers.example", "post@randers.example"]
    assert mirror.news() == [("Om ældre", "UPDATED")]
    general.email = "hej@randers.example"
    general.save()
    assert emails() == ["hej@randers.example", "hej@randers.example"]
    assert sorted(mirror.news()) == [("Andet", "UPDATED"), ("Om ældre", "UPDATED")]


def test_words_that_may_no_longer_be_quoted(ask: Ask, index: Any) -> None:
    quote = a_quote(text="Vi gravede sammen.")
    a_story(under=index, title="Haven", quotes=[quote])
    mirror = Mirror(ask)
    quote.consent = "WITHDRAWN"
    quote.save()

    assert ask("{ stories { nodes { quotes { text } } } }")["data"]["stories"]["nodes"] == [{"quotes": []}]
    assert [title for title, _reason in mirror.news()] == ["Haven"]


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_publish_that_fails_halfway_in_the_admin_leaves_nothing(
    ask: Ask, editor: Client, two: list[Any], mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an entry nor a line, nor a moment to come."""
    publishing.unpublish(two[0])
    mirror.news()
    before = Entry.objects.count(), Change.objects.count(), DueMoment.objects.count()
    write = log.write

    def fail(*arguments: Any, **more: Any) -> None:
        write(*arguments, **more)
        raise RuntimeError("the power goes")

    monkeypatch.setattr(log, "write", fail)
    editor.raise_request_exception = False
    page = Page.objects.get(pk=two[0].pk).specific
    page.expire_at = NOW.replace(year=2027)
    page.save_revision(clean=False)
    query = f"?id={page.pk}"
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + query
    assert editor.post(url).status_code == 500
    monkeypatch.undo()

    assert (Entry.objects.count(), Change.objects.count(), DueMoment.objects.count()) == before
    assert mirror.news() == []
    assert listed(ask) == ["randers/historier/skov/"]


def test_two_editors_who_withdraw_at_once(ask: Ask, index: Any) -> None:
    """Both have the page before them; both press; it is withdrawn once."""
    page = a_story(under=index, title="Bro")
    photo = a_photo(consent="GRANTED")
    a_story(under=index, title="Skov", photo=photo)
    mirror = Mirror(ask)
    first, second = (page.__class__.objects.get(pk=page.pk) for _editor in range(2))
    first.unpublish()
    second.unpublish()
    assert mirror.news() == [("†", "UNPUBLISHED")]
    assert Change.objects.filter(uid=page.translation_key, reason="UNPUBLISHED").count() == 1

    for minute, seen in enumerate([photo.__class__.objects.get(pk=photo.pk) for _editor in range(2)]):
        with clock.at(NOW.replace(minute=minute)):
            publishing.withdraw_consent(seen)
    assert photo.__class__.objects.get(pk=photo.pk).withdrawn_at == NOW
    lines = Change.objects.filter(reason="IMAGE_CONSENT_WITHDRAWN", subject="Story")
    assert mirror.news() == [("Skov", "IMAGE_CONSENT_WITHDRAWN")]
    assert lines.count() == 1
