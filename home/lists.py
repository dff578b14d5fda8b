"""The lists on the site's own pages: what is new, what one can join, what there is of a kind, and the pages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from content import filters, queries
from content.errors import ApiError
from content.filters import Asker
from content.queries import Languages, Paging
from content.reading import Item, Reader, types_listed_as
from content.references import SiteRecord

PAGE = 12
OWN_TYPES = ("HomePage", "IndexPage", "InfoPage", "GuidePage")


def of(item: Item, asked: QueryDict) -> dict[str, Any]:
    """What the template of this page lists."""
    if item.type_name == "HomePage":
        return {
            "stories": newest(item, "STORIES", 3),
            "initiatives": newest(item, "INITIATIVES", 3),
            "opportunities": newest(item, "OPPORTUNITIES", 6),
        }
    if item.type_name == "IndexPage":
        return _page(item, asked)
    if item.listed_as:
        return {"joinable": joinable(item, 3)}
    return {}


def newest(item: Item, kind: str, size: int) -> list[Item]:
    found = queries.page(_entries(item, kind), _order(kind), Paging(size, None, None, None), kind)
    _note_page(item, kind, found)
    return item.reader.items(found.rows, _languages(item))


def joinable(item: Item, size: int) -> list[Item]:
    """What one can join after reading this: open, and of the same place, area or way of taking part."""
    alike = Q(pk__in=[])
    for dimension, key in (("place", "places"), ("area", "areas"), ("participation_form", "participationForms")):
        alike |= Q(facets__dimension=dimension, facets__value__in=item.card[key])
    like_this = queries.visible(item.reader.now).filter(alike).values("pk")
    entries = (
        _entries(item, "OPPORTUNITIES")
        .filter(pk__in=like_this)
        .exclude(item__in=[str(item.uid), *item.card["related"]])
    )
    found = queries.page(entries, "SOONEST", Paging(size, None, None, None), "joinable")
    _note_page(item, "OPPORTUNITIES", found)
    return item.reader.items(found.rows, _languages(item))


@dataclass(frozen=True, slots=True)
class OwnPages:
    """A site's own pages, each in the language asked for where there is one, else in the site's."""

    front: Item | None
    stories: Item | None
    initiatives: Item | None
    opportunities: Item | None
    texts: list[Item]

    @property
    def indexes(self) -> list[Item]:
        return [index for index in (self.stories, self.initiatives, self.opportunities) if index]


def own_pages(reader: Reader, site: SiteRecord, language: str) -> OwnPages:
    """What the frame of every page leads to, in one statement."""
    languages = Languages(tuple(dict.fromkeys((language, *site.languages))))
    entries = queries.visible(reader.now).filter(site=site.key, is_content=False)
    entries = queries.in_one_language(entries, reader.now, languages, reader.snapshot).order_by("path")
    items = reader.items(entries.values(*queries.COLUMNS), languages)
    reader.interests.lists_all(OWN_TYPES, sites=[site.key])
    index = {item.card["lists"]: item for item in items if item.type_name == "IndexPage"}
    return OwnPages(
        front=next((item for item in items if item.type_name == "HomePage"), None),
        stories=index.get("STORIES"),
        initiatives=index.get("INITIATIVES"),
        opportunities=index.get("OPPORTUNITIES"),
        texts=[item for item in items if item.type_name in ("InfoPage", "GuidePage")],
    )


def _page(item: Item, asked: QueryDict) -> dict[str, Any]:
    kind = item.card["lists"]
    after = asked.get("after") or None
    entries = _entries(item, kind)
    item.reader.interests.lists_all(types_listed_as(kind), sites=[item.site_key])
    item.reader.depends_on_occasions()
    try:
        found = queries.page(entries, _order(kind), Paging(PAGE, after, None, None), kind)
    except ApiError:  # an old or damaged link: the list's beginning says more than an error would
        found = queries.page(entries, _order(kind), Paging(PAGE, None, None, None), kind)
        after = None
    return {
        "items": item.reader.items(found.rows, _languages(item)),
        "total": entries.count(),
        "next": found.cursors[-1] if found.has_next else None,
        "is_first": after is None,
    }


def _entries(item: Item, kind: str) -> Any:
    """What a site lists: its own items, each in one language; opportunities only while open."""
    reader = item.reader
    asker = Asker(reader.now, reader.snapshot, reader.may_use)
    entries = queries.visible(reader.now).filter(site=item.site_key, type__in=types_listed_as(kind))
    entries = queries.in_one_language(entries, reader.now, _languages(item), reader.snapshot)
    entries = entries.filter(filters.in_lifecycle(asker, filters.STILL_OPEN))
    return queries.with_order(entries, _order(kind), reader.now)


def _note_page(item: Item, kind: str, found: queries.Page) -> None:
    """What a page that shows this list depends on."""
    item.reader.interests.lists_page(types_listed_as(kind), found.found, _order(kind), sites=[item.site_key])
    if _order(kind) == "SOONEST":
        item.reader.depends_on_occasions()


def _order(kind: str) -> str:
    """What comes first: of opportunities what is next, of everything else what is new."""
    return "SOONEST" if kind == "OPPORTUNITIES" else "NEWEST"


def _languages(item: Item) -> Languages:
    """The page's own language first, then the site's: an English page lists what there is in English, and the rest."""
    return Languages(tuple(dict.fromkeys((item.language_code, *item.site.languages))))
