"""Kept answers: never stale, seldom dropped for nothing, made once, bounded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.wsgi import django
from content import clock, publishing
from content.models import ChannelRules, ContactPoint, Organisation, Photo, Place, SiteSettings, Term
from content.samples import a_contact, a_photo, a_place, a_site, an_organisation
from content.words import Consent, Purpose
from graphql_api.caching import answers
from graphql_api.edge import Edge
from home.samples import a_front_page, a_guide, an_index
from opportunities.samples import a_fund, a_task, an_event, an_exchange
from search.models import MissedSearch
from search.samples import a_synonym
from stories.samples import a_story, an_initiative
from tests.conftest import NOW
from tests.wire import Said, Wire

EDITS = 22
CARD = """id title summary url path publishedAt updatedAt site { name tagline } primaryArea { label } areas { label }
  places { name address within { name } } organisations { name kind { label } } tags
  contact { contact { role email } isFallback } language { code isFallback isOutdated available }
  translations { language url } breadcrumbs { title } related { title url }
  image { reason photo { alt credit rendition(preset: CARD) { url width height } } }"""
BODY = "body { html links { url node { title } } }"
OPPORTUNITY = "... on Opportunity { kind { label } lifecycle closesInDays occurrences(first: 2) { startsAt } applyUrl }"
NEAR, VALUES = "{near: {latitude: 56.46, longitude: 10.04}}", "values { value label count }"
AT_EVERY_CHANGE = [  # made anew after it, whatever it was
    '{ search(query: "story ord") { totalCount nodes { title updatedAt } edges { snippets { text } } } }',
    '{ search(query: "forening", filter: {tags: ["have"]}) { totalCount facets(fields: [TAG]) { values { count } } }}',
    '{ suggest(query: "for") { kind text } }',
    "{ content(first: 4) { nodes { share(channel: MASTODON) { text isValid warnings image { url } } } } }",
    "{ channels { channel limit } }",
    "{ __typename }",
    "{ changes(first: 5) { nextToken changes { __typename } } }",
]
PAGE = "nodes { title updatedAt } pageInfo { hasNextPage endCursor }"


@pytest.fixture
def edge() -> Wire:
    return Wire(Edge(django))


@pytest.fixture
def plain() -> Wire:
    """Django itself, which keeps nothing."""
    return Wire(django)


def hit(ask: Callable[[], Said]) -> bool:
    """Whether an answer came out of the cache."""
    before = answers.hits
    ask()
    return answers.hits > before


# ── what concerns what ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_question_is_answered_once(edge: Wire, site: Any) -> None:
    page = a_story(title="Torvet")
    query = "{ stories { nodes { title } } }"

    assert [hit(lambda: edge.post(query)) for _time in range(3)] == [False, True, True]
    page.title = "Pladsen"
    publishing.publish(page)
    assert edge.post(query).data == {"stories": {"nodes": [{"title": "Pladsen"}]}}


def test_a_publish_leaves_lists_of_another_site_type_or_word_alone(edge: Wire, site: Any) -> None:
    a_site("vinje", language="nn")
    other = '{ stories(filter: {sites: ["vinje"]}) { totalCount nodes { title } } }'
    kind = "{ initiatives { totalCount nodes { title } } }"
    word = '{ stories(filter: {areas: ["ELDERLY_CARE"]}) { totalCount } }'
    here = '{ stories(filter: {sites: ["randers"], areas: ["CULTURE_LEISURE"]}) { totalCount } }'
    for query in (other, kind, word, here):
        edge.post(query)
    a_story(primary_area="CULTURE_LEISURE")

    assert [hit(partial(edge.post, query)) for query in (other, kind, word, here)] == [True] * 3 + [False]


def test_what_comes_before_or_after_a_page_leaves_it_alone(edge: Wire, site: Any) -> None:
    for number in range(6):
        with clock.at(NOW - timedelta(hours=number + 1)):
            a_story(title=str(number))
    first = edge.post("{ stories(first: 2) { pageInfo { endCursor } nodes { title } } }").data["stories"]
    cursor = first["pageInfo"]["endCursor"]
    second = f'{{ stories(first: 2, after: "{cursor}") {{ nodes {{ title }} pageInfo {{ hasNextPage }} }} }}'
    edge.post(second)
    a_story(title="new")
    with clock.at(NOW - timedelta(days=9)):
        a_story(title="old")

    assert hit(lambda: edge.post(second))
    assert edge.post("{ stories(first: 2) { nodes { title } } }").data["stories"]["nodes"][0]["title"] == "new"


def test_answers_with_errors_are_not_kept(edge: Wire, site: Any) -> None:
    query = '{ places(site: "nowhere") { name } }'

    assert [hit(partial(edge.post, query)) for _time in range(2)] == [False, False]


def test_an_answer_that_noted_nothing_is_made_anew_after_every_change(edge: Wire, site: Any) -> None:
    query = "{ __typename }"

    assert [hit(partial(edge.post, query)) for _time in range(2)] == [False, True]
    a_story()
    assert [hit(partial(edge.post, query)) for _time in range(2)] == [False, True]


def test_a_search_knows_a_new_synonym_at_once(edge: Wire, site: Any) -> None:
    a_story(title="Havnefest")
    a_story(title="Kajen")
    query = '{ search(query: "havnefest") { nodes { title } } }'
    edge.post(query)
    assert hit(partial(edge.post, query))
    a_synonym("havnefest", "kajen")

    assert [node["title"] for node in edge.post(query).data["search"]["nodes"]] == ["Havnefest", "Kajen"]


def test_a_search_that_finds_nothing_is_counted_each_time(edge: Wire, site: Any) -> None:
    for _time in range(3):
        assert edge.post('{ search(query: "enhjørning") { nodes { title } } }').data == {"search": {"nodes": []}}

    assert list(MissedSearch.objects.values_list("query", "count")) == [("enhjørning", 3)]


def test_a_channels_new_limit_counts_at_once(edge: Wire, site: Any) -> None:
    a_story()
    query = "{ stories { nodes { share(channel: BLUESKY) { length { limit } } } } channels { channel limit } }"
    edge.post(query)
    assert hit(partial(edge.post, query))
    rules = ChannelRules.objects.get(channel="BLUESKY")
    rules.limit = 77
    rules.save()

    said = edge.post(query).data
    assert said["stories"]["nodes"] == [{"share": {"length": {"limit": 77}}}]
    assert {"channel": "BLUESKY", "limit": 77} in said["channels"]


def test_a_photo_by_itself_goes_with_its_collection(edge: Wire, site: Any) -> None:
    collection = Collection.get_first_root_node().add_child(name="Arkiv")
    photo = a_photo()
    Photo.objects.filter(pk=photo.pk).update(collection=collection)
    query = f'{{ photo(id: "{_photo_id(photo)}") {{ id }} }}'
    edge.post(query)
    assert hit(partial(edge.post, query))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    assert edge.post(query).data == {"photo": None}


# ── a crowd of answers, and edits at random ─────────────────────────────────────────────────────────────────────────


@dataclass
class Town:
    """Two municipalities with some of everything, and somebody who edits at random."""

    random: Random
    sites: list[Any]
    pages: list[Any] = field(default_factory=list)
    own: list[Any] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)

    def fresh(self, page: Any) -> Any:
        return page.__class__.objects.get(pk=page.pk)

    def a_page(self) -> Any:
        return self.fresh(self.random.choice(self.pages))

    def make(self) -> None:
        random = self.random
        sample = random.choice([a_story, a_story, an_initiative, a_task, an_event, an_exchange, a_fund])
        site = random.choice(self.sites)
        more: dict[str, Any] = {}
        if sample is an_event:
            more["starts_at"] = clock.now() + timedelta(hours=random.randrange(2, 200))
        page = sample(
            site=site,
            title=f"{sample.__name__} {random.randrange(10**6)}",
            primary_area=random.choice(["CULTURE_LEISURE", "ELDERLY_CARE", "ENVIRONMENT_TECHNICAL"]),
            tags=random.sample(["musik", "have", "børn"], random.randrange(3)),
            photo=random.choice([None, *self.photos]),
            places=random.sample(self.places, random.randrange(2)),
            organisations=random.sample(self.organisations, random.randrange(2)),
            related=random.sample(self.pages, min(len(self.pages), random.randrange(2))),
            **more,
        )
        self.pages.append(page)

    # edits

    def new(self) -> None:
        self.make()

    def reword(self) -> None:
        page = self.a_page()
        page.title = f"{page.title.split(' · ')[0]} · {self.random.randrange(1000)}"
        publishing.publish(page)

    def resort(self) -> None:
        page = self.a_page()
        page.primary_area = self.random.choice(["CULTURE_LEISURE", "ELDERLY_CARE"])
        page.tags = self.random.sample(["musik", "have"], 1)
        publishing.publish(page)

    def link(self) -> None:
        page, other = self.a_page(), self.a_page()
        page.body = [("paragraph", f'<p>Se <a linktype="page" id="{other.pk}">her</a></p>')]
        publishing.publish(page)

    def unpublish(self) -> None:
        page = self.a_page()
        if page.live:
            publishing.unpublish(page)

    def publish_again(self) -> None:
        drafts = [page for page in map(self.fresh, self.pages) if not page.live]
        if drafts:
            publishing.publish(self.random.choice(drafts))

    def delete(self) -> None:
        page = self.pages.pop(self.random.randrange(len(self.pages)))
        self.fresh(page).delete()

    def rename_address(self) -> None:
        page = self.a_page()
        page.slug = f"{page.slug}-{self.random.randrange(100)}"
        publishing.publish(page)

    def translate(self) -> None:
        page = self.a_page()
        sample = {"StoryPage": a_story, "TaskPage": a_task}.get(type(page).__name__)
        site = next(site for site in self.sites if site.site.root_page_id == page.get_parent().pk)
        if sample and not type(page).objects.filter(translation_key=page.translation_key, locale__language_code="en"):
            self.pages.append(
                sample(
                    site=site, language="en", translation_of=page, title=f"EN {page.title}", primary_area="ELDERLY_CARE"
                )
            )

    def withdraw_consent(self) -> None:
        publishing.withdraw_consent(self.random.choice(self.photos))

    def give_consent(self) -> None:
        photo = Photo.objects.get(pk=self.random.choice(self.photos).pk)
        photo.consent = Consent.NOT_REQUIRED
        photo.consent_expires_at = clock.now() + timedelta(hours=self.random.randrange(1, 30))
        photo.save()

    def describe_photo(self) -> None:
        photo = Photo.objects.get(pk=self.random.choice(self.photos).pk)
        photo.alt = {"da": f"Noget nyt {self.random.randrange(1000)}"}
        photo.save()

    def rename_term(self) -> None:
        code = self.random.choice(["CULTURE_LEISURE", "ELDERLY_CARE", "ASSOCIATION", "EVENT"])
        term = Term.objects.filter(code=code).first()
        if term:
            term.labels = {**term.labels, "da": f"Ord {self.random.randrange(1000)}"}
            term.save()

    def rename_organisation(self) -> None:
        organisation = Organisation.objects.get(pk=self.random.choice(self.organisations).pk)
        organisation.name = f"Forening {self.random.randrange(1000)}"
        organisation.save()

    def move_place(self) -> None:
        place = Place.objects.get(pk=self.random.choice(self.places).pk)
        place.latitude, place.longitude = 56.0 + self.random.random(), 10.0
        place.address = f"Gade {self.random.randrange(1000)}"
        place.save()

    def change_contact(self) -> None:
        contact = ContactPoint.objects.order_by("pk").first()
        assert contact
        contact.email = f"ny{self.random.randrange(1000)}@randers.example"
        contact.save()

    def retitle_own_page(self) -> None:
        page = self.fresh(self.random.choice(self.own))
        page.title = f"Side {self.random.randrange(1000)}"
        publishing.publish(page)

    def retitle_site(self) -> None:
        settings = SiteSettings.objects.get(key="randers")
        settings.tagline = f"Nu {self.random.randrange(1000)}"
        settings.save()

    def hide(self) -> None:
        lock = PageViewRestriction.objects.create(page=self.a_page(), restriction_type=PageViewRestriction.LOGIN)
        if self.random.random() < 0.5:
            lock.delete()

    def schedule(self) -> None:
        page = self.a_page()
        page.title = f"{page.title.split(' · ')[0]} · {self.random.randrange(1000)}"
        publishing.publish(page, at=clock.now() + timedelta(hours=self.random.randrange(1, 30)))


OFTEN = ["new", "reword", "reword", "resort", "link", "unpublish", "publish_again", "translate", "schedule"]
SELDOM = [
    "delete",
    "rename_address",
    "withdraw_consent",
    "give_consent",
    "describe_photo",
    "rename_term",
    "rename_organisation",
    "move_place",
    "change_contact",
    "retitle_own_page",
    "hide",
]


@pytest.fixture
def town(site: Any) -> Town:
    random = Random(20261118)
    vinje = a_site("vinje", language="nn", time_zone="Europe/Oslo")
    front = a_front_page(site, slug="forside")
    site = SiteSettings.objects.get(key="randers")
    found = Town(random, [site, vinje])
    found.own = [
        front,
        an_index(under=front),
        an_index("OPPORTUNITIES", under=front, slug="muligheder", title="Muligheder"),
        a_guide(under=front, slug="forsikring", title="Forsikring"),
    ]
    found.photos = [a_photo(purposes=[Purpose.PARTNER_SITES, Purpose.OWN_WEBSITE]) for _number in range(3)]
    found.places = [a_place(site, latitude=56.46, longitude=10.04), a_place(vinje, latitude=59.6, longitude=8.0)]
    found.organisations = [an_organisation(site), an_organisation(vinje)]
    a_contact(site, area="CULTURE_LEISURE")
    a_contact(site)
    for number in range(16):
        with clock.at(NOW - timedelta(hours=number)):
            found.make()
    return found


def crowd(town: Town, wire: Wire) -> list[tuple[str, Callable[[Wire], Said]]]:
    """Questions of all kinds."""
    queries: list[str] = []
    for kind in ("stories", "content"):
        queries += [
            f"{{ {kind}(first: 3) {{ {PAGE} }} }}",
            f"{{ {kind}(first: 50) {{ totalCount {PAGE} facets(fields: [AREA, TAG, SITE]) {{ {VALUES} }} }} }}",
            f'{{ {kind}(filter: {{sites: ["vinje"]}}) {{ totalCount nodes {{ {CARD} }} }} }}',
            f'{{ {kind}(filter: {{sites: ["randers"], areas: ["CULTURE_LEISURE"]}}) {{ {PAGE} }} }}',
            f'{{ {kind}(filter: {{tags: ["musik"]}}, order: TITLE) {{ totalCount {PAGE} }} }}',
            f'{{ {kind}(languages: ["en", "da"], first: 4) {{ nodes {{ title language {{ code isFallback }} }} }} }}',
            f'{{ {kind}(languages: ["en"], fallback: NONE) {{ totalCount nodes {{ title }} }} }}',
            f"{{ {kind}(filter: {{requireImage: {{}}}}) {{ totalCount nodes {{ title }} }} }}",
            f"{{ {kind}(filter: {NEAR}, order: NEAREST) {{ nodes {{ title distanceKm }} }} }}",
            f'{{ {kind}(filter: {{or: [{{areas: ["ELDERLY_CARE"]}}, {{tags: ["have"]}}]}}) {{ totalCount }} }}',
            f'{{ {kind}(filter: {{not: {{areas: ["ELDERLY_CARE"]}}}}) {{ totalCount }} }}',
        ]
    queries += [
        f"{{ initiatives {{ totalCount {PAGE} }} }}",
        f"{{ opportunities(first: 5) {{ {PAGE} }} }}",
        f'{{ opportunities(filter: {{kinds: ["EVENT"], sites: ["randers"]}}) {{ totalCount nodes {{ {CARD} }} }} }}',
        f"{{ stories(order: UPDATED, first: 3) {{ {PAGE} }} }}",
        f"{{ stories(order: OLDEST, first: 3) {{ {PAGE} }} }}",
        f'{{ stories(filter: {{updatedAt: {{from: "2026-11-18T08:30:00+01:00"}}}}) {{ totalCount {PAGE} }} }}',
        f"{{ opportunities(filter: {{window: THIS_WEEKEND}}) {{ totalCount nodes {{ title {OPPORTUNITY} }} }} }}",
        "{ opportunities(filter: {window: TODAY}) { totalCount nodes { title } } }",
        f"{{ opportunities(filter: {{window: NEXT_7_DAYS}}) {{ totalCount nodes {{ title {OPPORTUNITY} }} }} }}",
        f"{{ opportunities(first: 2, order: DEADLINE) {{ nodes {{ title {OPPORTUNITY} }} }} }}",
        "{ opportunities(first: 2) { nodes { title similar(first: 2) { title } } } }",
        f"{{ content(first: 6) {{ nodes {{ {CARD} {BODY} jsonLd {OPPORTUNITY} }} }} }}",
        "{ sites { key name tagline } }",
        "{ terms(vocabulary: AREA) { code label } }",
        "{ places { name address latitude } }",
        "{ organisations { totalCount nodes { name kind { label } } } }",
        '{ contact(site: "randers", area: "CULTURE_LEISURE") { contact { email } isFallback } }',
        '{ followUp(site: "randers", from: "2026-01-01", to: "2026-12-31") { total rows { label total } } }',
        '{ resolve(site: "randers", path: "/historier/") { status url } }',
        '{ resolve(site: "randers", path: "/aldrig/") { status url } }',
        *AT_EVERY_CHANGE,
    ]
    shown = wire.post("{ content(first: 8) { nodes { id path site { key } } } }").data["content"]["nodes"]
    for node in shown:
        queries.append(f'{{ node(id: "{node["id"]}") {{ id ... on Content {{ {CARD} {BODY} }} }} }}')
        key, path = node["site"]["key"], node["path"]
        queries.append(f'{{ resolve(site: "{key}", path: "{path}") {{ status url node {{ title }} }} }}')
    photo = town.photos[0]
    queries.append(f'{{ nodes(ids: ["{shown[0]["id"]}", "{_photo_id(photo)}"]) {{ id ... on Photo {{ alt }} }} }}')
    addresses = ["/", "/randers/", "/randers/historier/", "/randers/muligheder/", "/randers/forsikring/"]
    addresses += [f"/{node['site']['key']}{node['path']}" for node in shown[:5]]
    addresses += ["/feeds/changes.json", "/feeds/changes.json?sites=vinje"]
    asked: list[tuple[str, Callable[[Wire], Said]]] = [
        (query, lambda wire, query=query: wire.post(query))  # type: ignore[misc]
        for query in queries
    ]
    return asked + [(address, lambda wire, address=address: wire.get(address)) for address in addresses]


def _photo_id(photo: Photo) -> str:
    from content import ids

    return ids.public_id(ids.PHOTO, photo.uid)


def test_no_edit_leaves_a_stale_answer_and_few_are_dropped_for_nothing(town: Town, edge: Wire, plain: Wire) -> None:
    asked = crowd(town, plain)
    assert len(asked) >= 60
    assert not [name for name, ask in asked if b'"errors"' in ask(edge).body]
    same, needless, stale = 0, list[str](), list[str]()
    edits = town.random.choices(OFTEN, k=EDITS - len(SELDOM)) + SELDOM
    town.random.shuffle(edits)
    for number, edit in enumerate(edits):
        with clock.at(NOW + timedelta(minutes=number)):
            was = {name: ask(edge) for name, ask in asked}  # what time has changed is made anew here, and not counted
            getattr(town, edit)()
            for name, ask in asked:
                fresh, before = ask(plain), answers.hits
                cached = ask(edge)
                if (cached.status, cached.body) != (fresh.status, fresh.body):
                    stale.append(f"{edit}: {name}")
                elif name not in AT_EVERY_CHANGE and fresh.status == 200 and fresh.body == was[name].body:
                    same += 1
                    needless += [f"{edit}: {name}"] if answers.hits == before else []
    assert not stale
    print(f"{len(needless)} of {same} dropped for nothing")
    assert len(needless) / same <= 0.10, "\n".join(needless)


def test_time_alone_turns_no_answer_stale(town: Town, edge: Wire, plain: Wire) -> None:
    """An embargo lifts, an event passes, a consent ends, the weekend comes, a year turns."""
    for _number in range(3):
        town.schedule()
        town.give_consent()
    an_event(site=town.sites[0], starts_at=NOW.replace(day=21, hour=10), title="Lørdag")
    a_fund(site=town.sites[0], deadline=NOW + timedelta(hours=5), title="Pulje")
    asked = crowd(town, plain)
    steps = [0, 1, 3, 5, 8, 15, 20, 38, 62, 63, 86, 24 * 45, 24]
    stale = []
    for hours in steps:  # the last step sets the clock back
        with clock.at(NOW + timedelta(hours=hours)):
            for name, ask in asked:
                cached, fresh = ask(edge), ask(plain)
                if (cached.status, cached.body) != (fresh.status, fresh.body):
                    stale.append(f"{hours} h: {name}")
    assert not stale
