"""Lists and look-ups: what a room's Query is made of.

stories: Connection[Story] = many(Story)
story: Story | None = one(Story)
"""

from functools import cached_property
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import QuerySet
from strawberry.types import Info

from content import ids, queries
from content.errors import BadInput
from content.graphql.context import languages_of, reader_of
from content.graphql.enums import ContentOrder, Fallback
from content.models.entry import Entry
from content.queries import Languages, Paging
from content.reading import Item, Reader

T = TypeVar("T")


@strawberry.type(description="Where this page stands in the list.")
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Edge(Generic[T]):
    cursor: str
    node: T


@strawberry.type(description="A page of a list, and what is true of the whole list.")
class Connection(Generic[T]):
    edges: list[Edge[T]]
    nodes: list[T]
    page_info: PageInfo
    total_count: int = strawberry.field(description="Counted only when asked for.")


class Listing:
    """A page of items. Each part is worked out when it is asked for, once."""

    def __init__(
        self, reader: Reader, entries: QuerySet[Entry], order: str, paging: Paging, languages: Languages, scope: str
    ) -> None:
        self.reader, self.languages, self.entries = reader, languages, entries
        self.page = queries.page(entries, order, paging, f"{scope}|{languages}")

    @cached_property
    def nodes(self) -> list[Item]:
        return self.reader.items(self.page.rows, self.languages)

    @property
    def edges(self) -> list[Any]:
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(self.page.cursors, self.nodes, strict=True)]

    @property
    def page_info(self) -> PageInfo:
        cursors = self.page.cursors
        return PageInfo(
            has_next_page=self.page.has_next,
            has_previous_page=self.page.has_previous,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )

    @cached_property
    def total_count(self) -> int:
        return self.entries.count()


def entries_of(reader: Reader, languages: Languages, types: list[str] | None) -> QuerySet[Entry]:
    """What may be seen of these types, each item in one language."""
    visible = queries.visible(reader.now).filter(is_content=True)
    if types is not None:
        visible = visible.filter(type__in=types)
    return queries.in_one_language(visible, reader.now, languages, reader.snapshot)


def many(types: list[str] | None, description: str) -> Any:
    """A list of these types (all, where None), with order, languages and cursors."""

    def resolve(
        info: Info[Any, Any],
        order: ContentOrder | None = None,
        languages: list[str] | None = None,
        fallback: Fallback | None = Fallback.CHAIN,
        first: int | None = queries.DEFAULT_PAGE,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Any:
        paging = Paging(first, after, last, before)
        wanted, reader = languages_of(languages, fallback), reader_of(info)
        return Listing(
            reader, entries_of(reader, wanted, types), (order or ContentOrder.NEWEST).value, paging, wanted, f"{types}"
        )

    return strawberry.field(resolver=resolve, description=description)


def one(types: list[str], description: str) -> Any:
    """A look-up of one of these types, by id or by site and path."""

    def resolve(
        info: Info[Any, Any],
        id: strawberry.ID | None = None,
        site: str | None = None,
        path: str | None = None,
        languages: list[str] | None = None,
    ) -> Any:
        item = look_up(reader_of(info), id, site, path, languages_of(languages))
        return item if item and item.type_name in types else None

    return strawberry.field(resolver=resolve, description=description)


def look_up(reader: Reader, id_: str | None, site: str | None, path: str | None, languages: Languages) -> Item | None:
    """One item: by its id, in the best language; or the one whose address this is, in the best language."""
    if (id_ is None) == (site is None or path is None):
        raise BadInput("Name the item either by id, or by site and path together.")
    if id_ is not None:
        uid = ids.uid_of(ids.ITEM, id_)
    else:
        at_path = queries.at_path(str(site), str(path), reader.now).filter(is_content=True)
        found = at_path.values("item", "language").first()
        uid = found and found["item"]
        if found and not languages.requested:  # an address is in a language of its own
            languages = Languages((found["language"],))
    return reader.items_by_uid([uid], languages).get(uid) if uid else None
