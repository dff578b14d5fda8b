"""Builds the demo as editors would have: everything is drafted first, then one thing happens after another.

Drafts come first because texts link to each other; they leave no trace. What happens is a list of moments, each with
what is done then, and is done through the same calls as in the admin, while the clock stands at that moment.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from cms.demo import editors, floor, markdown, scale
from cms.demo.items import ITEMS, Drafted, Happening, Item, Moved, Published, Scheduled, Unpublished
from cms.demo.keys import slug_of, uid
from cms.demo.records import INDEXES, MUNICIPALITIES, PHOTOS, POSTED, TEXT_PAGES, Lists, Posted, TextPage
from cms.demo.when import OPENING, Calendar
from content import clock, publishing, sharing
from content.models import (
    ContentPage,
    PageOrganisation,
    PagePlace,
    PageRelation,
    Posting,
    PublishedPage,
    ShareText,
)
from home.models import IndexPage
from opportunities.models import EventPage, OpportunityDate
from stories.models import StoryQuote

FORMATTED = {"who", "what", "where", "why", "lessons_learned", "eligibility"}

Step = tuple[datetime, Callable[[], object]]


def build(weeks: int, generated: int = 0, say: Callable[[str], object] = print) -> None:
    """The whole demo, moved by so many weeks, and beside it so many generated items."""
    drawn = floor.draw()
    say(f"{len(drawn)} pictures drawn")
    # Half a demo is worse than none; but ever so many generated items are too much for one transaction.
    with nullcontext() if generated else transaction.atomic():
        with clock.at(Calendar(weeks).moment(OPENING)):
            demo = Demo(floor.lay(weeks, drawn))
            demo.draft()
            editors.invite()
            say(f"{len(MUNICIPALITIES)} sites")
            if generated:
                scale.add(generated, weeks)
                say(f"{generated} generated items")
        for moment, happen in demo.steps():
            with clock.at(moment):
                happen()
    say(f"{len(ITEMS)} items")


class Demo:
    """The demo in the making: what its pages stand on, and its pages by key and language."""

    def __init__(self, laid: floor.Floor) -> None:
        self.floor = laid
        self.indexes: dict[tuple[str, str, Lists], IndexPage] = {}  # by site, language and what they list
        self.pages: dict[tuple[str, str], PublishedPage] = {}

    # drafts

    def draft(self) -> None:
        """All pages, with all that does not need another page to be there."""
        for site, language in self.floor.homes:
            for lists in INDEXES:
                self._draft_index(site, language, lists)
        for text_page in TEXT_PAGES:
            self._draft_text_page(text_page)
        for item, language in _translations():
            self._draft_item(item, language)
        for item, language in _translations():
            self._connect(item, language)

    def _draft_index(self, site: str, language: str, lists: Lists) -> None:
        home, index = self.floor.homes[site, language], INDEXES[lists][language]
        page = IndexPage(
            title=index.title,
            slug=index.slug,
            lead=index.lead,
            lists=lists,
            locale=home.locale,
            translation_key=uid(f"index {site} {lists}"),
            live=False,
        )
        home.add_child(instance=page)
        self.indexes[site, language, lists] = page

    def _draft_text_page(self, text_page: TextPage) -> None:
        home = self.floor.homes[text_page.site, text_page.language]
        title, lead, *parts = markdown.read(f"{text_page.key}.{text_page.language}")
        page = text_page.page(
            title=title.removeprefix("# "),
            slug=text_page.slug,
            lead=markdown.plain(lead),
            body=markdown.stream(parts, text_page.key, self._links(text_page.language)),
            locale=home.locale,
            translation_key=uid(text_page.key),
            live=False,
            **self.floor.calendars[text_page.site].fields(text_page.fields),
        )
        home.add_child(instance=page)
        self.pages[text_page.key, text_page.language] = page

    def _draft_item(self, item: Item, language: str) -> None:
        laid, words = self.floor, item.words[language]
        calendar = laid.calendars[item.site]
        more = {name: markdown.rich(text) if name in FORMATTED else text for name, text in words.more.items()}
        page = item.page(
            title=words.title,
            slug=slug_of(words.title),
            summary=words.summary,
            photo=laid.photos.get(item.photo),
            contact=laid.contacts.get(item.contact),
            locale=laid.locales[language],
            translation_key=uid(item.key),
            live=False,
            **calendar.fields(item.fields),
            **more,
        )
        places = [*item.places, item.venue] if item.venue else item.places
        page.page_places = [PagePlace(place=laid.places[key], sort_order=n) for n, key in enumerate(places)]
        page.page_organisations = [
            PageOrganisation(organisation=laid.organisations[key], role=role, sort_order=n)
            for n, (key, role) in enumerate(item.organisations)
        ]
        if isinstance(page, EventPage):
            page.venue = laid.places[item.venue]
        if item.cancelled:
            days = [calendar.of(day) for day in item.cancelled]
            page.opportunity_dates = [
                OpportunityDate(day=day, is_cancelled=True, sort_order=n) for n, day in enumerate(days)
            ]
        self.indexes[item.site, language, item.under].add_child(instance=page)
        self.pages[item.key, language] = page

    def _connect(self, item: Item, language: str) -> None:
        """Relations, quotes, and texts to share, now that there is something to relate to."""
        if not (item.related or item.quote or item.own_texts or item.plans):
            return
        page = self.pages[item.key, language]
        page.page_relations = [
            PageRelation(related_id=self._number(key, language), sort_order=n) for n, key in enumerate(item.related)
        ]
        if item.quote:
            page.story_quotes = [StoryQuote(quote=self.floor.quotes[item.quote], sort_order=0)]
        page.share_texts = self._share_texts(item, page) if language == item.language else []
        page.save()

    def _share_texts(self, item: Item, page: ContentPage) -> list[ShareText]:
        plans = self.floor.calendars[item.site].fields(item.plans)
        return [
            ShareText(
                channel=channel,
                text=item.own_texts.get(channel, ""),
                basis=sharing.basis_of_page(page) if channel in item.own_texts else "",
                planned_for=plans.get(channel),
                sort_order=number,
            )
            for number, channel in enumerate(dict.fromkeys([*item.own_texts, *plans]))
        ]

    def _post(self, posted: Posted) -> None:
        """Somebody posted it, and wrote down where."""
        page = self.pages[posted.item, posted.language]
        Posting.objects.create(
            item=page.translation_key,
            language=posted.language,
            site=posted.site,
            title=page.title,
            channel=posted.channel,
            place=posted.place,
            url=posted.url,
            at=clock.now(),
            photo=uid(posted.photo) if posted.photo else None,
            recorded_at=clock.now(),
            recorded_by=posted.by,
        )

    # what happens

    def steps(self) -> list[Step]:
        """All that happens, in the order in which it happens."""
        opening = [*self.floor.homes.items(), *self.indexes.items()]
        texts = [(each, self.pages[each.key, each.language]) for each in TEXT_PAGES]
        steps: list[Step] = [
            *((self._moment(site, OPENING), partial(_publish, page)) for (site, *_rest), page in opening),
            *((self._moment(text.site, text.published), partial(_publish, page)) for text, page in texts),
            *(
                (self._moment(item.site, happening.at), partial(self._happen, item, happening))
                for item in ITEMS
                for happening in item.history
            ),
            *((self._moment(posted.site, posted.at), partial(self._post, posted)) for posted in POSTED),
            *(
                (self._moment("randers", picture.withdrawn), partial(self._withdraw, picture.key))
                for picture in PHOTOS
                if picture.withdrawn
            ),
        ]
        return sorted(steps, key=lambda step: step[0])

    def _moment(self, site: str, wall: datetime) -> datetime:
        return self.floor.calendars[site].moment(wall)

    def _happen(self, item: Item, happening: Happening) -> None:
        match happening:
            case Drafted():
                page = self._written(item, happening)
                page.save()
                page.save_revision()
            case Scheduled():
                go_live = self._moment(item.site, happening.go_live)
                publishing.publish(self._written(item, happening), at=go_live)
            case Published():
                publishing.publish(self._written(item, happening))
            case Moved():
                self._move(item, happening.to)
            case Unpublished():
                publishing.unpublish(self._page(item))

    def _written(self, item: Item, happening: Published) -> ContentPage:
        """The page as the editor has it before them at that moment."""
        language = happening.language or item.language
        page = self._page(item, language)
        name = f"{item.key}.{language}"
        parts = [part for part in markdown.read(name) if not (happening.without and part.startswith(happening.without))]
        page.body = markdown.stream(parts, name, self._links(language))
        for field, value in self.floor.calendars[item.site].fields(happening.changes).items():
            setattr(page, field, value)
        return page

    @transaction.atomic
    def _move(self, item: Item, to: Lists | None) -> None:
        target = self.indexes[item.site, item.language, to] if to else self.floor.homes[item.site, item.language]
        self._page(item).move(_fresh(target), pos="last-child")

    def _withdraw(self, key: str) -> None:
        publishing.withdraw_consent(self.floor.photos[key], "En forælder ringede og trak samtykket tilbage.")

    # finding

    def _page(self, item: Item, language: str = "") -> ContentPage:
        return _fresh(self.pages[item.key, language or item.language])

    def _number(self, key: str, language: str) -> int:
        """The number of an item's page, in this language where there is one, else in its own."""
        own = next(item.language for item in ITEMS if item.key == key)
        page = self.pages.get((key, language)) or self.pages[key, own]
        return int(page.pk)

    def _links(self, language: str) -> markdown.Links:
        def photo(key: str) -> tuple[int, str]:
            found = self.floor.photos[key]
            return found.pk, found.caption.get(language, "")

        return markdown.Links(
            page=lambda key: self._number(key, language),
            photo=photo,
            document=lambda key: self.floor.documents[key].pk,
        )


def _fresh(page: PublishedPage) -> Any:
    """The page as the database has it now: pages under it, and its place in the tree, come and go."""
    return type(page).objects.get(pk=page.pk)


def _publish(page: PublishedPage) -> None:
    publishing.publish(_fresh(page))


def _translations() -> list[tuple[Item, str]]:
    return [(item, language) for item in ITEMS for language in item.words]
