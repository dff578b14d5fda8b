"""What is hidden is nowhere: no stranger, whatever he asks, notices that there is anything.

A town full of secrets is asked all there is to ask (`walking.py`). Then the secrets are taken away for good, and
everything is asked again: not one byte of any answer may differ.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction, Revision

from content import cards, clock, ids, publishing, references, renditions
from content.models import Photo, SiteSettings
from content.samples import a_contact, a_photo, a_place, a_quote, a_site, a_term, an_organisation
from home.samples import a_front_page, a_guide, an_index, an_info_page
from opportunities.samples import an_exchange
from stories.samples import a_story, an_initiative
from tests import walking
from tests.conftest import NOW
from tests.test_every_content_type import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("leaks")]  # the walk is long; one worker takes it

DAY = timedelta(days=1)
LATER = NOW + DAY  # the hour at which strangers come, when what was to end has ended
LIFTS = NOW + 5 * DAY


# ── words that nobody may see ───────────────────────────────────────────────────────────────────────────────────────


def word(state: str, where: str) -> str:
    """A word that stands in one place of one item and nowhere else. It outlives slugs, titles and capitals."""
    return "zq" + hashlib.sha256(f"{state}|{where}".encode()).hexdigest()[:14]


@dataclass
class Secrets:
    """Each word or id that must not appear, and where it stands."""

    of: str
    words: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # of what never was public
    former_ids: dict[str, str] = field(default_factory=dict)  # of what was: the log tells mirrors to take it down

    @cached_property
    def picture(self) -> Photo:
        """One that all of them show: its people agree to everything, so that only the item's state hides it."""
        focus = {"focal_point_x": 300, "focal_point_y": 200, "focal_point_width": 80, "focal_point_height": 80}
        return spoken_photo(self, "photo of items", **focus)

    @cached_property
    def file(self) -> Document:
        name = self.word("file of items", "document")
        return Document.objects.create(title=name, file=ContentFile(name.encode(), name=f"{name}.txt"))

    def word(self, state: str, where: str) -> str:
        found = word(f"{self.of} {state}", where)
        self.words[found] = f"{state}: {where}"
        return found

    def item(self, page: Page, state: str, was_public: bool = False) -> None:
        kept = self.former_ids if was_public else self.ids
        kept[ids.public_id(ids.ITEM, page.translation_key)] = kept[str(page.translation_key)] = state

    def photo(self, photo: Photo, state: str) -> None:
        self.ids[ids.public_id(ids.PHOTO, photo.uid)] = self.ids[str(photo.uid)] = state


NOBODY = Secrets("nobody")  # what is for editors alone, whatever it stands on


def worded(secrets: Secrets, state: str, type_name: str = "Story") -> dict[str, Any]:
    """Fields of an item, a word of its own in each."""

    def say(where: str) -> str:
        return secrets.word(state, where)

    photo = secrets.picture
    body = [
        ("paragraph", f"<p>{say('paragraph')}</p>"),
        ("heading", {"heading": say("heading"), "level": "2"}),
        ("quote", {"quote": say("quote block"), "role": say("role in a quote block")}),
        ("facts", {"heading": say("facts"), "facts": [{"label": say("fact"), "value": say("value of a fact")}]}),
        ("photo", {"photo": photo, "caption": say("caption in the body")}),
        ("gallery", {"photos": [{"photo": photo, "caption": say(f"caption {number}")} for number in (1, 2)]}),
        ("document", {"document": secrets.file}),
        ("embed", {"url": f"https://video.example/{say('film')}", "title": say("title of a film")}),
        ("call_to_action", {"label": say("button"), "url": f"https://randers.example/{say('target')}"}),
        ("expectations", {part: say(part) for part in ("give", "get", "ask")}),
    ]
    fields: dict[str, Any] = {
        "title": f"{say('title')} og mere",
        "slug": say("slug"),
        "summary": say("summary"),
        "tags": [say("tag")],
        "photo": photo,
        "body": body,
        "primary_area": "CULTURE_LEISURE",
        "beneficiaries": ["CHILDREN"],
    }
    if type_name == "Story":
        quote = a_quote(
            text=say("quote"), role=say("role"), name=say("name"), publish_name=True, provenance=say("said")
        )
        fields |= {"quotes": [quote], "discussion_prompt": say("prompt"), "lessons_learned": f"<p>{say('lesson')}</p>"}
        fields |= {"reach_count": 12, "reach_unit": say("unit"), "topic": "ACTIVITY"}
    if type_name == "Initiative":
        fields |= {part: f"<p>{say(f'part {part}')}</p>" for part in ("who", "what", "where", "why")}
    more: dict[str, dict[str, Any]] = {
        "Exchange": {"direction": "NEED" if secrets.of == "shown" else "OFFER"},
        "Funding": {"max_grant": 5000},
    }
    fields |= more.get(type_name, {})
    if type_name not in ("Story", "Initiative"):
        fields |= {"apply_url": f"https://randers.example/{say('sign up')}", "lifecycle_reason": say("why")}
        fields |= {"commitment_note": say("about time"), "cost_note": say("about the price")}
    return fields


def spoken_photo(secrets: Secrets, state: str, **fields: Any) -> Photo:
    """A photo that may go anywhere, unless told otherwise, with words of its own."""
    words = {name: secrets.word(state, f"photo's {name}") for name in ("alt", "caption", "credit")}
    return a_photo(
        **{
            "consent": "GRANTED",
            "title": NOBODY.word(f"{secrets.of} {state}", "photo's title"),
            "alt": {"da": words["alt"], "en": words["alt"]},
            "caption": {"da": words["caption"]},
            "credit": words["credit"],
            **fields,
        }
    )


# ── the town ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Town:
    """What is public, what is hidden, and how to take the hidden away."""

    site: SiteSettings
    hidden: Secrets = field(default_factory=lambda: Secrets("hidden"))
    website: Secrets = field(default_factory=lambda: Secrets("website"))  # for citizens only
    shown: Secrets = field(default_factory=lambda: Secrets("shown"))
    public: list[Page] = field(default_factory=list)
    secret_pages: list[Page] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)  # what strangers may know the ids of
    handed_out: list[str] = field(default_factory=list)  # addresses of sizes of photos that were public once

    def take_away(self) -> None:
        """As if there had never been anything."""
        revisions = Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in self.public])
        for revision in revisions.filter(approved_go_live_at__isnull=False):
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
        for page in self.secret_pages:
            for each in Page.objects.filter(pk=page.pk):
                each.specific.delete()
        for page in self.public:
            live = Page.objects.get(pk=page.pk)
            Page.objects.filter(pk=page.pk).update(latest_revision=live.live_revision_id)
            revisions.filter(object_id=str(page.pk)).exclude(pk=live.live_revision_id).delete()


def a_town() -> Town:
    """Public things of every type, and beside, above, below and behind them the hidden ones in every state."""
    town = Town(a_site(languages=["da", "en", "nb", "nn"]))
    _words_and_places(town)
    _hidden_people(town)
    front = a_front_page(town.site)
    index = an_index(under=front)
    drafts = _never_public(town, index)
    _public(town, index, drafts)
    _edits_of_public_pages(town)
    _once_public(town, front, index)
    _forbidden_photos(town, index)
    a_guide(under=front, slug="forsikring")
    return town


def _words_and_places(town: Town) -> None:
    for vocabulary, code in (
        ("AREA", "CULTURE_LEISURE"),
        ("STORY_TOPIC", "ACTIVITY"),
        ("TARGET_GROUP", "CHILDREN"),
        ("RESOURCE_TYPE", "PREMISES"),
    ):
        a_term(vocabulary, code, da=code.lower())
    town.site.codes.create(code="0730")
    town.site.save()
    place = a_place(town.site, code="RANDERS_NORD", latitude=56.47, longitude=10.03)
    an_organisation(town.site, place=place)


def _hidden_people(town: Town) -> None:
    """A name that its owner keeps, a contact that no longer or does not yet hold, words that nobody may quote."""
    a_contact(town.site, name=town.hidden.word("contact", "name that is not shown"))
    former, coming = {"valid_to": date(2026, 11, 17)}, {"valid_from": date(2026, 12, 1)}
    for state, days in (("former", former), ("coming", coming)):
        say = town.hidden.word
        a_contact(
            town.site,
            role={"da": say(f"{state} contact", "role")},
            name=say(f"{state} contact", "name"),
            publish_name=True,
            email=f"{say(f'{state} contact', 'mailbox')}@randers.example",
            phone=say(f"{state} contact", "phone"),
            hours=say(f"{state} contact", "hours"),
            **days,
        )


def _never_public(town: Town, index: Page) -> list[Page]:
    """Drafts of every type, an embargo, a page that was private from the start, and one that belongs to no site."""
    found: list[Page] = []

    def keep(page: Page, state: str) -> Page:
        town.hidden.item(page, state)
        town.secret_pages.append(page)
        found.append(page)
        return page

    for type_name, sample in SAMPLES.items():
        fields = worded(town.hidden, f"draft {type_name}", type_name)
        keep(sample(published=False, under=index, **fields), f"draft {type_name}")
    for type_name in ("Initiative", "Event"):
        fields = worded(town.hidden, f"embargo {type_name}", type_name)
        page = keep(SAMPLES[type_name](published=False, under=index, **fields), f"embargo {type_name}")
        publishing.publish(page, at=LIFTS)
    title, slug = (town.hidden.word("vault", name) for name in ("title", "slug"))
    vault = an_index(under=index.get_parent(), title=title, slug=slug, published=False)
    PageViewRestriction.objects.create(page=vault, restriction_type=PageViewRestriction.LOGIN)
    publishing.publish(vault)
    keep(a_story(under=vault, **worded(town.hidden, "private from the start")), "private from the start")
    town.secret_pages.append(vault)
    homeless = Page(title="Ingens", slug="ingens", locale=index.locale)
    Page.get_first_root_node().add_child(instance=homeless)
    keep(a_story(under=homeless, **worded(town.hidden, "on no site")), "on no site")
    return found


def _public(town: Town, index: Page, hidden: list[Page]) -> None:
    """One of every type, leading to the hidden ones: related to them, and with links to them in their texts."""
    for type_name, sample in SAMPLES.items():
        fields = worded(town.shown, f"public {type_name}", type_name)
        links = "".join(f'<a linktype="page" id="{page.pk}">her</a>' for page in hidden)
        fields["body"] = [*fields["body"], ("paragraph", f"<p>Læs mere {links}</p>")]
        town.public.append(sample(under=index, related=hidden, **fields))
        if type_name == "Facility":
            town.public[-1].hours.create(weekday=1, opens=time(9), closes=time(12))
            publishing.publish(town.public[-1])
    town.public.append(an_exchange(under=index, slug="tilbud", direction="OFFER"))
    link = f'<p>Se <a linktype="page" id="{town.public[0].pk}">den første</a></p>'
    town.public.append(a_story(under=index, slug="henviser", body=[("paragraph", link)]))
    town.photos.append(town.shown.picture)
    town.public.append(an_info_page(under=index.get_parent(), slug="om", title=town.shown.word("public", "info page")))


def _edits_of_public_pages(town: Town) -> None:
    """A draft on top of one, a schedule on another, translations that are drafts or wait for their hour."""
    by_type = {page.type_name: page for page in town.public}
    edited = by_type["Initiative"]
    for name, value in worded(town.hidden, "edit", "Initiative").items():
        setattr(edited, name, value)
    edited.save_revision(clean=False)
    scheduled = by_type["Facility"]
    for name, value in worded(town.hidden, "scheduled edit", "Facility").items():
        setattr(scheduled, name, value)
    publishing.publish(scheduled, at=LIFTS)
    for language, at in (("en", None), ("nb", LIFTS)):
        state = f"translation {language}"
        page = a_story(
            translation_of=by_type["Story"], language=language, published=False, **worded(town.hidden, state)
        )
        if at:
            publishing.publish(page, at=at)
        town.secret_pages.append(page)


def _once_public(town: Town, front: Page, index: Page) -> None:
    """Unpublished, expired, deleted, made private, made private from above, words that were replaced."""

    def one(state: str, under: Page = index, **more: Any) -> Any:
        page = a_story(under=under, **{**worded(town.hidden, state), **more})
        town.hidden.item(page, state, was_public=True)
        town.secret_pages.append(page)
        return page

    publishing.unpublish(one("unpublished"))
    one("expired", expire_at=NOW + DAY / 2)
    deleted = one("deleted")
    deleted.delete()
    PageViewRestriction.objects.create(page=one("made private"), restriction_type=PageViewRestriction.LOGIN)
    archive = an_index(under=front, slug="arkiv", title="Arkiv")
    one("private from above", under=archive)
    PageViewRestriction.objects.create(page=archive, restriction_type=PageViewRestriction.LOGIN)
    town.secret_pages.append(archive)
    cellar = an_index(under=front, slug="kaelder", title=town.hidden.word("cellar", "title"))
    one("unpublished from above", under=cellar)
    for page in Page.objects.descendant_of(cellar, inclusive=True).specific():
        publishing.unpublish(page)
    town.secret_pages.append(cellar)
    replaced = an_initiative(under=index, **worded(town.hidden, "replaced", "Initiative"))
    for name, value in worded(town.shown, "replacement", "Initiative").items():
        setattr(replaced, name, value)
    publishing.publish(replaced)
    words = worded(town.hidden, "unpublished translation", "Initiative")
    english = an_initiative(translation_of=replaced, language="en", **words)
    publishing.unpublish(english)
    town.secret_pages.append(english)
    town.public.append(replaced)


FORBIDDEN: dict[str, dict[str, Any]] = {
    "pending": {"consent": "PENDING"},
    "withdrawn": {"consent": "WITHDRAWN"},
    "ended": {"consent": "EXPIRED"},
    "ended by the clock": {"consent_expires_at": NOW + DAY / 2},
    "special category, not explicit": {"special_category": True},
    "special category, only assessed": {"special_category": True, "consent": "ASSESSED_OK", "is_explicit": True},
    "print only": {"purposes": ["PRINT"]},
}
OWN_WEBSITE = "own website only"  # citizens see it on the municipality's pages; nobody else does


def _forbidden_photos(town: Town, index: Page) -> None:
    """On public items, in the photo field and in every block that can hold one; each was shown before it was not."""
    photos = [_handed_out(town, town.hidden, state) for state in FORBIDDEN]
    own = _handed_out(town, town.website, OWN_WEBSITE)
    for secrets, shown in ((town.hidden, photos), (town.website, [own])):
        body = []
        for number, photo in enumerate(shown):
            captions = [secrets.word(f"photo {number}", f"caption in block {place}") for place in range(3)]
            gallery = [{"photo": photo, "caption": caption} for caption in captions[1:]]
            body += [("photo", {"photo": photo, "caption": captions[0]}), ("gallery", {"photos": gallery})]
        town.public.append(a_story(under=index, photo=shown[0], body=body))
    for photo, change in zip([*photos, own], [*FORBIDDEN.values(), {"purposes": ["OWN_WEBSITE"]}], strict=True):
        for name, value in change.items():
            setattr(photo, name, value)
        photo.save()


def _handed_out(town: Town, secrets: Secrets, state: str) -> Photo:
    """A photo that a partner has been told of."""
    photo = spoken_photo(secrets, state)
    secrets.photo(photo, state)
    town.photos.append(photo)
    record = references.current()[0].photos[str(photo.uid)]
    size = renditions.preset_size(record, "CARD")
    for purposes in (["PARTNER_SITES"], ["PARTNER_SITES", "SOCIAL_MEDIA"]):
        town.handed_out.append(renditions.path_of(record, size, "JPEG", purposes))
    return photo


# ── the walk ────────────────────────────────────────────────────────────────────────────────────────────────────────

Answers = dict[str, bytes]  # by what was asked


def plan_for(town: Town) -> walking.Plan:
    """What to ask with: everything that a stranger may know, may once have known, or could only guess."""
    visible = [ids.public_id(ids.ITEM, page.translation_key) for page in town.public if page.is_content]
    items = [*visible, *(each for each in (*town.hidden.ids, *town.hidden.former_ids) if each.startswith("i_"))]
    photos = [ids.public_id(ids.PHOTO, photo.uid) for photo in town.photos]
    snapshot, _number = references.current()
    others = [*(each.id for each in snapshot.places.values()), *(each.id for each in snapshot.organisations.values())]
    tag = word("hidden draft Story", "tag")
    known = {
        "id": [f'"{each}"' for each in items],
        "node.id": [f'"{each}"' for each in (*items, *photos, *others)],
        "photo.id": [f'"{each}"' for each in photos],
        "ids": [f"[{', '.join(quoted([*items, *photos, *others]))}]"],
        "site": ['"randers"'],
        "key": ['"randers"'],
        "path": quoted(paths_of(town)),
        "area": ['"CULTURE_LEISURE"'],
        "from": ['"2026-01-01"'],
        "to": ['"2026-12-31"'],
        "languages": ['["en"]', '["nb", "da"]'],
        "last": ["100"],
        "order NEAREST": ["NEAREST, filter: {near: {latitude: 56.4, longitude: 10.0, radiusKm: 100}}"],
        "since": ['"2026-01-01T00:00:00Z"'],
        "suggest page": ["20"],
        "query": quoted([*searched_for(town), *some(town.hidden)]),
    }
    moments = ['{from: "2026-11-01T00:00:00Z"}', '{to: "2026-12-31T00:00:00Z"}']
    filters = {
        "ids": [", ".join(quoted(items))],
        "sites": ['"randers"'],
        "areas": ['"CULTURE_LEISURE"'],
        "primaryAreas": ['"CULTURE_LEISURE"'],
        "actors": ['"ASSOCIATION"'],
        "organisations.kinds": ['"ASSOCIATION"'],
        "participationForms": ['"NEIGHBOUR_HELP"'],
        "contributors": ['"CHILDREN"'],
        "beneficiaries": ['"CHILDREN"'],
        "collaborationLevels": ['"DIALOGUE"'],
        "settings": ['"TOWN"'],
        "tags": [f'"{tag}"'],
        "place": ['"RANDERS_NORD"'],
        "includeMunicipalityWide": ['true, place: "RANDERS_NORD"'],
        "topics": ['"ACTIVITY"'],
        "phases": ['"IDEA"'],
        "kinds": ['"VOLUNTEER_ROLE"'],
        "resourceTypes": ['"PREMISES"'],
        "commitments": ['"WEEKLY"'],
        "near": ["{latitude: 56.4, longitude: 10.0, radiusKm: 100}"],
        "publishedAt": moments,
        "updatedAt": moments,
        "takesPlace": moments,
        "deadlineBefore": ['"2026-12-31T00:00:00Z"'],
        "age": ["30"],
        "maxMinutes": ["600"],
        "requireImage": ["{}", "{purpose: SOCIAL_MEDIA}"],
        "and": ["{}"],
        "or": ["{}"],
        "not": [f'{{tags: ["{tag}"]}}'],
    }
    return walking.plan(known, filters)


def some(secrets: Secrets) -> list[str]:
    """A few words of each state that secrets are in."""
    return sorted(secrets.words, key=lambda each: (secrets.words[each].partition(": ")[2], each))[::9]


def searched_for(town: Town) -> list[str]:
    """What is public, and how secret words begin: what a page repeats of those is not yet the word."""
    found = [each for each, where in town.shown.words.items() if where.endswith((": title", ": summary"))][:3]
    return [*found, "historie", "kultur", *(each[:13] for each in some(town.hidden))]


def quoted(words: list[str]) -> list[str]:
    return [f'"{each}"' for each in words]


def paths_of(town: Town) -> list[str]:
    """Where things are, were, or would be; public ones first."""
    pages = [*town.public, *town.secret_pages]
    parts = (page.specific_class.objects.filter(pk=page.pk).first() or page for page in pages)
    return [found[2] for page in parts if (found := page.get_url_parts())]


ADDRESSES_OF_EDITORS = ("admin/",)  # what is behind it takes a login; the last test knocks


def routes() -> Iterator[str]:
    """Every route that a stranger can reach, as the resolver has it."""

    def below(patterns: list[Any], prefix: str) -> Iterator[str]:
        for each in patterns:
            route = prefix + str(each.pattern)
            if route not in ADDRESSES_OF_EDITORS:
                yield from below(each.url_patterns, route) if isinstance(each, URLResolver) else [route]

    yield from below(get_resolver().url_patterns, "")


def addresses_of(town: Town) -> dict[str, list[str]]:
    """What to ask of each route."""
    items = [each for each in (*town.hidden.ids, *town.hidden.former_ids) if each.startswith("i_")]
    items += [ids.public_id(ids.ITEM, page.translation_key) for page in town.public]
    pages = [f"/randers{path}" for path in paths_of(town)]
    files = [f"/media/{photo.file.name}" for photo in Photo.objects.all()]
    searches = [f"?q={each}" for each in searched_for(town)]
    cards_of = [
        cards.path_of(UUID(str(page.translation_key)), "da", cards.TITLE, 1080, 1080) for page in town.secret_pages
    ]
    soeg = {
        f"{prefix}<search_word:word>/{end}": [f"{path}soeg/{end}{search}" for search in searches]
        for prefix, path in (
            ("", "/"),
            ("<search_language:language>/", "/en/"),
            ("<search_site:site>/", "/randers/"),
            ("<search_site:site>/<search_language:language>/", "/randers/en/"),
        )
        for end in ("", "suggest.json")
    }
    return {
        **soeg,
        next(route for route in routes() if route.startswith("^cards/")): cards_of,
        "media/<path:name>": [*files, "/media/documents/x.txt"],
        "documents/^(\\d+)/(.*)$": [
            address for each in Document.objects.all() for address in (f"/documents/{each.pk}/fil.txt", each.url)
        ],
        "documents/authenticate_with_password/<int:restriction_id>/": ["/documents/authenticate_with_password/1/"],
        "graphql/": ["/graphql/?query={content{totalCount}}", "/graphql/?query={content{nodes{titel}}}"],
        "feeds/changes.json": ["/feeds/changes.json", "/feeds/changes.json?languages=en&limit=3"],
        "feeds/content.ndjson": ["/feeds/content.ndjson", "/feeds/content.ndjson?sites=randers"],
        next(route for route in routes() if route.startswith("^photos/")): town.handed_out,
        next(route for route in routes() if route.startswith("^calendar/")): [
            f"/calendar/{each}.ics" for each in items
        ],
        "theme.css": ["/theme.css", "/theme.css?site=randers"],
        "^(?P<path>.*)$": [
            "/",
            "/randers/",
            "/randers/en/",
            "/randers/historier/?after=x",
            "/randers/findes-ikke/",
            *pages,
        ],
    }


def walk(plan: walking.Plan, addresses: list[str]) -> Answers:
    """Everything, asked by a stranger at this moment."""
    client, host = Client(), {"host": "localhost:8000"}
    answers: Answers = {}
    for number, document in enumerate(plan.documents):
        asked = {"query": document}
        response: Any = client.post("/graphql/", asked, content_type="application/json", headers=host)
        answers[f"{number} {document}"] = response.content
    for address in addresses:
        response = client.get(address, headers=host)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        head = f"{response.status_code} {response.get('Location', '')} {response.get('Content-Disposition', '')}\n"
        answers[address] = head.encode() + body.replace(address.partition("?")[0].encode(), b"<asked>")
    return answers


WORD = re.compile(r"zq[0-9a-f]{14}")
ID = re.compile(r"(?<![\w-])[a-z]_[\w-]{22}(?![\w-])|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODED = re.compile(r"[\w-]{24,}")


def told_in(answer: bytes) -> set[str]:
    """Every word and id of ours in an answer, also inside its cursors and tokens."""
    text = answer.decode("utf-8", "replace")
    texts = [text, text.lower(), *(decoded(each) for each in set(CODED.findall(text)))]
    return {found for each in texts for pattern in (WORD, ID) for found in pattern.findall(each)}


def decoded(token: str) -> str:
    try:
        return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@dataclass
class Walked:
    """What strangers were told while the secrets were there, and after they had been taken away."""

    town: Town
    plan: walking.Plan
    with_secrets: Answers
    without: Answers

    def leaks(self, secrets: dict[str, str], where: str = "") -> dict[str, str]:
        """Each secret that an answer told, by the question."""
        return {
            question[:2000]: f"{told}: {secrets[told]}"
            for question, answer in self.with_secrets.items()
            if where in question
            for told in told_in(answer) & secrets.keys()
        }


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walked]:
    """One town, walked twice; the tests below only read what was answered."""
    with django_db_blocker.unblock(), transaction.atomic():
        references.forget()
        with clock.at(NOW):
            town = a_town()
        with clock.at(LATER):
            plan = plan_for(town)
            addresses = [each for asked in addresses_of(town).values() for each in asked]
            with_secrets = walk(plan, addresses)
            town.take_away()
            yield Walked(town, plan, with_secrets, walk(plan, addresses))
        transaction.set_rollback(True)
        references.forget()


# ── the promises ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_question_is_understood(walked: Walked) -> None:
    wrong = {question: answer for question, answer in walked.with_secrets.items() if b'"errors"' in answer[:20]}

    assert [question for question in wrong if "titel" not in question] == [], next(iter(wrong.values()))


def test_the_walk_takes_every_edge_of_the_schema(walked: Walked) -> None:
    assert walking.all_edges() - walked.plan.edges == set()


def test_the_walk_meets_every_type(walked: Walked) -> None:
    met = {
        name
        for answer in walked.with_secrets.values()
        for name in re.findall(r'"__typename":"(\w+)"', answer.decode(errors="replace"))
    }

    assert {name for name, _field in walking.all_edges()} - met - {"Query"} == set()


def test_the_walk_knows_every_address() -> None:
    assert set(routes()) == set(addresses_of(Town(None)))  # type: ignore[arg-type]


def test_what_is_public_is_found(walked: Walked) -> None:
    """The walk sees what there is to see; else it would prove nothing."""
    told = {each for answer in walked.with_secrets.values() for each in told_in(answer)}

    assert {where for each, where in walked.town.shown.words.items() if each not in told} == set()


def test_nothing_hidden_is_told(walked: Walked) -> None:
    assert walked.leaks(walked.town.hidden.words | NOBODY.words) == {}
    assert walked.leaks(walked.town.hidden.ids) == {}


def test_what_was_public_is_named_in_the_log_alone_by_its_id(walked: Walked) -> None:
    leaks = walked.leaks(walked.town.hidden.former_ids)

    assert {question for question in leaks if "changes" not in question} == set()
    assert leaks != {}


def test_a_photo_for_the_own_website_is_on_its_pages_alone(walked: Walked) -> None:
    leaks = walked.leaks(walked.town.website.words | walked.town.website.ids)

    assert leaks != {}
    assert {question for question in leaks if not question.startswith("/randers/")} == set()


def test_addresses_of_photos_that_were_handed_out_answer_410_and_no_picture(walked: Walked) -> None:
    answers = {walked.with_secrets[address].partition(b"\n")[0] for address in walked.town.handed_out}

    assert answers == {b"410  "}


def test_nobody_notices_when_the_secrets_go(walked: Walked) -> None:
    """Every value, count, facet, cursor, order, token and error is the same to the byte."""
    different = [question for question, answer in walked.with_secrets.items() if walked.without[question] != answer]

    assert different == []


def test_editors_doors_stay_shut(client: Client, site: SiteSettings) -> None:
    """Whoever is not logged in is sent to the login, whether there is such a page or not."""
    draft = a_story(published=False, title="Kladden", slug="kladden")
    doors = ("pages/{}/edit/", "pages/{}/view_draft/", "pages/{}/revisions/", "pages/{}/history/", "pages/{}/usage/")
    for door in doors:
        there, not_there = (client.get(f"/admin/{door.format(number)}") for number in (draft.pk, 987654))

        assert (there.status_code, not_there.status_code) == (302, 302)
        assert there["Location"].partition("?")[0] == not_there["Location"].partition("?")[0] == "/admin/login/"
        assert there.content == not_there.content == b""
