"""Lists and look-ups: what a room's Query is made of.

stories: Connection[Story] = many(["Story"], "Good stories.", StoryFilter)
story: Story | None = one(["Story"], "A story, by id or by site and path.")
"""

from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

import strawberry
from strawberry.types import Info

from content import filters, ids, queries
from content.errors import BadInput
from content.filters import Asker
from content.graphql.context import languages_of, reader_of, reads_of
from content.graphql.enums import Fallback
from content.graphql.facets import FacetCounts, FacetField, count
from content.graphql.filters import ContentFilter, ContentOrder, SharedFilter
from content.interests import PHOTOS, PageFound
from content.queries import Languages, Page, Paging, Place, Selection
from content.reading import READ_AT_ONCE, Item, Reader, content_types, types_listed_as
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
        types: tuple[str, ...] | None,
        filter_: SharedFilter,
        order: str,
        paging: Paging,
        languages: Languages,
        reads: set[str] | None = None,
    ) -> None:
        self.reader, self.types, self.filter, self.languages, self.reads = reader, types, filter_, languages, reads
        self.asker = Asker(reader.now, reader.snapshot, reader.may_use)
        self.selection = self._selection(self.asker)
        if order == "NEAREST" and self.asker.near is None:
            raise BadInput("The order NEAREST needs filter.near: nearest to what?", argument="order")
        listed = None if types is None else list(types)
        self.place = Place(order, paging, f"{listed}|{filter_}|{languages}")
        self._note_conditions()

    def _selection(self, asker: Asker) -> Selection:
        """What may be seen and matches, each item in one language. The filter is about the language served."""
        condition = self.filter.condition(asker)
        if asker.without != "lifecycle" and not self.filter.mentions("lifecycle") and self._has_lifecycles:
            condition &= filters.in_lifecycle(asker, self._default_lifecycle())
        return Selection(asker.now, asker.snapshot, self.languages, self.types, condition)

    def _note_conditions(self) -> None:
        """What it depends on whatever is asked of it, and until when."""
        reader, interests, mentions = self.reader, self.reader.interests, self.filter.mentions
        if mentions("place") or mentions("near"):
            interests.refers("Place")
        if mentions("require_image"):
            interests.refers(*PHOTOS)
        if windows := self.filter.said("window"):
            reader.depends_on_the_day()
            if any(window.value.startswith("NEXT_") and window.value != "NEXT_WEEK" for window in windows):
                reader.depends_on_occasions()
                interests.holds_until(queries.next_to_come_near(reader.now))

    def _note_page(self, found: PageFound) -> None:
        self.reader.interests.lists_page(found=found, order=self.place.order, **self._asked(self.selection))
        if self.place.order == "SOONEST":
            self.reader.depends_on_occasions()

    def _asked(self, selection: Selection) -> dict[str, Any]:
        """The list in the words of `content/interests.py`."""
        return {
            "types": content_types() if self.types is None else self.types,
            "condition": selection.condition,
            "languages": self.languages.chain(()),
            "by_update": self.filter.mentions("updated_at"),
        }

    @property
    def _has_lifecycles(self) -> bool:
        """Whether some of it may be over: stories and initiatives never are."""
        opportunities = types_listed_as("OPPORTUNITIES")
        return self.types is None or any(name in opportunities for name in self.types)

    def _default_lifecycle(self) -> list[str]:
        cancelled = getattr(self.filter, "include_cancelled", None)
        return [*filters.STILL_OPEN, *([Lifecycle.CANCELLED] if cancelled else [])]

    @cached_property
    def page(self) -> Page:
        by_distance = self.asker.near if self.place.order == "NEAREST" else None
        near = by_distance.within(self.reader.snapshot) if by_distance else None
        page = self.selection.page(self.place, self.reads if self.reads is not None else READ_AT_ONCE, near)
        self._note_page(page.found)
        return page

    def facet(self, field: FacetField) -> FacetCounts:
        without = Asker(self.reader.now, self.reader.snapshot, self.reader.may_use, without=field.value)
        selection = self._selection(without)
        self.reader.interests.lists_all(**self._asked(selection))
        self.reader.interests.refers("Term", "LocalLabel", "Place")
        languages = self.languages.requested or ("da", "nb", "nn", "en")
        return count(field, selection, self.reader, languages)

    @cached_property
    def nodes(self) -> list[Item]:
        return self.reader.items(self.page.rows, self.languages, self.asker.near, self.reads)

    @property
    def edges(self) -> list[Any]:
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(self.page.cursors, self.nodes, strict=True)]

    @property
    def page_info(self) -> PageInfo:
        page = self.page
        return PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursor(0) if page.rows.rows else None,
            end_cursor=page.cursor(-1) if page.rows.rows else None,
        )

    @cached_property
    def total_count(self) -> int:
        self.reader.interests.lists_all(**self._asked(self.selection))
        return self.selection.count()


def many(
    types: list[str] | None,
    description: str,
    filter_type: type[SharedFilter] = ContentFilter,
    order_type: type[Enum] = ContentOrder,
    default: str = "NEWEST",
) -> Any:
    """A list of these types (all, where None), with filter, order, languages and cursors."""
    among = None if types is None else tuple(types)

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
        return Listing(reader_of(info), among, filter or filter_type(), chosen, paging, wanted, reads_of(info))

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
        item = look_up(reader_of(info), id, site, path, languages_of(languages), reads_of(info))
        return item if item and item.type_name in types else None

    return strawberry.field(resolver=resolve, description=description)


def look_up(
    reader: Reader,
    id_: str | None,
    site: str | None,
    path: str | None,
    languages: Languages,
    reads: set[str] | None = None,
) -> Item | None:
    """One item: by its id, in the best language; or the one whose address this is, in the best language."""
    if (id_ is None) == (site is None or path is None):
        raise BadInput("Name the item either by id, or by site and path together.")
    if id_ is not None:
        uid = ids.uid_of(ids.ITEM, id_)
        return reader.items_by_uid([uid], languages, reads).get(uid) if uid else None
    reader.interests.at(str(site), str(path))
    found = queries.content_at(str(site), str(path), reader.now, READ_AT_ONCE if reads is None else reads)
    here = reader.one(found, languages, reads)
    if here is None:
        return None
    if languages.requested:
        return reader.items_by_uid([here.uid], languages, reads).get(here.uid)
    return reader.one(found, Languages((here.language_code,)), reads)  # an address is in a language of its own
