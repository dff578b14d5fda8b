"""A mirror that is fed by `changes` alone holds what a fresh full read gives, whatever editors and time do.

A state machine does at random what editors do. Mirrors begin at any time, with pages of 1 and of 100, with and without
a filter; in the end each catches up once, and must equal what the lists say.
"""

import os
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction

from content import clock, publishing, references
from content.models import LocalLabel, Term
from content.samples import a_contact, a_photo, a_place, a_quote, a_site, an_organisation
from home.samples import a_front_page, an_index
from opportunities.samples import a_fund, a_task, an_event
from stories.samples import a_story, an_initiative
from tests.conftest import NOW

EXAMPLES, STEPS = int(os.environ.get("EXAMPLES", "4")), 60

KEPT = """ fragment Kept on Content { __typename id title path url summary publishedAt updatedAt body { html }
  site { key name } language { code available isOutdated } translations { language url } breadcrumbs { title url }
  primaryArea { code label localLabel(site: "randers") } areas { label } places { name } organisations { name }
  contact { contact { email } isFallback } image { photo { id alt credit } } related { id }
  ... on Story { quotes { text } } ... on Opportunity { lifecycle applyUrl } }"""
CHANGES = """query ($after: String, $first: Int, $filter: ChangeFilter, $languages: [String!], $fallback: Fallback) {
  changes(after: $after, first: $first, filter: $filter, languages: $languages, fallback: $fallback) {
    nextToken hasMore changes { ... on Upsert { node { ...Kept } } ... on Tombstone { id } } } }"""
CONTENT = """query ($filter: ContentFilter, $languages: [String!], $fallback: Fallback) {
  content(filter: $filter, languages: $languages, fallback: $fallback, first: 100) { nodes { ...Kept } } }"""
OPPORTUNITIES = """query ($filter: OpportunityFilter) {
  opportunities(filter: $filter, first: 100) { nodes { ...Kept } } }"""
EVERY_STATE = ["OPEN", "FULL", "PAUSED", "CLOSED", "EXPIRED", "CANCELLED", "POSTPONED"]
WANTED: list[tuple[dict[str, Any], dict[str, Any]]] = [  # a filter, and the languages
    ({}, {}),
    ({"sites": ["randers"]}, {}),
    ({"lifecycle": ["OPEN", "FULL"]}, {}),
    ({"types": ["STORY", "EVENT"], "sites": ["vinje"]}, {"languages": ["nb", "da"]}),
    ({}, {"languages": ["nb"], "fallback": "NONE"}),
    ({"kinds": ["EVENT"]}, {}),
]
number = st.integers(0, 99)


def ask(query: str, **variables: Any) -> dict[str, Any]:
    response = Client().post(
        "/graphql/",
        {"query": query + KEPT, "variables": variables},
        content_type="application/json",
        headers={"host": "x.localhost"},
    )
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


class Mirror:
    """What a partner keeps, from the tokens and pages it was given."""

    def __init__(self, size: int, filter_: dict[str, Any], languages: dict[str, Any]) -> None:
        self.size, self.filter, self.languages = size, filter_, languages
        self.token: str | None = None
        self.items: dict[str, Any] = {}

    def catch_up(self, pages: int = 10_000) -> None:
        for _page in range(pages):
            answer = ask(CHANGES, after=self.token, first=self.size, filter=self.filter, **self.languages)
            page = answer["changes"]
            told = [each.get("node", each)["id"] for each in page["changes"]]
            assert len(told) == len(set(told))
            for each in page["changes"]:
                if "node" in each:
                    self.items[each["node"]["id"]] = each["node"]
                else:
                    self.items.pop(each["id"], None)
            if not page["changes"]:
                assert page["nextToken"] == self.token or self.token is None
            self.token = page["nextToken"]
            if not page["hasMore"]:
                return

    def expected(self) -> dict[str, Any]:
        filter_ = {"lifecycle": EVERY_STATE, **self.filter}
        if kinds := filter_.pop("kinds", None):
            nodes = ask(OPPORTUNITIES, filter={**filter_, "kinds": kinds})["opportunities"]["nodes"]
        else:
            nodes = ask(CONTENT, filter=filter_, **self.languages)["content"]["nodes"]
        assert len(nodes) < 100
        return {node["id"]: node for node in nodes}

    def differences(self) -> list[Any]:
        """What is wrong in the mirror, field by field."""
        expected = self.expected()
        found: list[Any] = [("too much", self.items[uid]) for uid in self.items.keys() - expected.keys()]
        found += [("missing", expected[uid]) for uid in expected.keys() - self.items.keys()]
        for uid in expected.keys() & self.items.keys():
            here, there = self.items[uid], expected[uid]
            found += [(here["title"], name, here[name], there[name]) for name in there if here[name] != there[name]]
        return found


class Town(RuleBasedStateMachine):
    """Two municipalities, their editors, and partners that mirror them."""

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.moment = NOW
        self.stack.enter_context(clock.at(NOW))
        references.forget()
        self.sites = [a_site(), a_site("vinje", language="nn")]
        self.indexes = []
        for site in self.sites:
            front = a_front_page(site)
            self.indexes += [
                an_index(site=site, under=front, slug=f"{word}-{site.key}", title=word.title())
                for word in ("her", "der")
            ]
        self.photos = [a_photo(consent="GRANTED", consent_expires_at=NOW + timedelta(hours=9)), a_photo()]
        self.clubs = [an_organisation(), an_organisation(self.sites[1])]
        self.places = [a_place(), a_place(self.sites[1])]
        self.contacts = [a_contact(), a_contact(area="CULTURE_LEISURE"), a_contact(self.sites[1])]
        self.quotes = [a_quote()]
        self.pages: list[int] = []
        self.mirrors = [Mirror(size, *wanted) for size in (1, 100) for wanted in WANTED[:1]]
        for each in range(4):
            self.write(each, each, each)

    def teardown(self) -> None:
        if not hasattr(self, "stack"):
            return
        try:
            for mirror in self.mirrors:
                mirror.catch_up()
                assert mirror.differences() == []
        finally:
            transaction.set_rollback(True)
            self.stack.close()
            references.forget()

    def _page(self, number: int) -> Any:
        found = Page.objects.filter(pk__in=self.pages).order_by("pk")
        return found[number % len(found)].specific if found else None

    def _index(self, number: int) -> Any:
        return Page.objects.get(pk=self.indexes[number % len(self.indexes)].pk).specific

    # editors

    @rule(kind=number, where=number, what=number)
    def write(self, kind: int, where: int, what: int) -> None:
        index = self._index(where)
        site = self.sites[(where % len(self.indexes)) // 2]
        sample = [a_story, an_initiative, a_task, an_event, a_fund][kind % 5]
        other = self._page(what)
        more: dict[str, Any] = {"quotes": self.quotes} if sample is a_story else {}
        if sample in (a_task, an_event):
            more["apply_url"] = "https://tilmelding.example/"
        if other is not None and what % 3 == 0:
            more["body"] = [("paragraph", f'<p>Se <a linktype="page" id="{other.pk}">også</a>.</p>')]
            more["related"] = [other]
        page = sample(
            site=site,
            under=index,
            photo=self.photos[what % 2],
            primary_area=["CULTURE_LEISURE", "ELDERLY_CARE"][what % 2],
            organisations=[self.clubs[what % 2]],
            places=[self.places[what % 2]],
            contact=self.contacts[0] if what % 4 == 0 else None,
            published=what % 5 != 4,
            **more,
        )
        self.pages.append(page.pk)

    @rule(which=number)
    def edit(self, which: int) -> None:
        if page := self._page(which):
            page.title = f"Ny overskrift {which}"
            publishing.publish(page)

    @rule(which=number, hours=st.integers(1, 12))
    def schedule(self, which: int, hours: int) -> None:
        if page := self._page(which):
            page.title = f"Senere {which}"
            publishing.publish(page, at=self.moment + timedelta(hours=hours))

    @rule(which=number, hours=st.integers(1, 12))
    def let_expire(self, which: int, hours: int) -> None:
        if page := self._page(which):
            page.expire_at = self.moment + timedelta(hours=hours)
            publishing.publish(page)

    @rule(which=number, hours=st.integers(1, 12), state=st.sampled_from(EVERY_STATE[:4] + EVERY_STATE[5:6]))
    def change_state(self, which: int, hours: int, state: str) -> None:
        page = self._page(which)
        if page is not None and hasattr(page, "lifecycle"):
            page.deadline, page.lifecycle = self.moment + timedelta(hours=hours), state
            publishing.publish(page)

    @rule(which=number)
    def unpublish(self, which: int) -> None:
        page = self._page(which)
        if page is not None and page.live:
            publishing.unpublish(page)

    @rule(which=number)
    def delete(self, which: int) -> None:
        if (page := self._page(which)) and which % 3 == 0:
            page.delete()

    @rule(which=number, where=number)
    def move(self, which: int, where: int) -> None:
        if page := self._page(which):
            target = self._index(where)
            if target.locale_id == page.locale_id and not target.get_children().filter(slug=page.slug).exists():
                page.move(target, pos="last-child")

    @rule(which=number, language=st.sampled_from(["nb", "en"]))
    def translate(self, which: int, language: str) -> None:
        page = self._page(which)
        if page is None:
            return
        sample = {"StoryPage": a_story, "InitiativePage": an_initiative, "TaskPage": a_task, "EventPage": an_event}
        make = sample.get(type(page).__name__)
        site = self.sites[0] if page.path.startswith(self.indexes[0].get_parent().path) else self.sites[1]
        if make and page.locale.language_code != language and not _has_translation(page, language):
            self.pages.append(make(site=site, language=language, translation_of=page).pk)

    @rule(which=number)
    def restore(self, which: int) -> None:
        page = self._page(which)
        oldest = page and page.revisions.order_by("created_at", "pk").first()
        if oldest:
            oldest.publish()

    @rule(where=number, by=st.sampled_from(["title", "slug"]))
    def rename_list(self, where: int, by: str) -> None:
        index = self._index(where)
        setattr(index, by, f"{index.slug[:20]}-{where}")
        if not index.get_siblings(inclusive=False).filter(slug=index.slug).exists():
            publishing.publish(index)

    @rule(where=number)
    def lock_or_unlock(self, where: int) -> None:
        locks = PageViewRestriction.objects.filter(page=self._index(where))
        if locks:
            locks[0].delete()
        else:
            PageViewRestriction.objects.create(page=self._index(where), restriction_type="login")

    # what entries refer to

    @rule(what=st.sampled_from(["photo", "club", "place", "quote", "contact", "site"]), which=number)
    def rename(self, what: str, which: int) -> None:
        things: dict[str, tuple[list[Any], str]] = {
            "photo": (self.photos, "credit"),
            "club": (self.clubs, "name"),
            "place": (self.places, "name"),
            "quote": (self.quotes, "text"),
            "contact": (self.contacts, "email"),
            "site": (self.sites, "name"),
        }
        found, name = things[what]
        thing = found[which % len(found)]
        thing.refresh_from_db()
        setattr(thing, name, f"navn{which}@by.example")
        thing.save()

    @rule(which=number)
    def relabel(self, which: int) -> None:
        term = Term.objects.get(vocabulary="AREA", code=["CULTURE_LEISURE", "ELDERLY_CARE"][which % 2])
        term.labels = {**term.labels, "da": f"Område {which}", "nn": f"Område {which}"}
        term.save()

    @rule(which=number)
    def say_it_our_way(self, which: int) -> None:
        label, _new = LocalLabel.objects.get_or_create(
            site=self.sites[0].site, defaults={"label": "Vores", "area": "ELDERLY_CARE"}
        )
        label.label, label.area = f"Vores {which}", ["CULTURE_LEISURE", "ELDERLY_CARE"][which % 2]
        label.save()

    @rule(which=number, consent=st.sampled_from(["GRANTED", "WITHDRAWN", "NOT_REQUIRED"]))
    def change_consent(self, which: int, consent: str) -> None:
        photo = self.photos[which % 2]
        photo.refresh_from_db()
        if consent == "WITHDRAWN":
            publishing.withdraw_consent(photo)
        elif photo.consent != "WITHDRAWN":
            photo.consent = consent
            photo.save()

    # time and partners

    @rule(hours=st.integers(1, 6), with_the_job=st.booleans())
    def wait(self, hours: int, with_the_job: bool) -> None:
        self.moment += timedelta(hours=hours)
        self.stack.enter_context(clock.at(self.moment))
        if with_the_job:
            call_command("publish_scheduled")

    @rule(wanted=st.sampled_from(WANTED), size=st.sampled_from([1, 100]))
    def begin_a_mirror(self, wanted: tuple[dict[str, Any], dict[str, Any]], size: int) -> None:
        if len(self.mirrors) < 8:
            mirror = Mirror(size, *wanted)
            mirror.catch_up(pages=3)
            self.mirrors.append(mirror)

    @rule(which=number, pages=st.sampled_from([1, 3, 10_000]))
    def catch_up(self, which: int, pages: int) -> None:
        self.mirrors[which % len(self.mirrors)].catch_up(pages)


def _has_translation(page: Any, language: str) -> bool:
    return bool(Page.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists())


@pytest.mark.django_db
def test_a_mirror_fed_by_changes_equals_a_fresh_full_read() -> None:
    run_state_machine_as_test(
        Town,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a town takes too long to be made smaller
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
