"""Generated items for load tests: as many as one likes, the same every time, and older than the 24 written ones.

Pages are inserted in bulk, without drafts, revisions or the admin's search index; their entries are then written by
`content/publishing.py`, as everybody's are.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from cms.demo.keys import slug_of, uid
from cms.demo.records import Lists
from cms.demo.when import NOW, OPENING, Calendar
from content import publishing
from content.models import ContentPage, PagePlace, Photo, Place
from content.progress import Progress
from content.words import CostKind, Lifecycle, NeedStatus, Scope
from home.models import IndexPage
from opportunities.models import EventPage, TaskPage
from stories.models import InitiativePage, StoryPage

BATCH = 500
YEARS = 3  # back from the day the sites opened

SITES = {"randers": 5, "vordingborg": 2, "ballerup": 2, "vallensbaek": 2}  # of eleven items, so many
TYPES: dict[type[ContentPage], int] = {StoryPage: 3, InitiativePage: 2, TaskPage: 3, EventPage: 2}
CHILDREN = ("page_organisations", "page_relations", "story_quotes", "opportunity_dates")
LISTS = {StoryPage: Lists.STORIES, InitiativePage: Lists.INITIATIVES}
PHOTOS = ["IMG-03", "IMG-04", "IMG-06", "IMG-07", "IMG-08", "IMG-09", "IMG-10", "IMG-11", "IMG-12"]

ACTIVITIES = (
    *("Cykelværksted", "Strikkecafé", "Madklub", "Lektiecafé", "Gåtur", "Kor", "Skakaften", "Reparationscafé"),
    *("Højtlæsning", "Fællesspisning", "Havedag", "Brætspilsaften", "Loppemarked", "Løbeklub", "Samtalesalon"),
    *("Naturvandring", "Byttedag", "Filmklub", "Danseaften", "Sangaften", "Besøgstjeneste", "Erindringscafé"),
    *("Nørkleklub", "Frugtplukning", "Værested"),
)
FOR_WHOM = {
    "for alle": "EVERYONE",
    "for unge": "YOUNG_PEOPLE",
    "for seniorer": "SENIORS",
    "for børnefamilier": "FAMILIES_WITH_CHILDREN",
    "for nye naboer": "NEWCOMERS",
    "for forældre": "PARENTS",
    "for folk med travlt": "EVERYONE",
    "på tværs af alder": "OLDER_PEOPLE",
}
WHEN = (
    "om mandagen",
    "hver anden tirsdag",
    "onsdag formiddag",
    "torsdag aften",
    "efter fyraften",
    "om lørdagen",
    "i sommerferien",
    "når det er mørkt",
    "året rundt",
)
SENTENCES = (
    "Det begyndte med en seddel på opslagstavlen og tre, der mødte op.",
    "Nu er der næsten altid en, som ikke har været der før.",
    "En frivillig tager imod ved døren og finder en kop frem.",
    "Kommunen lægger lokaler til, og resten klarer de selv.",
    "Ingen bliver spurgt, hvorfor de kommer.",
    "Man behøver ikke kunne noget på forhånd.",
    "Bagefter bliver stolene sat op, og det tager længere tid, end det behøver.",
    "De frivillige skiftes til at have nøglen.",
    "Aftalen er skrevet ned på en enkelt side, som alle kender.",
    "Det er blevet en vane, og vaner er til at regne med.",
    "Første gang var der flere kager end mennesker.",
    "Når nogen bliver væk, er der en, der ringer.",
    "Arbejdet som frivillig fylder to timer om ugen og noget mere i december.",
    "Rådet til andre er at begynde i det små og holde fast.",
    "Der er plads til flere, også til dem, der bare vil kigge.",
    "Undervejs lærte de, at det skal være let at sige nej.",
    "Naboerne var imod, indtil de selv kom forbi.",
    "Frivilligt arbejde smitter, siger en af dem, der var med fra starten.",
    "Udstyret er lånt, repareret eller fundet på et loft.",
    "Det regnede den første dag, og det har ingen glemt.",
)
ROLES = ("deltager", "nabo", "frivillig", "formand", "medarbejder")
AREAS = (
    *("CHILDREN_SCHOOLS", "ELDERLY_CARE", "CULTURE_LEISURE", "ENVIRONMENT_TECHNICAL", "SOCIAL_DISABILITY"),
    *("HEALTH_PREVENTION", "EMPLOYMENT_INTEGRATION", "BUSINESS_GROWTH", "ADULT_EDUCATION", "CROSS_CUTTING"),
)
ACTORS = ("ASSOCIATION", "VOLUNTEER", "NETWORK", "AD_HOC_GROUP", "LOCAL_COUNCIL", "MUNICIPAL_INSTITUTION")
FORMS = ("NEIGHBOUR_HELP", "VISITING_FRIEND", "EVENT_HELP", "CLEAN_UP", "KNOWLEDGE_SHARING", "PARTICIPATION")
TOPICS = ("ACTIVITY", "OFFER", "RENOVATION", "RECOGNITION", "RESULT", "LESSON_LEARNED")
TASKS = ("VOLUNTEER_ROLE", "ONE_OFF_TASK", "BOARD_SEAT", "TRAINING")
COMMITMENTS = ("MICRO", "ONE_OFF", "FLEXIBLE", "MONTHLY", "FORTNIGHTLY", "WEEKLY")


def add(count: int, weeks: int) -> None:
    """So many items, published one after another over the years before the sites opened."""
    generator = Generator(count, Calendar(weeks))
    with Progress("generated items", count) as progress:
        for first in range(0, count, BATCH):
            pages = [generator.page(number) for number in range(first, min(first + BATCH, count))]
            insert(pages)
            publishing.refresh_many(pages)
            progress.advance(len(pages))


# ── what they say ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Shelf:
    """A list page, and the step of the last page under it in Wagtail's tree."""

    index: IndexPage
    step: int


class Generator:
    """Makes up items. The same numbers give the same items."""

    def __init__(self, count: int, calendar: Calendar) -> None:
        self.random = Random("ildsjæl")
        self.now, self.opening = calendar.moment(NOW), calendar.moment(OPENING)
        self.interval = timedelta(days=365 * YEARS) / count
        self.photos = list(Photo.objects.filter(uid__in=[uid(key) for key in PHOTOS]).order_by("title"))
        self.shelves = {(site, lists): _shelf(site, lists) for site in SITES for lists in Lists}
        self.places = {
            site: list(Place.objects.filter(site__root_page__translation_key=uid(f"home {site}")).order_by("code"))
            for site in SITES
        }
        self.types = ContentType.objects.get_for_models(*TYPES)

    def page(self, number: int) -> ContentPage:
        """The item with this number, not yet in the database."""
        choice = self.random.choice
        site, model = self._one_of(SITES), self._one_of(TYPES)
        for_whom, group = choice(list(FOR_WHOM.items()))
        title = f"{choice(ACTIVITIES)} {for_whom} {choice(WHEN)}"
        published_at = self._published_at(number)
        area = choice(AREAS)
        page = model(
            **self._in_the_tree(
                self.shelves[site, LISTS.get(model, Lists.OPPORTUNITIES)], f"{slug_of(title)}-{number}"
            ),
            content_type=self.types[model],
            translation_key=uid(f"generated {number}"),
            title=title,
            draft_title=title,
            live=True,
            first_published_at=published_at,
            last_published_at=published_at,
            summary=" ".join(self.random.sample(SENTENCES, 2)),
            photo=choice([None, *self.photos]),
            body=json.dumps(list(self._blocks(number))),
            primary_area=area,
            areas=[other for other in [choice(AREAS)] if other != area],
            actors=[choice(ACTORS)],
            participation_forms=[choice(FORMS)],
            contributors=[choice(["EVERYONE", "SENIORS", "YOUNG_PEOPLE"])],
            beneficiaries=[group],
            is_intergenerational=for_whom == "på tværs af alder",
            is_low_threshold=self.random.random() < 0.3,
            **self._more(model),
        )
        self._place(page, site)
        return page

    def _one_of(self, weights: dict[Any, int]) -> Any:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _published_at(self, number: int) -> datetime:
        """A whole minute, later than the one before it."""
        moment = self.opening - timedelta(days=365 * YEARS) + self.interval * (number + self.random.random())
        return moment.replace(second=0, microsecond=0)

    def _in_the_tree(self, shelf: Shelf, slug: str) -> dict[str, Any]:
        shelf.step += 1
        index = shelf.index
        return {
            "path": Page._get_path(index.path, index.depth + 1, shelf.step),
            "depth": index.depth + 1,
            "slug": slug,
            "url_path": f"{index.url_path}{slug}/",
            "locale": index.locale,
        }

    def _more(self, model: type[ContentPage]) -> dict[str, Any]:
        """What only this type has."""
        choice = self.random.choice
        if model is StoryPage:
            return {"topic": choice(TOPICS)}
        if model is InitiativePage:
            parts = {part: f"<p>{choice(SENTENCES)}</p>" for part in ("who", "what", "where", "why")}
            return {**parts, "phase": choice(["PLANNING", "RUNNING", "DONE"])}
        some_day = self.now + timedelta(days=self.random.randint(-300, 300), hours=self.random.randint(0, 10))
        if model is EventPage:
            times = {"starts_at": some_day, "ends_at": some_day + timedelta(hours=2)}
            return {**times, "kind": "EVENT", "cost": choice([CostKind.FREE, CostKind.PAID, CostKind.UNKNOWN])}
        return {
            "kind": choice(TASKS),
            "lifecycle": choice([Lifecycle.OPEN, Lifecycle.OPEN, Lifecycle.OPEN, Lifecycle.FULL, Lifecycle.PAUSED]),
            "valid_through": choice([None, some_day]),
            "commitment": choice(COMMITMENTS),
            "minutes": choice([None, 30, 60, 90, 120]),
            "min_age": choice([None, None, 15, 18]),
            "need": NeedStatus.NEEDED,
            "need_as_of": self.opening.date(),
        }

    def _place(self, page: ContentPage, site: str) -> None:
        place = self.random.choice([None, *self.places[site]])
        page.scope = Scope(place.level) if place else Scope.MUNICIPALITY
        page.page_places = [PagePlace(place=place, sort_order=0)] if place else []
        if isinstance(page, EventPage):
            page.venue = place
        for name in CHILDREN:
            if hasattr(page, name):
                setattr(page, name, [])  # it has none, so nobody needs to look

    def _blocks(self, number: int) -> Iterator[dict[str, Any]]:
        """Three to six paragraphs, a heading, and now and then a quote."""
        count = self.random.randint(3, 6)
        for place in range(count):
            text = " ".join(self.random.sample(SENTENCES, self.random.randint(3, 5)))
            yield _block(number, place, "paragraph", f"<p>{text}</p>")
            if place == 0:
                yield _block(number, 10, "heading", {"heading": "Sådan foregår det", "level": "2"})
        if self.random.random() < 0.4:
            quote = {"quote": self.random.choice(SENTENCES), "role": self.random.choice(ROLES)}
            yield _block(number, 11, "quote", quote)


def _block(number: int, place: int, kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uid(f"generated {number} block {place}"))}


def _shelf(site: str, lists: Lists) -> Shelf:
    index = IndexPage.objects.get(translation_key=uid(f"index {site} {lists}"), locale__language_code="da")
    last = index.get_last_child()
    return Shelf(index, Page._str2int(last.path[len(index.path) :]) if last else 0)


# ── how they get into the database ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def insert(pages: list[ContentPage]) -> None:
    """Pages with their places, as Wagtail would have saved them one by one."""
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in shared}) for page in pages])
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.page_ptr_id = row.pk
        page._state.adding = False
    for model in TYPES:
        _insert_own_rows(model, [page for page in pages if type(page) is model])
    PagePlace.objects.bulk_create(_with_page(page, link) for page in pages for link in page.page_places.all())
    for path, count in Counter(page.path[: -Page.steplen] for page in pages).items():
        Page.objects.filter(path=path).update(numchild=F("numchild") + count)


def _insert_own_rows(model: type[ContentPage], pages: list[ContentPage]) -> None:
    """The rows of a type's own table: bulk_create refuses a type whose table hangs on another one's."""
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for first in range(0, len(pages), max(size, 1)):
        rows: list[Model] = [*pages[first : first + size]]
        query = InsertQuery(model)
        query.insert_values(fields, rows)
        query.get_compiler(connection=connection).execute_sql()


def _with_page(page: ContentPage, link: PagePlace) -> PagePlace:
    link.page_id = page.pk
    return link
