"""The lists on the site's own pages: what is new, what one can join, what there is of a kind."""

from typing import Any

from django.http import QueryDict

from content import queries
from content.errors import ApiError
from content.queries import Languages, Paging
from content.reading import Item
from content.words import Lifecycle

TYPES = {
    "STORIES": ["Story"],
    "INITIATIVES": ["Initiative"],
    "OPPORTUNITIES": ["VolunteerTask", "Exchange", "Event", "Consultation", "Funding", "Facility"],
}
OPEN = (Lifecycle.OPEN, Lifecycle.FULL)
PAGE = 12


def of(item: Item, asked: QueryDict) -> dict[str, Any]:
    """What the template of this page lists."""
    if item.type_name == "HomePage":
        return {
            "stories": newest(item, "STORIES", 3),
            "initiatives": newest(item, "INITIATIVES", 3),
            "opportunities": newest(item, "OPPORTUNITIES", 6),
            "indexes": indexes(item),
        }
    if item.type_name == "IndexPage":
        return _page(item, asked)
    return {}


def newest(item: Item, kind: str, size: int) -> list[Item]:
    found = queries.page(_entries(item, kind), "NEWEST", Paging(size, None, None, None), kind)
    return item.reader.items(found.rows, Languages())


def indexes(item: Item) -> dict[str, Item]:
    """The site's list pages in this page's language, by what they list."""
    rows = queries.visible(item.reader.now).filter(
        site=item.site_key, language=item.language_code, type="IndexPage", is_content=False
    )
    return {found.lists: found for found in item.reader.items(rows.values(*queries.COLUMNS), Languages())}  # type: ignore[attr-defined]


def _page(item: Item, asked: QueryDict) -> dict[str, Any]:
    kind = item.card["lists"]
    after = asked.get("after") or None
    entries = _entries(item, kind)
    try:
        found = queries.page(entries, "NEWEST", Paging(PAGE, after, None, None), kind)
    except ApiError:  # an old or damaged link: the list's beginning says more than an error would
        found = queries.page(entries, "NEWEST", Paging(PAGE, None, None, None), kind)
        after = None
    return {
        "items": item.reader.items(found.rows, Languages()),
        "total": entries.count(),
        "next": found.cursors[-1] if found.has_next else None,
        "is_first": after is None,
    }


def _entries(item: Item, kind: str) -> Any:
    """What a site lists: its own items, each in one language; opportunities only while open."""
    now = item.reader.now
    entries = queries.visible(now).filter(site=item.site_key, type__in=TYPES[kind])
    if kind == "OPPORTUNITIES":
        entries = queries.still_open(entries.filter(lifecycle__in=OPEN), now)
    return queries.in_one_language(entries, now, Languages(), item.reader.snapshot)
