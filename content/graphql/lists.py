"""Lists and look-ups: what a room's Query is made of.

stories: Connection[Story] = many(["Story"], "Good stories.", StoryFilter)
story: Story | None = one(["Story"], "A story, by id or by site and path.")
"""

from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import Q, QuerySet
from strawberry.types import Info

from content import filters, ids, queries
from content.errors import BadInput
from content.filters import Asker
from content.graphql.context import languages_of, reader_of
from content.graphql.enums import Fallback
from content.graphql.facets import FacetCounts, FacetField, count
from content.graphql.filters import ContentFilter, ContentOrder, SharedFilter
from content.models.entry import Entry
from content.queries import Languages, Paging
from content.reading import Item, Reader, content_types
from content.words import Lifecycle

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

    @strawberry.field(description="Counts per choice, on the same filter minus the choice's own.")
    def facets(root: "Listing", fields: list[FacetField]) -> list[FacetCounts]:
        filters.check_size("fields", fields)
        return [root.facet(field) for field in dict.fromkeys(fields)]


class Listing:
    """A page of items. Each part is worked out when it is asked for, once."""

    def __init__(
        self,
        reader: Reader,
        types: list[str] | None,
        filter_: SharedFilter,
        order: str,
        paging: Paging,
        languages: Languages,
    ) -> None:
        self.reader, self.types, self.filter, self.languages = reader, types, filter_, languages
        self.asker = Asker(reader.now, reader.snapshot, reader.may_use)
        self.condition = self._condition(self.asker)
        self.entries = self._entries(self.asker, self.condition)
        near = self.asker.near.within(reader.snapshot) if self.asker.near else None
        ordered = queries.with_order(self.entries, order, reader.now, near)
        self.page = queries.page(ordered, order, paging, f"{types}|{filter_}|{languages}")
        self._note_interests(order)

    def _entries(self, asker: Asker, condition: Q) -> QuerySet[Entry]:
        """What may be seen and matches, each item in one language. The filter is about the language served."""
        visible = queries.visible(asker.now).filter(is_content=True)
        if self.types is not None:
            visible = visible.filter(type__in=self.types)
        visible = queries.in_one_language(visible, asker.now, self.languages, asker.snapshot)
        return visible.filter(condition)

    def _condition(self, asker: Asker) -> Q:
        condition = self.filter.condition(asker)
        if asker.without != "lifecycle" and not self.filter.mentions("lifecycle"):
            condition &= filters.in_lifecycle(asker, self._default_lifecycle())
        return condition

    def _note_interests(self, order: str) -> None:
        """What the page depends on, and until when."""
        reader, interests, mentions = self.reader, self.reader.interests, self.filter.mentions
        interests.lists_page(found=self.page.found, order=order, **self._asked(self.condition))
        if mentions("place") or mentions("near"):
            interests.refers("Place")
        if mentions("require_image"):
            interests.refers("Photo")
        if order == "SOONEST":
            reader.depends_on_occasions()
        if windows := self.filter.said("window"):
            reader.depends_on_the_day()
            if any(window.value.startswith("NEXT_") and window.value != "NEXT_WEEK" for window in windows):
                reader.depends_on_occasions()
                interests.holds_until(queries.next_to_come_near(reader.now))

    def _asked(self, condition: Q) -> dict[str, Any]:
        """The list in the words of `content/interests.py`."""
        return {
            "types": content_types() if self.types is None else self.types,
            "condition": condition,
            "languages": self.languages.chain(()),
            "by_update": self.filter.mentions("updated_at"),
        }

    def _default_lifecycle(self) -> list[str]:
        cancelled = getattr(self.filter, "include_cancelled", None)
        return [*filters.STILL_OPEN, *([Lifecycle.CANCELLED] if cancelled else [])]

    def facet(self, field: FacetField) -> FacetCounts:
        without = Asker(self.reader.now, self.reader.snapshot, self.reader.may_use, without=field.value)
        condition = self._condition(without)
        self.reader.interests.lists_all(**self._asked(condition))
        self.reader.interests.refers("Term", "LocalLabel", "Place")
        languages = self.languages.requested or ("da", "nb", "nn", "en")
        return count(field, self._entries(without, condition), self.reader, languages)

    @cached_property
    def nodes(self) -> list[Item]:
        return self.reader.items(self.page.rows, self.languages, self.asker.near)

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
        self.reader.interests.lists_all(**self._asked(self.condition))
        return self.entries.count()


def many(
    types: list[str] | None,
    description: str,
    filter_type: type[SharedFilter] = ContentFilter,
    order_type: type[Enum] = ContentOrder,
    default: str = "NEWEST",
) -> Any:
    """A list of these types (all, where None), with filter, order, languages and cursors."""

    def resolve(
        info: Info[Any, Any],
        filter: filter_type | None = None,  # type: ignore[valid-type]  # noqa: A002 - the contract's word
        order: order_type | None = None,  # type: ignore[valid-type]
        languages: list[str] | None = None,
        fallback: Fallback | None = Fallback.CHAIN,
        first: int | None = queries.DEFAULT_PAGE,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Any:
        paging, chosen = Paging(first, after, last, before), order.value if order else default  # type: ignore[attr-defined]
        wanted = languages_of(languages, fallback)
        return Listing(reader_of(info), types, filter or filter_type(), chosen, paging, wanted)

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
        reader.interests.at(str(site), str(path))
        at_path = queries.at_path(str(site), str(path), reader.now).filter(is_content=True)
        found = at_path.values("item", "language").first()
        uid = found and found["item"]
        if found and not languages.requested:  # an address is in a language of its own
            languages = Languages((found["language"],))
    return reader.items_by_uid([uid], languages).get(uid) if uid else None
